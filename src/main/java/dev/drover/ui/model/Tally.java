package dev.drover.ui.model;

import java.util.Collection;

/** How many processes are in which kind of state. */
public record Tally(int total, int running, int failed, int waiting, int stopped) {

    public static Tally of(Collection<ObservableProcess> rows) {
        int running = 0;
        int failed = 0;
        int waiting = 0;
        int stopped = 0;
        for (ObservableProcess row : rows) {
            switch (StatusWord.of(row.description())) {
                case RUNNING -> running++;
                case GAVE_UP, FAILED -> failed++;
                case RESTARTING, LAUNCHING, STOPPING -> waiting++;
                case FINISHED, STOPPED -> stopped++;
            }
        }
        return new Tally(rows.size(), running, failed, waiting, stopped);
    }

    /** The worst state among them. */
    public StatusWord worst() {
        if (failed > 0) {
            return StatusWord.FAILED;
        }
        if (waiting > 0) {
            return StatusWord.RESTARTING;
        }
        return running > 0 ? StatusWord.RUNNING : StatusWord.STOPPED;
    }
}
