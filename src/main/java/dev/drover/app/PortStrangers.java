package dev.drover.app;

import dev.drover.domain.Home;
import dev.drover.supervisor.metrics.PortHolder;
import dev.drover.supervisor.metrics.PortSampler;
import dev.drover.ui.why.PortStranger;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/**
 * Processes of this machine that have a port and are no services. Only those of this user are told
 * of, and neither this program nor the supervisor of its home.
 */
final class PortStrangers {

    private static final int PATIENCE_SECONDS = 5;

    private final Home home;
    private final boolean here;

    /**
     * @param here whether the home is on this machine: pids of another one mean nothing here
     */
    PortStrangers(Home home, boolean here) {
        this.home = home;
        this.here = here;
    }

    /** Empty unless the process with this pid has the port now, and may be ended. */
    CompletableFuture<Optional<PortStranger>> find(int port, long pid) {
        if (!here) {
            return CompletableFuture.completedFuture(Optional.empty());
        }
        return CompletableFuture.supplyAsync(() -> look(port, pid), Thread::startVirtualThread);
    }

    private Optional<PortStranger> look(int port, long pid) {
        boolean has =
                PortSampler.ofPlatform()
                        .holder(port)
                        .map(PortHolder::pid)
                        .filter(holder -> holder.isPresent() && holder.getAsLong() == pid)
                        .isPresent();
        return has
                ? ProcessHandle.of(pid).filter(this::isStranger).flatMap(it -> described(it, port))
                : Optional.empty();
    }

    private boolean isStranger(ProcessHandle process) {
        Optional<String> user = process.info().user();
        return user.isPresent()
                && user.equals(ProcessHandle.current().info().user())
                && process.pid() != ProcessHandle.current().pid()
                && !isSupervisorOrKeeper(process.pid());
    }

    /** The keeper is the parent of its supervisor. */
    private boolean isSupervisorOrKeeper(long pid) {
        long supervisor = supervisor();
        return pid == supervisor
                || ProcessHandle.of(supervisor)
                        .flatMap(ProcessHandle::parent)
                        .filter(keeper -> keeper.pid() == pid)
                        .isPresent();
    }

    /** 0 when it is not known. */
    private long supervisor() {
        try {
            return Long.parseLong(Files.readString(home.pidFile()).strip());
        } catch (IOException | NumberFormatException _) {
            // There is none, so the process is not it.
            return 0;
        }
    }

    private static Optional<PortStranger> described(ProcessHandle process, int port) {
        ProcessHandle.Info info = process.info();
        return info.startInstant()
                .map(
                        start ->
                                new PortStranger(
                                        process.pid(),
                                        start,
                                        info.commandLine().or(info::command).orElse("?"),
                                        info.user().orElse("?"),
                                        port));
    }

    /** Asks it to end, and completes when it has. */
    CompletableFuture<Void> end(PortStranger stranger) {
        return find(stranger.port(), stranger.pid())
                .thenCompose(
                        now -> {
                            Optional<Instant> start = now.map(PortStranger::startedAt);
                            if (!start.equals(Optional.of(stranger.startedAt()))) {
                                throw failure("it does not have the port any more.");
                            }
                            return ask(stranger.pid());
                        });
    }

    private static CompletableFuture<Void> ask(long pid) {
        ProcessHandle process = ProcessHandle.of(pid).orElseThrow();
        if (!process.destroy()) {
            throw failure("the system does not allow it.");
        }
        return process.onExit()
                .thenAccept(_ -> {})
                .orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
                .exceptionally(
                        _ -> {
                            throw failure(
                                    "it goes on %d s after SIGTERM.".formatted(PATIENCE_SECONDS));
                        });
    }

    private static CompletionException failure(String sentence) {
        return new CompletionException(new IOException(sentence));
    }
}
