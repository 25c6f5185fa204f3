package dev.drover.app;

import dev.drover.client.ssh.RemoteHome;
import dev.drover.domain.Home;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Where the home of a window is.
 *
 * @param home on this machine; for one on another machine a path that is its own and that nothing
 *     is written to, which stands for it in the names of files and windows
 * @param remote the home on another machine
 */
record Residence(Home home, Optional<RemoteHome> remote) {

    /** How the home is called. */
    String name() {
        return remote.map(Object::toString).orElse(home.root().toString());
    }

    static Residence of(Home home) {
        return new Residence(home, Optional.empty());
    }

    static Residence of(RemoteHome remote, Path stateFolder) {
        UUID name = UUID.nameUUIDFromBytes(remote.toString().getBytes(StandardCharsets.UTF_8));
        return new Residence(
                new Home(stateFolder.resolve("remote").resolve(name.toString())),
                Optional.of(remote));
    }

    /** The home that is opened at log-in: never one on another machine. */
    Home atLogin(Map<String, String> environment) {
        return remote.isPresent() ? Home.fromEnvironment(environment) : home;
    }

    /** Name of the machine, given the name of this one. */
    String host(String here) {
        return remote.map(home -> home.destination().toString()).orElse(here);
    }
}
