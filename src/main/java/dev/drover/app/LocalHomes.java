package dev.drover.app;

import dev.drover.domain.Home;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The homes on this machine that the user has opened by their folder, in a file of the state
 * folder. FX thread only, but for {@link #homes} and the file.
 */
final class LocalHomes {

    private final LineFile file;
    private final Executor blocking;
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private volatile List<Home> homes = List.of();
    private CompletableFuture<?> written = CompletableFuture.completedFuture(null);

    /**
     * @param blocking reads and writes the file
     * @param fx takes over what was read
     */
    LocalHomes(Path stateFolder, Executor blocking, Executor fx) {
        file = new LineFile(stateFolder.resolve("local-homes"));
        this.blocking = blocking;
        CompletableFuture.supplyAsync(this::read, blocking)
                .thenAcceptAsync(found -> change(all -> all.addAll(found)), fx);
    }

    /** Oldest first. Any thread. */
    List<Home> homes() {
        return homes;
    }

    void remember(Home home) {
        keep(all -> all.add(home));
    }

    /** Nothing in its folder is touched. */
    void forget(Home home) {
        keep(all -> all.remove(home));
    }

    /**
     * Calls {@code listener} when there is one more or less.
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

    private void keep(Consumer<Set<Home>> change) {
        change(change);
        // Another program of this user may have written meanwhile.
        written =
                written.thenRunAsync(
                        () -> {
                            Set<Home> all = new LinkedHashSet<>(read());
                            change.accept(all);
                            file.write(all.stream().map(home -> home.root().toString()).toList());
                        },
                        blocking);
    }

    private void change(Consumer<Set<Home>> change) {
        Set<Home> all = new LinkedHashSet<>(homes);
        change.accept(all);
        homes = List.copyOf(all);
        listeners.forEach(Runnable::run);
    }

    private List<Home> read() {
        return file.read().stream().flatMap(LocalHomes::home).toList();
    }

    private static Stream<Home> home(String line) {
        try {
            Path path = Path.of(line);
            return path.isAbsolute() ? Stream.of(new Home(path)) : Stream.empty();
        } catch (InvalidPathException _) {
            // Somebody has written something else into the file.
            return Stream.empty();
        }
    }
}
