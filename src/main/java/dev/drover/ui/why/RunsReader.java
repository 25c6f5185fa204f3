package dev.drover.ui.why;

import dev.drover.domain.RunRecord;
import dev.drover.ui.common.Failures;
import dev.drover.ui.common.FxThread;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * Reads the runs of one entry at a time: one request under way; what is asked for meanwhile becomes
 * one more afterwards. An answer for an entry that is not wanted any more is dropped. FX thread
 * only.
 */
final class RunsReader {

    /** Gets the answers for the entry that was asked for last. */
    interface Listener {

        /**
         * @param runs oldest first
         */
        void read(List<RunRecord> runs);

        /**
         * @param reason why there is no answer, as a sentence
         */
        void failed(String reason);
    }

    private final WhySource source;
    private final Listener listener;
    private long generation;
    private int current;
    private boolean underWay;
    private boolean again;

    RunsReader(WhySource source, Listener listener) {
        this.source = source;
        this.listener = listener;
    }

    /** Asks for the runs of an entry. */
    void read(int id) {
        if (underWay && current == id) {
            again = true;
        } else {
            ask(id);
        }
    }

    /** Nobody waits for what is under way. */
    void forget() {
        generation++;
        underWay = false;
    }

    private void ask(int id) {
        current = id;
        underWay = true;
        again = false;
        long mine = ++generation;
        FxThread.whenDone(
                source.runs(id),
                (runs, failure) -> {
                    if (mine == generation) {
                        answered(runs, failure);
                    }
                });
    }

    private void answered(@Nullable List<RunRecord> runs, @Nullable Throwable failure) {
        underWay = false;
        if (runs == null) {
            listener.failed(Failures.sentence(failure));
        } else {
            listener.read(runs);
        }
        if (again && !underWay) {
            ask(current);
        }
    }
}
