package dev.drover.app;

import dev.drover.client.ssh.RemoteHome;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * The homes on other machines that the user has connected to, in a file of the state folder, and
 * how those stand that have a window in this program. FX thread only, but for the file.
 */
final class RemoteHomes {

    private static final String SEPARATOR = "\t";

    /** How a home stands. */
    enum State {
        /** No window of this program shows it. */
        CLOSED,
        CONNECTING,
        CONNECTED,
        LOST
    }

    /**
     * One line of the sidebar.
     *
     * @param disconnect ends its connection, while it has a window
     */
    record Entry(RemoteHome home, State state, Optional<Runnable> disconnect) {}

    /** The window of a home. */
    private record Open(State state, Runnable disconnect) {}

    private final LineFile file;
    private final Executor blocking;
    private final Set<RemoteHome> remembered = new LinkedHashSet<>();
    private final Map<RemoteHome, Open> open = new LinkedHashMap<>();
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private CompletableFuture<?> written = CompletableFuture.completedFuture(null);

    /**
     * @param blocking reads and writes the file
     * @param fx takes over what was read
     */
    RemoteHomes(Path stateFolder, Executor blocking, Executor fx) {
        file = new LineFile(stateFolder.resolve("remote-homes"));
        this.blocking = blocking;
        CompletableFuture.supplyAsync(this::read, blocking)
                .thenAcceptAsync(
                        found -> {
                            remembered.addAll(found);
                            tell();
                        },
                        fx);
    }

    /** All that are remembered or have a window, oldest first. */
    List<Entry> entries() {
        Set<RemoteHome> all = new LinkedHashSet<>(remembered);
        all.addAll(open.keySet());
        return all.stream().map(this::entry).toList();
    }

    private Entry entry(RemoteHome home) {
        Open window = open.get(home);
        return window == null
                ? new Entry(home, State.CLOSED, Optional.empty())
                : new Entry(home, window.state(), Optional.of(window.disconnect()));
    }

    void remember(RemoteHome home) {
        change(homes -> homes.add(home));
    }

    void forget(RemoteHome home) {
        change(homes -> homes.remove(home));
    }

    /** Its window says how it stands; {@code disconnect} ends its connection. */
    void show(RemoteHome home, State state, Runnable disconnect) {
        open.put(home, new Open(state, disconnect));
        tell();
    }

    /** Its window is closed. */
    void closed(RemoteHome home) {
        open.remove(home);
        tell();
    }

    /**
     * Calls {@code listener} when something is different.
     *
     * @return ends that
     */
    Runnable onChange(Runnable listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    /** Completes when everything up to now is in the file. */
    CompletableFuture<?> written() {
        return written;
    }

    private void change(Consumer<Set<RemoteHome>> change) {
        change.accept(remembered);
        tell();
        // Another program of this user may have written meanwhile.
        written =
                written.thenRunAsync(
                        () -> {
                            Set<RemoteHome> homes = new LinkedHashSet<>(read());
                            change.accept(homes);
                            write(homes);
                        },
                        blocking);
    }

    private void tell() {
        listeners.forEach(Runnable::run);
    }

    private List<RemoteHome> read() {
        return file.read().stream()
                .map(line -> line.split(SEPARATOR, 2))
                .filter(parts -> parts.length == 2)
                .flatMap(parts -> RemoteHome.parse(parts[0], parts[1]).stream())
                .toList();
    }

    private void write(Set<RemoteHome> homes) {
        file.write(
                homes.stream()
                        .map(home -> home.destination() + SEPARATOR + home.folder())
                        .toList());
    }
}
