package dev.drover.supervisor.metrics;

import dev.drover.domain.ListeningPort;
import dev.drover.domain.ListeningPort.Protocol;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * A line of {@code /proc/net/tcp}, {@code tcp6}, {@code udp} or {@code udp6} that is a server's.
 *
 * @param inode names the socket; descriptors of it are links to {@code socket:[inode]}
 * @param user number of its user
 */
record OpenSocket(ListeningPort port, long inode, int user) {

    private static final String LISTEN = "0A";

    /** Of UDP: bound, but connected to nobody. */
    private static final String UNCONNECTED = "07";

    private static final int LOCAL = 1;
    private static final int STATE = 3;
    private static final int USER = 7;
    private static final int INODE = 9;

    /** All of this machine, or of this container; TCP first. */
    static List<OpenSocket> all() {
        List<OpenSocket> found = new ArrayList<>();
        read(Path.of("/proc/net/tcp"), Protocol.TCP, LISTEN, found);
        read(Path.of("/proc/net/tcp6"), Protocol.TCP, LISTEN, found);
        read(Path.of("/proc/net/udp"), Protocol.UDP, UNCONNECTED, found);
        read(Path.of("/proc/net/udp6"), Protocol.UDP, UNCONNECTED, found);
        return found;
    }

    private static void read(Path table, Protocol protocol, String state, List<OpenSocket> found) {
        try (BufferedReader lines = Files.newBufferedReader(table, StandardCharsets.US_ASCII)) {
            String mark = " " + state + " ";
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                // Most lines of a busy machine are connections: those are not taken apart.
                if (line.contains(mark)) {
                    parse(line, protocol, state).ifPresent(found::add);
                }
            }
        } catch (IOException _) {
            // A kernel without IPv6 has no table of it, and a sandbox may hide them all.
            return;
        }
    }

    /** Empty for a line of another state, and for what is no such line. */
    static Optional<OpenSocket> parse(String line, Protocol protocol, String state) {
        String[] fields = line.strip().split(" +");
        if (fields.length <= INODE || !fields[STATE].equals(state)) {
            return Optional.empty();
        }
        String[] local = fields[LOCAL].split(":");
        int port = Integer.parseInt(local[1], 16);
        return Optional.of(
                new OpenSocket(
                        new ListeningPort(protocol, address(local[0]), port),
                        Long.parseLong(fields[INODE]),
                        Integer.parseInt(fields[USER])));
    }

    /** Words of 32 bits in the order of this machine. */
    private static String address(String hex) {
        byte[] bytes = HexFormat.of().parseHex(hex);
        if (ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN) {
            for (int i = 0; i < bytes.length; i += 4) {
                swap(bytes, i, i + 3);
                swap(bytes, i + 1, i + 2);
            }
        }
        try {
            return InetAddresses.text(InetAddress.getByAddress(bytes));
        } catch (UnknownHostException e) {
            throw new NumberFormatException(
                    "Not an address in a table of sockets: %s (%s)".formatted(hex, e.getMessage()));
        }
    }

    private static void swap(byte[] bytes, int a, int b) {
        byte kept = bytes[a];
        bytes[a] = bytes[b];
        bytes[b] = kept;
    }
}
