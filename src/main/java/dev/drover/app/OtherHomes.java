package dev.drover.app;

import dev.drover.domain.Home;

import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The homes that somebody answers for: of the usual ones, those that the environment names and
 * those that it is asked about.
 */
final class OtherHomes {

    private final Home own;
    private final Set<Home> candidates = new LinkedHashSet<>();

    OtherHomes(Home own, Map<String, String> environment) {
        Path user = Home.userFolder(environment);
        this.own = own;
        candidates.add(new Home(user.resolve(".drover")));
        candidates.add(new Home(user.resolve(".pm2")));
        for (String name : List.of("DROVER_HOME", "PM2_HOME")) {
            String named = environment.getOrDefault(name, "");
            if (!named.isEmpty()) {
                candidates.add(new Home(Path.of(named)));
            }
        }
    }

    /**
     * Those that are alive now, without this window's own. Blocks for a moment.
     *
     * @param more to be looked at, too
     */
    List<Home> alive(Collection<Home> more) {
        return Stream.concat(candidates.stream(), more.stream())
                .distinct()
                .filter(home -> !home.equals(own))
                .filter(OtherHomes::answers)
                .toList();
    }

    private static boolean lives(Path pidFile) {
        try {
            String pid = Files.readString(pidFile).strip();
            return pid.matches("[0-9]{1,18}")
                    && ProcessHandle.of(Long.parseLong(pid))
                            .filter(ProcessHandle::isAlive)
                            .isPresent();
        } catch (IOException _) {
            // Nobody has written one: nobody is there.
            return false;
        }
    }

    private static boolean answers(Home home) {
        // Where a keeper holds the socket, a connection would start a supervisor that has died.
        if (!Files.exists(home.rpcSocket()) || !lives(home.pidFile())) {
            return false;
        }
        try (SocketChannel socket =
                SocketChannel.open(UnixDomainSocketAddress.of(home.rpcSocket()))) {
            return socket.isConnected();
        } catch (IOException | IllegalArgumentException e) {
            // Left behind, or too deep for a socket: nobody can be there.
            return false;
        }
    }
}
