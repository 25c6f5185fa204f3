package dev.drover.ui.logview;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/** A row in the document and what is known about it there. FX thread only. */
final class LogEntry {

    static final long HIDDEN = Long.MIN_VALUE;

    /** The line whose stack trace this row is a frame of; null when it is none. */
    @Nullable LogEntry head;

    private LogRow row;

    /** Number among all rows of the document. */
    long position;

    /** Number among the visible rows; {@link #HIDDEN} when it is not one of them. */
    long number = HIDDEN;

    /** Frames below it that are shown or folded into it. */
    private final List<LogEntry> frames = new ArrayList<>(0);

    /** Its frames are shown. */
    boolean open;

    /** The text filter accepts it. */
    boolean matched = true;

    /** Counted with its level. */
    boolean counted;

    boolean bookmarked;

    /** The user was told of it. */
    boolean told;

    LogEntry(LogRow row, @Nullable LogEntry head) {
        this.row = row;
        this.head = head;
    }

    LogRow row() {
        return row;
    }

    void setRow(LogRow newRow) {
        row = newRow;
    }

    int frames() {
        return frames.size();
    }

    void addFrame(LogEntry frame) {
        frames.add(frame);
    }

    void clearFrames() {
        frames.clear();
    }

    /** The frames that are folded into it. */
    List<LogEntry> folded() {
        return open ? List.of() : List.copyOf(frames);
    }

    boolean isVisible() {
        return number != HIDDEN;
    }

    /** Its own level; rows that only continue another one, and boundaries, have none. */
    @Nullable Level countedLevel() {
        return row instanceof LogRow.Output output && output.traits().head()
                ? output.traits().level()
                : null;
    }

    boolean isFrame() {
        return head != null;
    }
}
