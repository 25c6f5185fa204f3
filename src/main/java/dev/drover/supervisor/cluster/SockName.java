package dev.drover.supervisor.cluster;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** An address as Node writes it: what {@code server.address()} answers in a worker. */
final class SockName {

    /** Two or more groups of zeros. */
    private static final Pattern ZEROS = Pattern.compile("(?:^|:)0(?::0)+(?=:|$)");

    private SockName() {}

    /** In Node's order: an app may print {@code server.address()} as JSON. */
    static Map<String, Object> of(InetSocketAddress at) {
        InetAddress address = at.getAddress();
        Map<String, Object> name = new LinkedHashMap<>();
        name.put("address", text(address));
        name.put("family", address instanceof Inet6Address ? "IPv6" : "IPv4");
        name.put("port", at.getPort());
        return name;
    }

    /** IPv6 in its short form, with the longest run of zeros left out. */
    static String text(InetAddress address) {
        String full = address.getHostAddress();
        if (!(address instanceof Inet6Address)) {
            return full;
        }
        String longest =
                ZEROS.matcher(full)
                        .results()
                        .map(run -> run.group())
                        .reduce("", (a, b) -> groups(b) > groups(a) ? b : a);
        if (longest.isEmpty()) {
            return full;
        }
        int from = full.indexOf(longest);
        String before = full.substring(0, from);
        String after = full.substring(from + longest.length());
        return before + ":" + (after.isEmpty() || after.startsWith("%") ? ":" + after : after);
    }

    private static long groups(String run) {
        return run.chars().filter(c -> c == '0').count();
    }
}
