package dev.drover.childprocess;

/**
 * Options of a server's socket.
 *
 * @param backlog how many connections the kernel keeps until they are accepted
 * @param ipv6Only whether a socket of IPv6 leaves IPv4 alone
 * @param reusePort whether other sockets with this option may have the same port; the kernel shares
 *     the connections out
 */
public record ListenOptions(int backlog, boolean ipv6Only, boolean reusePort) {

    /** Node's defaults. */
    public static final ListenOptions DEFAULT = new ListenOptions(511, false, false);

    public ListenOptions {
        if (backlog < 0) {
            throw new InvalidArgumentException(
                    "ERR_OUT_OF_RANGE",
                    "The backlog is %d; it must be 0 or more.".formatted(backlog));
        }
    }

    public ListenOptions withBacklog(int connections) {
        return new ListenOptions(connections, ipv6Only, reusePort);
    }

    public ListenOptions withIpv6Only(boolean only) {
        return new ListenOptions(backlog, only, reusePort);
    }

    public ListenOptions withReusePort(boolean reuse) {
        return new ListenOptions(backlog, ipv6Only, reuse);
    }
}
