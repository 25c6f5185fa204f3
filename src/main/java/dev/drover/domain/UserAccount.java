package dev.drover.domain;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * An account of this machine, from the files that PM2's client reads: {@code /etc/passwd} and
 * {@code /etc/group}. Accounts of a directory service are not in them.
 *
 * @param uid its number
 * @param gid of its main group
 * @param home its folder, as it is written
 */
public record UserAccount(String name, int uid, int gid, String home) {

    private static final Path USERS = Path.of("/etc/passwd");
    private static final Path GROUPS = Path.of("/etc/group");
    private static final int USER_FIELDS = 7;
    private static final int GROUP_FIELDS = 3;
    private static final String NUMBER = "\\d{1,9}";

    /** The account with this name or number. Blocks for a small file. */
    public static Optional<UserAccount> find(String nameOrNumber) throws IOException {
        return line(USERS, USER_FIELDS, nameOrNumber)
                .filter(fields -> fields[3].matches(NUMBER))
                .map(
                        fields ->
                                new UserAccount(
                                        fields[0],
                                        Integer.parseInt(fields[2]),
                                        Integer.parseInt(fields[3]),
                                        fields[5]));
    }

    /** The number of a group that has this name or number. Blocks for a small file. */
    public static OptionalInt group(String nameOrNumber) throws IOException {
        return line(GROUPS, GROUP_FIELDS, nameOrNumber)
                .map(fields -> OptionalInt.of(Integer.parseInt(fields[2])))
                .orElse(OptionalInt.empty());
    }

    /** Both files have the name first and the number third. */
    private static Optional<String[]> line(Path file, int least, String nameOrNumber)
            throws IOException {
        if (!Files.isReadable(file)) {
            return Optional.empty();
        }
        Predicate<String[]> isMeant =
                fields -> fields[0].equals(nameOrNumber) || fields[2].equals(nameOrNumber);
        try (Stream<String> lines = Files.lines(file)) {
            return lines.map(line -> line.split(":", -1))
                    .filter(fields -> fields.length >= least && fields[2].matches(NUMBER))
                    .filter(isMeant)
                    .findFirst();
        }
    }
}
