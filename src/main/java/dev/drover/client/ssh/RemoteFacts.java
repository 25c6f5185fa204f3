package dev.drover.client.ssh;

import java.util.Optional;

/**
 * What is there on the other machine.
 *
 * @param folder whether there is a home
 * @param socket whether it has a socket; perhaps nobody listens there
 * @param running whether the supervisor that is noted there lives
 * @param program whether {@code drover} is on the PATH
 */
record RemoteFacts(Folder folder, boolean socket, boolean running, boolean program) {

    enum Folder {
        NO,
        CLOSED,
        YES
    }

    /** Reads the words of an answer; empty when they are none. */
    static Optional<RemoteFacts> parse(String words) {
        String[] parts = words.split(" ", -1);
        if (parts.length != 4) {
            return Optional.empty();
        }
        Folder folder =
                switch (parts[0]) {
                    case "yes" -> Folder.YES;
                    case "closed" -> Folder.CLOSED;
                    default -> Folder.NO;
                };
        return Optional.of(
                new RemoteFacts(
                        folder,
                        parts[1].equals("yes"),
                        parts[2].equals("yes"),
                        parts[3].equals("yes")));
    }
}
