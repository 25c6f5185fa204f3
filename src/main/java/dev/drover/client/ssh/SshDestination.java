package dev.drover.client.ssh;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Whom {@code ssh} shall connect to, as people write it: {@code [user@]host[:port]}, where the host
 * may be a {@code Host} of {@code ~/.ssh/config} or an IPv6 address in square brackets. What could
 * be taken for an option, or mean something to a shell, is none.
 *
 * @param user the account; {@code ssh} knows which when it is empty
 * @param host name or address
 * @param port {@code ssh} knows which when it is empty
 */
public record SshDestination(Optional<String> user, String host, OptionalInt port) {

    private static final int LONGEST = 255;
    private static final int LAST_PORT = 65_535;
    private static final Pattern USER = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._+@-]*");
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._-]*");
    private static final Pattern ADDRESS =
            Pattern.compile("[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*(%[A-Za-z0-9._-]+)?");
    private static final Pattern WHOLE =
            Pattern.compile(
                    "(?:(?<user>.*)@)?(?:\\[(?<address>[^\\]]*)\\]|(?<host>[^:@\\[\\]]*))(?::(?<port>[0-9]{1,5}))?");

    /**
     * @throws IllegalArgumentException when a part has characters it cannot have
     */
    public SshDestination {
        if (!HOST.matcher(host).matches() && !ADDRESS.matcher(host).matches()
                || host.length() > LONGEST
                || user.filter(u -> !USER.matcher(u).matches() || u.length() > LONGEST).isPresent()
                || port.isPresent() && (port.getAsInt() < 1 || port.getAsInt() > LAST_PORT)) {
            throw new IllegalArgumentException("no destination of ssh");
        }
    }

    /** Reads it; empty when it is none. */
    public static Optional<SshDestination> parse(String text) {
        String trimmed = text.strip();
        Matcher parts = WHOLE.matcher(trimmed);
        if (trimmed.length() > LONGEST * 2 || !parts.matches()) {
            return Optional.empty();
        }
        try {
            String address = parts.group("address");
            if (address != null && !ADDRESS.matcher(address).matches()) {
                return Optional.empty();
            }
            String port = parts.group("port");
            return Optional.of(
                    new SshDestination(
                            Optional.ofNullable(parts.group("user")),
                            address == null ? parts.group("host") : address,
                            port == null
                                    ? OptionalInt.empty()
                                    : OptionalInt.of(Integer.parseInt(port))));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** The arguments of {@code ssh} that say it; nothing after them is read as an option. */
    List<String> arguments() {
        List<String> arguments = new ArrayList<>();
        user.ifPresent(name -> arguments.addAll(List.of("-l", name)));
        port.ifPresent(number -> arguments.addAll(List.of("-p", Integer.toString(number))));
        arguments.addAll(List.of("--", host));
        return arguments;
    }

    /** As {@link #parse} reads it. */
    @Override
    public String toString() {
        return user.map(name -> name + "@").orElse("")
                + (host.indexOf(':') >= 0 ? "[" + host + "]" : host)
                + (port.isPresent() ? ":" + port.getAsInt() : "");
    }
}
