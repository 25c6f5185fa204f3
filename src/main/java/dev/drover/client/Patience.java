package dev.drover.client;

import dev.drover.domain.Home;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * How long a client waits for the first answer. A machine under load makes a supervisor slow, so
 * what counts is whether something happens: its process works or waits for a CPU, or a keeper
 * starts the next one. One whose threads all wait for each other stirs a little too, for its
 * clocks, and that is no work. A look is due each second, by one thread at a time.
 */
final class Patience {

    /** Seconds without a sign of life. */
    static final int SILENT_SECONDS = 5;

    /** Seconds for one that works and yet does not answer. */
    static final int BUSY_SECONDS = 20;

    /** CPU time within a second that clocks and housekeeping do not use. */
    private static final Duration WORK = Duration.ofMillis(100);

    /** Seconds in all, for a keeper that starts one. */
    static final int LONGEST_SECONDS = 60;

    private final Home home;
    private final boolean here;
    private int seconds;
    private int lastSign;
    private int busySince;
    private int pausedLooks;
    private Duration cpu = Duration.ZERO;
    private CompletableFuture<?> keeper = CompletableFuture.completedFuture(null);

    Patience(ConnectOptions options) {
        this.home = options.home();
        this.here = options.forwarded().isEmpty();
    }

    /** Fails {@code answer} when the patience is at its end. */
    void watch(CompletableFuture<?> answer) {
        SupervisorPulse.EACH_SECOND.execute(
                () -> {
                    if (answer.isDone()) {
                        return;
                    }
                    Optional<String> end = look();
                    if (end.isPresent()) {
                        answer.completeExceptionally(new ConnectionException(end.get(), true));
                    } else {
                        watch(answer);
                    }
                });
    }

    /** After a further second without an answer: the sentence with which to give up, or empty. */
    Optional<String> look() {
        seconds++;
        if (here) {
            if (seconds == 1) {
                keeper = askKeeper(home.keeperSocket());
            }
            Optional<SupervisorPulse> pulse = SupervisorPulse.of(home);
            pausedLooks = pulse.filter(SupervisorPulse::isPaused).isPresent() ? pausedLooks + 1 : 0;
            if (pausedLooks > 1) {
                return pulse.map(
                        p ->
                                "The supervisor of %s does not answer: %s."
                                        .formatted(home.root(), p.pausedSentence()));
            }
            noteSigns(pulse);
        }
        boolean isOver = seconds - lastSign >= SILENT_SECONDS || seconds >= LONGEST_SECONDS;
        return isOver
                ? Optional.of(
                        "The supervisor does not answer within %d s; it may be stopped."
                                .formatted(seconds))
                : Optional.empty();
    }

    /** Done when no keeper starts a supervisor, or no longer. */
    CompletableFuture<?> keeperAnswered() {
        return keeper.exceptionally(_ -> null);
    }

    private void noteSigns(Optional<SupervisorPulse> pulse) {
        Duration before = cpu;
        cpu = pulse.map(SupervisorPulse::cpu).orElse(Duration.ZERO);
        if (seconds == 1) {
            // What is counted from here on, and a keeper that has only just been asked.
            return;
        }
        if (!keeper.isDone()) {
            lastSign = seconds;
            busySince = seconds;
        } else if (isWorking(pulse, cpu.minus(before)) && seconds - busySince < BUSY_SECONDS) {
            lastSign = seconds;
        }
    }

    private static boolean isWorking(Optional<SupervisorPulse> pulse, Duration used) {
        return used.compareTo(WORK) >= 0
                || pulse.flatMap(SupervisorPulse::isRunnable).orElse(used.isPositive());
    }

    /** A keeper says a line when its supervisor is ready: not done while it starts one. */
    private static CompletableFuture<?> askKeeper(Path socket) {
        return CompletableFuture.runAsync(
                () -> {
                    try (SocketChannel channel = SupervisorSocket.open(socket)) {
                        channel.read(ByteBuffer.allocate(1));
                    } catch (IOException | IllegalArgumentException e) {
                        // No keeper there, or one that has ended: it starts nothing.
                        throw new ConnectionException("No keeper answers at " + socket, e);
                    }
                },
                Thread::startVirtualThread);
    }
}
