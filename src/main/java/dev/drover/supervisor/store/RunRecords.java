package dev.drover.supervisor.store;

import dev.drover.domain.RunEnd;
import dev.drover.domain.RunRecord;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The last runs of one entry. Not safe for use by several threads: it belongs to the owner thread.
 */
public final class RunRecords {

    /** Runs that are kept. */
    public static final int LIMIT = 50;

    private final List<RunRecord> runs = new ArrayList<>();

    /**
     * A run began.
     *
     * @return false when it is known already, as after an adoption: it stays as it is
     */
    public boolean begin(RunRecord run) {
        if (runs.stream().anyMatch(known -> known.run() == run.run())) {
            return false;
        }
        runs.add(run);
        if (runs.size() > LIMIT) {
            runs.removeFirst();
        }
        return true;
    }

    /**
     * A run ended. Nothing is noted of one that is not kept any more, or whose end is known.
     *
     * @return the run with its end, if it was noted
     */
    public Optional<RunRecord> end(int run, RunEnd how) {
        for (int i = runs.size() - 1; i >= 0; i--) {
            RunRecord one = runs.get(i);
            if (one.run() == run && one.end().isEmpty()) {
                runs.set(i, one.ended(how));
                return Optional.of(runs.get(i));
            }
        }
        return Optional.empty();
    }

    /** Takes what a former supervisor noted, oldest first. */
    public void restore(List<RunRecord> before) {
        runs.clear();
        runs.addAll(before.subList(Math.max(0, before.size() - LIMIT), before.size()));
    }

    /** Oldest first. */
    public List<RunRecord> list() {
        return List.copyOf(runs);
    }
}
