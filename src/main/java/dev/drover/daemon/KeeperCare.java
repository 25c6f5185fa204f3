package dev.drover.daemon;

import dev.drover.childprocess.Keeper;

import java.io.IOException;
import java.time.Duration;
import java.util.function.Consumer;

/** Sees to it that a supervisor that has a keeper has one always. */
final class KeeperCare {

    private static final String REPLACED =
            "The keeper had gone. Another one holds now what is needed to go on should the"
                    + " supervisor be killed.";

    private static final String LOST =
            "The keeper has gone, and there cannot be another one (%s). Services and supervisor go"
                    + " on, but should the supervisor be killed, nobody starts it again and message"
                    + " channels are lost. End the supervisor and start it again to have a new"
                    + " keeper.";

    /** One that is killed as often as it is started is not started for ever. */
    private static final int MOST_AT_ONCE = 3;

    private static final Duration AT_ONCE = Duration.ofSeconds(10);

    private final Keeper keeper;
    private final Consumer<String> log;

    // Of the event thread that tells of a loss.
    private long lastLoss;
    private int losses;

    private KeeperCare(Keeper keeper, Consumer<String> log) {
        this.keeper = keeper;
        this.log = log;
    }

    /**
     * Begins.
     *
     * @param log gets sentences for the supervisor's log, on some thread
     */
    static void begin(Keeper keeper, Consumer<String> log) {
        KeeperCare care = new KeeperCare(keeper, log);
        keeper.onLost(care::lost);
    }

    private void lost() {
        long now = System.nanoTime();
        losses = losses > 0 && now - lastLoss < AT_ONCE.toNanos() ? losses + 1 : 1;
        lastLoss = now;
        if (losses > MOST_AT_ONCE) {
            log.accept(LOST.formatted("it ends again and again"));
        } else {
            Thread.ofPlatform().daemon().name("drover-keeper").start(this::replace);
        }
    }

    private void replace() {
        try {
            keeper.replace();
            log.accept(REPLACED);
        } catch (IOException e) {
            log.accept(LOST.formatted(e.getMessage()));
        }
    }
}
