package dev.drover.supervisor.metrics;

import dev.drover.domain.ListeningPort;
import dev.drover.domain.ListeningPort.Protocol;

import oshi.SystemInfo;
import oshi.software.os.InternetProtocolStats;
import oshi.software.os.InternetProtocolStats.IPConnection;
import oshi.software.os.InternetProtocolStats.TcpState;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/** Looks through OSHI, on platforms without {@code /proc}. */
final class OshiPortSampler implements PortSampler {

    private final InternetProtocolStats stats =
            new SystemInfo().getOperatingSystem().getInternetProtocolStats();

    private record Owned(long pid, ListeningPort port) {}

    @Override
    public Map<Long, List<ListeningPort>> sample(Collection<Long> roots) {
        List<Owned> all = all();
        Map<Long, List<ListeningPort>> found = new HashMap<>();
        for (long root : roots) {
            Set<Long> family = family(root);
            List<ListeningPort> ports =
                    all.stream()
                            .filter(one -> family.contains(one.pid()))
                            .map(Owned::port)
                            .collect(Collectors.toCollection(TreeSet::new))
                            .stream()
                            .toList();
            if (!ports.isEmpty()) {
                found.put(root, ports);
            }
        }
        return found;
    }

    private static Set<Long> family(long root) {
        LongStream descendants =
                ProcessHandle.of(root).stream()
                        .flatMap(ProcessHandle::descendants)
                        .mapToLong(ProcessHandle::pid);
        return LongStream.concat(LongStream.of(root), descendants)
                .boxed()
                .collect(Collectors.toSet());
    }

    @Override
    public Optional<PortHolder> holder(int port) {
        return all().stream()
                .filter(one -> one.port().port() == port)
                .min(Comparator.comparing(Owned::port))
                .map(one -> PortHolder.of(one.pid(), command(one.pid())));
    }

    private static String command(long pid) {
        return ProcessHandle.of(pid)
                .flatMap(one -> one.info().commandLine().or(() -> one.info().command()))
                .orElse("");
    }

    private List<Owned> all() {
        return stats.getConnections().stream()
                .filter(one -> one.getLocalPort() > 0 && isServer(one))
                .map(OshiPortSampler::owned)
                .toList();
    }

    private static boolean isServer(IPConnection one) {
        return one.getType().startsWith("tcp")
                ? one.getState() == TcpState.LISTEN
                : one.getForeignPort() == 0;
    }

    private static Owned owned(IPConnection one) {
        Protocol protocol = one.getType().startsWith("tcp") ? Protocol.TCP : Protocol.UDP;
        return new Owned(
                one.getowningProcessId(),
                new ListeningPort(protocol, address(one), one.getLocalPort()));
    }

    private static String address(IPConnection one) {
        boolean v4 = one.getType().endsWith("4");
        byte[] bytes = one.getLocalAddress();
        try {
            return bytes.length == 0
                    ? v4 ? "0.0.0.0" : "::"
                    : InetAddresses.text(InetAddress.getByAddress(bytes));
        } catch (UnknownHostException _) {
            // OSHI gives other lengths where it does not know: then the port is what is known.
            return v4 ? "0.0.0.0" : "::";
        }
    }
}
