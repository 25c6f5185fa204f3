package dev.drover.domain;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The user that this process runs as. By the number, because a container's user often has no name;
 * the JDK would call it {@code ?}.
 */
public final class OwnUser {

    private static final Path STATUS = Path.of("/proc/self/status");
    private static final String UID = "Uid:";

    private OwnUser() {}

    /** Equal to the owner of each file that this process makes. */
    public static UserPrincipal principal() throws IOException {
        return FileSystems.getDefault()
                .getUserPrincipalLookupService()
                .lookupPrincipalByName(number().orElseGet(OwnUser::name));
    }

    /** As it is shown. */
    public static String name() {
        String name = System.getProperty("user.name", "?");
        return name.equals("?") ? number().orElse(name) : name;
    }

    private static Optional<String> number() {
        if (!Files.isReadable(STATUS)) {
            return Optional.empty();
        }
        try (Stream<String> lines = Files.lines(STATUS)) {
            // Real, effective, saved and the file system's.
            return lines.filter(line -> line.startsWith(UID))
                    .map(line -> line.substring(UID.length()).strip().split("\\s+")[1])
                    .findFirst();
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
