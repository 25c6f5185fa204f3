package dev.drover.logfile;

import dev.drover.domain.LogQuery;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.util.function.IntConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Finds the lines of a block of bytes that a query means. For one thread. */
final class LineMatcher {

    private final @Nullable ByteFinder finder;
    private final @Nullable Pattern pattern;
    private boolean tooSlow;

    /**
     * @throws PatternSyntaxException when the query is to be a regular expression and is none
     */
    LineMatcher(LogQuery query) {
        boolean foldable = query.matchCase() || ByteFinder.canFold(query.text());
        String literal = query.regex() ? RequiredText.of(query.text()) : query.text();
        boolean usable = !literal.isEmpty() && (query.matchCase() || ByteFinder.canFold(literal));
        finder = usable ? new ByteFinder(literal, query.matchCase()) : null;
        int flags = query.matchCase() ? 0 : Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE;
        flags |= query.regex() ? 0 : Pattern.LITERAL;
        pattern = query.regex() || !foldable ? Pattern.compile(query.text(), flags) : null;
    }

    /** True when the expression took too long on some line, which was passed over. */
    boolean wasTooSlow() {
        return tooSlow;
    }

    /**
     * Tells where each line that is meant begins, in order.
     *
     * @param length bytes that count; whole lines
     */
    void find(byte[] bytes, int length, IntConsumer lineStarts) {
        if (finder != null) {
            findText(finder, bytes, length, lineStarts);
        } else if (pattern != null) {
            findEach(pattern, bytes, length, lineStarts);
        }
    }

    private void findText(ByteFinder text, byte[] bytes, int length, IntConsumer lineStarts) {
        int hit = text.find(bytes, 0, length);
        while (hit >= 0) {
            int start = lineStart(bytes, hit);
            int end = lineEnd(bytes, hit + text.length() - 1, length);
            if (pattern == null || matches(pattern, bytes, start, end)) {
                lineStarts.accept(start);
            }
            hit = text.find(bytes, end, length);
        }
    }

    private boolean matches(Pattern wanted, byte[] bytes, int start, int end) {
        String line = new String(bytes, start, end - start, StandardCharsets.UTF_8);
        try {
            return wanted.matcher(new LimitedText(line)).find();
        } catch (LimitedText.TooSlowException _) {
            tooSlow = true;
            return false;
        }
    }

    private void findEach(Pattern wanted, byte[] bytes, int length, IntConsumer lineStarts) {
        // Of ASCII one text serves all lines: a character is a byte.
        LimitedText whole =
                isAscii(bytes, length)
                        ? new LimitedText(new String(bytes, 0, length, StandardCharsets.ISO_8859_1))
                        : null;
        Matcher matcher = whole == null ? null : wanted.matcher(whole);
        int start = 0;
        while (start < length) {
            int end = lineEnd(bytes, start, length);
            boolean hit =
                    whole == null || matcher == null
                            ? matches(wanted, bytes, start, end)
                            : matches(matcher, whole, start, end);
            if (hit) {
                lineStarts.accept(start);
            }
            start = end + 1;
        }
    }

    private boolean matches(Matcher matcher, LimitedText whole, int start, int end) {
        whole.refill();
        try {
            return matcher.region(start, end).find();
        } catch (LimitedText.TooSlowException _) {
            tooSlow = true;
            return false;
        }
    }

    private static boolean isAscii(byte[] bytes, int length) {
        int all = 0;
        for (int i = 0; i < length; i++) {
            all |= bytes[i];
        }
        return all >= 0;
    }

    private static int lineStart(byte[] bytes, int at) {
        int start = at;
        while (start > 0 && bytes[start - 1] != '\n') {
            start--;
        }
        return start;
    }

    private static int lineEnd(byte[] bytes, int at, int length) {
        int end = at;
        while (end < length && bytes[end] != '\n') {
            end++;
        }
        return end;
    }
}
