package dev.drover.ui.logview;

/**
 * Where a line may be cut to be painted in the cells of its grid: each unit begins in its own cell.
 */
final class PaintUnits {

    private PaintUnits() {}

    /**
     * The end of the unit that begins at {@code from}: a stretch of simple characters, words that
     * are written from right to left, which have to be shaped and turned together, or one other
     * character with its combining marks.
     */
    static int end(String text, int from, int to) {
        int at = from;
        while (at < to && Cells.isSimple(text.charAt(at))) {
            at++;
        }
        boolean marked = at < to && Cells.width(text.codePointAt(at)) == 0;
        int stretch = marked ? at - 1 : at;
        if (stretch > from) {
            return stretch;
        }
        at = from;
        int turned = rightToLeftEnd(text, from, to);
        if (turned > from) {
            return turned;
        }
        at += Character.charCount(text.codePointAt(at));
        while (at < to && Cells.width(text.codePointAt(at)) == 0) {
            at += Character.charCount(text.codePointAt(at));
        }
        return Math.min(at, to);
    }

    /** Spaces and the like belong to such words where another one follows. */
    private static int rightToLeftEnd(String text, int from, int to) {
        int end = from;
        int at = from;
        while (at < to) {
            int codePoint = text.codePointAt(at);
            at += Character.charCount(codePoint);
            if (isRightToLeft(codePoint) || end > from && Cells.width(codePoint) == 0) {
                end = at;
            } else if (end == from || !isNeutral(codePoint)) {
                break;
            }
        }
        return Math.min(end, to);
    }

    private static boolean isRightToLeft(int codePoint) {
        return switch (Character.getDirectionality(codePoint)) {
            case Character.DIRECTIONALITY_RIGHT_TO_LEFT,
                    Character.DIRECTIONALITY_RIGHT_TO_LEFT_ARABIC ->
                    true;
            default -> false;
        };
    }

    private static boolean isNeutral(int codePoint) {
        return switch (Character.getDirectionality(codePoint)) {
            case Character.DIRECTIONALITY_WHITESPACE,
                    Character.DIRECTIONALITY_OTHER_NEUTRALS,
                    Character.DIRECTIONALITY_COMMON_NUMBER_SEPARATOR ->
                    true;
            default -> false;
        };
    }
}
