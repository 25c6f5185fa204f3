package dev.drover.supervisor.metrics;

import java.net.Inet4Address;
import java.net.InetAddress;

/** Addresses as people write them. */
final class InetAddresses {

    private InetAddresses() {}

    /** With the first run of zeros of an IPv6 address left out: {@code ::1}. */
    static String text(InetAddress address) {
        String literal = address.getHostAddress();
        return address instanceof Inet4Address
                ? literal
                : literal.replaceFirst("(^|:)(0(:|$)){2,}", "::");
    }
}
