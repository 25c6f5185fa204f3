package dev.drover.ui.logview;

import org.jspecify.annotations.Nullable;

import java.util.Optional;

/**
 * What a line of output was recognised as.
 *
 * @param level guessed, or inherited from the line that this one continues
 * @param head false when it continues the line before: it is not counted
 * @param frame of a stack trace
 * @param json the line as it was written, when it is one JSON object; else null
 * @param run number of the run that wrote it; 0 when not known
 */
record LineTraits(Level level, boolean head, Frame frame, @Nullable String json, int run) {

    static final LineTraits PLAIN = new LineTraits(Level.INFO, true, Frame.NONE, null, 0);

    /** Recognises a line after the one that came before it on its stream. */
    static LineTraits of(String line, Optional<JsonLine> object, LineTraits before, int run) {
        if (object.isPresent()) {
            Level level = object.get().level();
            return new LineTraits(level == null ? Level.INFO : level, true, Frame.NONE, line, run);
        }
        Frame frame = Frame.of(line, before.frame());
        if (frame != Frame.NONE) {
            return new LineTraits(before.level(), false, frame, null, run);
        }
        Level level = LevelGuess.of(line);
        if (level != null) {
            return new LineTraits(level, true, frame, null, run);
        }
        return continues(line)
                ? new LineTraits(before.level(), false, frame, null, run)
                : new LineTraits(Level.INFO, true, frame, null, run);
    }

    private static boolean continues(String line) {
        return !line.isEmpty() && " \t})]".indexOf(line.charAt(0)) >= 0
                || line.startsWith("Caused by:");
    }
}
