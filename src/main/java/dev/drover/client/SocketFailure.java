package dev.drover.client;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/** Why nobody answers at a socket, in words. */
final class SocketFailure {

    /** {@code sun_path} of Linux and of macOS, without its ending zero. */
    private static final int LONGEST_PATH = 103;

    private SocketFailure() {}

    static ConnectionException explain(Path socket, Exception failure) {
        return new ConnectionException(
                "No supervisor answers at %s: %s.".formatted(socket, reason(socket, failure)),
                failure);
    }

    private static String reason(Path socket, Exception failure) {
        Path home = socket.getParent();
        String message = String.valueOf(failure.getMessage());
        if (message.contains("ermission denied")) {
            return "you may not open it; it belongs to " + owner(socket);
        }
        if (socket.toString().getBytes(StandardCharsets.UTF_8).length > LONGEST_PATH) {
            return "the path is longer than that of a socket may be; use a home nearer to the root";
        }
        if (Files.notExists(home)) {
            return "the folder %s does not exist".formatted(home);
        }
        if (!Files.isDirectory(home)) {
            return "%s is not a folder".formatted(home);
        }
        if (Files.notExists(socket, LinkOption.NOFOLLOW_LINKS)) {
            return "none runs in this folder";
        }
        return message.contains("onnection refused")
                ? "it was left behind by one that has ended"
                : message;
    }

    private static String owner(Path socket) {
        for (Path path = socket; path != null; path = path.getParent()) {
            try {
                return Files.getOwner(path).getName();
            } catch (IOException e) {
                // Not even that may be looked at: its folder tells.
                continue;
            }
        }
        return "another user";
    }
}
