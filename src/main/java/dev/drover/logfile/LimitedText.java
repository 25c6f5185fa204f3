package dev.drover.logfile;

/**
 * Text that ends a search that backtracks without end: a regular expression gets so many looks at
 * it.
 */
public final class LimitedText implements CharSequence {

    /** Looks at characters per line before an expression is called too slow: some 20 ms. */
    private static final int EFFORT = 5_000_000;

    private final String text;
    private int left;

    /** The expression backtracks without end on some line. */
    public static final class TooSlowException extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    public LimitedText(String text) {
        this.text = text;
        this.left = EFFORT + text.length();
    }

    /** Begins a new count, for the next line in the same text. */
    void refill() {
        left = EFFORT;
    }

    @Override
    public int length() {
        return text.length();
    }

    /**
     * @throws TooSlowException when it was asked too often
     */
    @Override
    public char charAt(int index) {
        left--;
        if (left < 0) {
            throw new TooSlowException();
        }
        return text.charAt(index);
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
