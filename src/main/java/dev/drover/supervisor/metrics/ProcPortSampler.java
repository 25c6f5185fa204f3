package dev.drover.supervisor.metrics;

import dev.drover.domain.ListeningPort;

import org.jspecify.annotations.Nullable;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;

/**
 * Joins the socket tables of {@code /proc/net} with the descriptors in {@code /proc/PID/fd}. The
 * tables are read each time; descriptors, of which there are many, only when a server's socket came
 * or went, or other processes are asked for. Linux only.
 */
final class ProcPortSampler implements PortSampler {

    private static final String SOCKET = "socket:[";

    private Set<Long> lastInodes = Set.of();
    private Set<Long> lastRoots = Set.of();
    private Map<Long, List<ListeningPort>> last = Map.of();

    @Override
    public Map<Long, List<ListeningPort>> sample(Collection<Long> roots) {
        Map<Long, ListeningPort> ports = new HashMap<>();
        OpenSocket.all().forEach(socket -> ports.put(socket.inode(), socket.port()));
        Set<Long> asked = Set.copyOf(roots);
        if (!ports.keySet().equals(lastInodes) || !asked.equals(lastRoots)) {
            last = join(ports, asked);
            lastInodes = Set.copyOf(ports.keySet());
            lastRoots = asked;
        }
        return last;
    }

    private static Map<Long, List<ListeningPort>> join(
            Map<Long, ListeningPort> ports, Set<Long> roots) {
        Map<Long, SortedSet<ListeningPort>> found = new HashMap<>();
        family(roots)
                .forEach(
                        (pid, root) ->
                                sockets(
                                        pid,
                                        (_, inode) -> {
                                            ListeningPort port = ports.get(inode);
                                            if (port != null) {
                                                found.computeIfAbsent(root, _ -> new TreeSet<>())
                                                        .add(port);
                                            }
                                        }));
        return found.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, e -> List.copyOf(e.getValue())));
    }

    /** The roots and all their descendants, each with its nearest root. */
    private static Map<Long, Long> family(Set<Long> roots) {
        Map<Long, Long> parents = new HashMap<>();
        ProcessHandle.allProcesses()
                .forEach(one -> one.parent().ifPresent(up -> parents.put(one.pid(), up.pid())));
        Map<Long, Long> family = new HashMap<>();
        roots.forEach(root -> family.put(root, root));
        for (long pid : parents.keySet()) {
            @Nullable Long at = pid;
            while (at != null && !roots.contains(at)) {
                at = parents.get(at);
            }
            if (at != null) {
                family.put(pid, at);
            }
        }
        return family;
    }

    @Override
    public Optional<PortHolder> holder(int port) {
        List<OpenSocket> wanted =
                OpenSocket.all().stream().filter(one -> one.port().port() == port).toList();
        if (wanted.isEmpty()) {
            return Optional.empty();
        }
        Set<Long> inodes = wanted.stream().map(OpenSocket::inode).collect(Collectors.toSet());
        Map<Long, Long> holders = new HashMap<>();
        ProcessHandle.allProcesses()
                .forEach(
                        one ->
                                sockets(
                                        one.pid(),
                                        (pid, inode) -> {
                                            if (inodes.contains(inode)) {
                                                // The oldest: children often inherit a socket.
                                                holders.merge(inode, pid, Math::min);
                                            }
                                        }));
        return Optional.of(
                wanted.stream()
                        .map(socket -> holders.get(socket.inode()))
                        .filter(pid -> pid != null)
                        .findFirst()
                        .map(pid -> PortHolder.of(pid, command(pid)))
                        .orElseGet(() -> PortHolder.unseen(wanted.getFirst().user())));
    }

    /** Tells the inode of each socket that a process has; nothing where it may not be seen. */
    private static void sockets(long pid, BiConsumer<Long, Long> found) {
        String folder = "/proc/" + pid + "/fd";
        String[] names = new File(folder).list();
        if (names == null) {
            return;
        }
        for (String name : names) {
            try {
                String target = Files.readSymbolicLink(Path.of(folder, name)).toString();
                if (target.startsWith(SOCKET)) {
                    String inode = target.substring(SOCKET.length(), target.length() - 1);
                    found.accept(pid, Long.parseLong(inode));
                }
            } catch (IOException _) {
                // Closed since the folder was listed: it has that socket no more.
                continue;
            }
        }
    }

    private static String command(long pid) {
        try {
            byte[] text = Files.readAllBytes(Path.of("/proc/" + pid + "/cmdline"));
            return new String(text, StandardCharsets.UTF_8).replace('\0', ' ').strip();
        } catch (IOException _) {
            // It has ended meanwhile; the pid alone still tells who it was.
            return "";
        }
    }
}
