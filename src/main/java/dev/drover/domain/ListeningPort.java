package dev.drover.domain;

import java.util.Comparator;

/**
 * A port on which something of a service can be reached.
 *
 * @param protocol TCP: it listens; UDP: it is bound
 * @param address IP literal; {@code 0.0.0.0} and {@code ::} are all addresses of the machine
 * @param port from 1 to 65535
 */
public record ListeningPort(Protocol protocol, String address, int port)
        implements Comparable<ListeningPort> {

    /** The transport. */
    public enum Protocol {
        TCP,
        UDP
    }

    private static final Comparator<ListeningPort> ORDER =
            Comparator.comparing(ListeningPort::protocol)
                    .thenComparing(ListeningPort::port)
                    .thenComparing(ListeningPort::address);

    /** TCP first, then by number. */
    @Override
    public int compareTo(ListeningPort other) {
        return ORDER.compare(this, other);
    }
}
