package dev.drover.daemon;

import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/**
 * Which version of PM2's client asks. A client that hears another version than its own prints a
 * notice into its output, where scripts trip over it; so each is told its own.
 */
final class ClientVersion {

    private ClientVersion() {}

    /**
     * The version of the {@code pm2} program that runs as this process; empty when it is another
     * program or cannot be seen. Blocks for file reads.
     */
    static Optional<String> of(long pid) {
        String[] arguments =
                ProcessHandle.of(pid)
                        .flatMap(process -> process.info().arguments())
                        .orElse(new String[0]);
        return Arrays.stream(arguments)
                .filter(argument -> argument.matches(".*/(pm2|pm2-dev|pm2-runtime|pm2-docker)"))
                .findFirst()
                .flatMap(ClientVersion::versionOf);
    }

    private static Optional<String> versionOf(String program) {
        try {
            Path real = Path.of(program).toRealPath();
            return Optional.of(PackageVersion.of(real)).filter(v -> v.matches("\\d+\\.\\S+"));
        } catch (IOException | InvalidPathException e) {
            return Optional.empty();
        }
    }
}
