package dev.drover.supervisor.trigger;

import java.io.Serial;

/**
 * A text that can be read for so long only: the engine of regular expressions tries all ways, which
 * are more than anybody can wait for when a pattern has groups in groups. One thread.
 */
final class MeasuredText implements CharSequence {

    /** Some milliseconds; a path of 4,096 characters and a sane pattern need a tenth. */
    private static final int MOST_READS = 200_000;

    private final String text;
    private int reads;

    MeasuredText(String text) {
        this.text = text;
    }

    /** It was read more often than any sane pattern does. */
    static final class TooLongException extends RuntimeException {
        @Serial private static final long serialVersionUID = 1;

        private TooLongException() {
            super("more than %d characters were read".formatted(MOST_READS));
        }
    }

    @Override
    public char charAt(int index) {
        reads++;
        if (reads > MOST_READS) {
            throw new TooLongException();
        }
        return text.charAt(index);
    }

    @Override
    public int length() {
        return text.length();
    }

    @Override
    public CharSequence subSequence(int start, int end) {
        return text.substring(start, end);
    }

    @Override
    public String toString() {
        return text;
    }
}
