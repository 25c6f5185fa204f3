package dev.drover.childprocess;

/**
 * Options of a UDP socket.
 *
 * @param ipv6Only whether a socket of IPv6 leaves IPv4 alone
 * @param reuseAddress whether other sockets with this option may have the same address; the last
 *     one gets the packets
 * @param reusePort whether other sockets with this option may have the same port; the kernel shares
 *     the packets out
 */
public record DatagramOptions(boolean ipv6Only, boolean reuseAddress, boolean reusePort) {

    public static final DatagramOptions DEFAULT = new DatagramOptions(false, false, false);

    public DatagramOptions withIpv6Only(boolean only) {
        return new DatagramOptions(only, reuseAddress, reusePort);
    }

    public DatagramOptions withReuseAddress(boolean reuse) {
        return new DatagramOptions(ipv6Only, reuse, reusePort);
    }

    public DatagramOptions withReusePort(boolean reuse) {
        return new DatagramOptions(ipv6Only, reuseAddress, reuse);
    }
}
