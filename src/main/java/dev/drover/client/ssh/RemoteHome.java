package dev.drover.client.ssh;

import dev.drover.domain.PlainText;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The home of a supervisor on another machine.
 *
 * @param destination the machine
 * @param folder an absolute path there, or one that begins with {@code ~/}
 */
public record RemoteHome(SshDestination destination, String folder) {

    /** Where Drover's supervisor is when nobody has said otherwise. */
    public static final String DEFAULT_FOLDER = "~/.drover";

    /** Where PM2's daemon is when nobody has said otherwise. */
    public static final String PM2_FOLDER = "~/.pm2";

    /** {@code sun_path} of macOS, without its ending zero and the name of the longer socket. */
    private static final int LONGEST = 103 - "/rpc.sock".length();

    /**
     * @throws IllegalArgumentException when {@link #isFolder} is false
     */
    public RemoteHome {
        if (!isFolder(folder)) {
            throw new IllegalArgumentException("no folder of a home");
        }
    }

    /**
     * Whether this can be the folder of a home. {@code ${} is ssh's own sign for a variable, which
     * it has no other way to write.
     */
    public static boolean isFolder(String text) {
        return (text.startsWith("/") || text.startsWith("~/"))
                && text.getBytes(StandardCharsets.UTF_8).length <= LONGEST
                && PlainText.is(text)
                && !text.contains("${");
    }

    /** Both parts, when both are right. */
    public static Optional<RemoteHome> parse(String destination, String folder) {
        String trimmed = folder.strip();
        return SshDestination.parse(destination)
                .filter(_ -> isFolder(trimmed))
                .map(parsed -> new RemoteHome(parsed, trimmed));
    }

    @Override
    public String toString() {
        return destination + " " + folder;
    }
}
