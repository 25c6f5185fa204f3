package dev.drover.ui.logview;

import dev.drover.domain.LogQuery;

import org.jspecify.annotations.Nullable;

import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Guesses the level of a line from its text: a level's word at the usual places, {@code level=},
 * the head of a stack trace. That a line was written to the standard error says nothing.
 */
final class LevelGuess {

    /** Words and characters at the start of a line that are looked at. */
    private static final int TOKENS = 7;

    private static final int REACH = 160;

    private static final Map<String, Level> WORDS =
            Map.ofEntries(
                    Map.entry("error", Level.ERROR),
                    Map.entry("err", Level.ERROR),
                    Map.entry("fatal", Level.ERROR),
                    Map.entry("critical", Level.ERROR),
                    Map.entry("crit", Level.ERROR),
                    Map.entry("severe", Level.ERROR),
                    Map.entry("panic", Level.ERROR),
                    Map.entry("emerg", Level.ERROR),
                    Map.entry("alert", Level.ERROR),
                    Map.entry("warn", Level.WARN),
                    Map.entry("warning", Level.WARN),
                    Map.entry("wrn", Level.WARN),
                    Map.entry("info", Level.INFO),
                    Map.entry("information", Level.INFO),
                    Map.entry("inf", Level.INFO),
                    Map.entry("notice", Level.INFO),
                    Map.entry("debug", Level.DEBUG),
                    Map.entry("dbg", Level.DEBUG),
                    Map.entry("trace", Level.DEBUG),
                    Map.entry("trc", Level.DEBUG),
                    Map.entry("verbose", Level.DEBUG),
                    Map.entry("silly", Level.DEBUG),
                    Map.entry("fine", Level.DEBUG),
                    Map.entry("finer", Level.DEBUG),
                    Map.entry("finest", Level.DEBUG));

    private static final Pattern ASSIGNED =
            Pattern.compile("\\b(?:level|lvl|severity)=\"?([A-Za-z]+)");

    private static final int PINO_ERROR = 50;
    private static final int PINO_WARN = 40;
    private static final int PINO_INFO = 30;

    /** The heads of stack traces and the numbers of JSON loggers that words do not cover. */
    private static final Map<Level, String> ELSE =
            Map.of(
                    Level.ERROR,
                    "exception(?![a-z])|traceback|uncaught|unhandledpromise|panicked"
                            + numbered("[5-9][0-9]|[0-9]{3}"),
                    Level.WARN,
                    numbered("4[0-9]").substring(1));

    private LevelGuess() {}

    private static String numbered(String numbers) {
        return "|\"(?:level|severity|lvl|log\\.level)\"\\s*:\\s*\"?(?:" + numbers + ")";
    }

    /** Finds each line of a level, errors or warnings, and some that are none. */
    static LogQuery candidates(Level level) {
        String words =
                WORDS.keySet().stream()
                        .filter(word -> WORDS.get(word) == level)
                        .sorted()
                        .collect(Collectors.joining("|", "(?:", ")(?![a-z])|"));
        return new LogQuery(words + ELSE.get(level), true, false);
    }

    /** The level that the line names; null when it names none. */
    static @Nullable Level of(String line) {
        String head = line.length() > REACH ? line.substring(0, REACH) : line;
        if (isErrorHead(head)) {
            return Level.ERROR;
        }
        Level named = word(head);
        return named == null && head.indexOf('=') > 0 ? assigned(head) : named;
    }

    /** What a field of this name or number says; bunyan's and pino's numbers are known. */
    static @Nullable Level ofField(String value) {
        if (!value.isEmpty() && value.chars().allMatch(Character::isDigit) && value.length() < 4) {
            int number = Integer.parseInt(value);
            if (number >= PINO_ERROR) {
                return Level.ERROR;
            }
            if (number >= PINO_WARN) {
                return Level.WARN;
            }
            return number >= PINO_INFO ? Level.INFO : Level.DEBUG;
        }
        return WORDS.get(value.toLowerCase(Locale.ROOT));
    }

    private static boolean isErrorHead(String head) {
        if (head.isEmpty() || isBlank(head.charAt(0))) {
            return false;
        }
        if (head.startsWith("Traceback (most recent call last)")
                || head.startsWith("Exception in thread ")
                || head.startsWith("Uncaught ")
                || head.startsWith("UnhandledPromiseRejection")
                || head.startsWith("thread '") && head.contains("' panicked at")) {
            return true;
        }
        int end = 0;
        while (end < head.length() && isName(head.charAt(end))) {
            end++;
        }
        String name = head.substring(0, end);
        boolean ends =
                end == head.length() || head.charAt(end) == ':' || head.startsWith(" [", end);
        return ends && (name.endsWith("Error") || name.endsWith("Exception"));
    }

    private static boolean isName(char c) {
        return Character.isLetterOrDigit(c) || c == '.' || c == '_' || c == '$';
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t';
    }

    private static @Nullable Level assigned(String head) {
        Matcher matcher = ASSIGNED.matcher(head);
        return matcher.find() ? WORDS.get(matcher.group(1).toLowerCase(Locale.ROOT)) : null;
    }

    /**
     * A level in capitals or in brackets among the first words; in small letters only where nothing
     * but times and brackets stand before it.
     */
    private static @Nullable Level word(String head) {
        boolean atStart = true;
        int at = 0;
        for (int token = 0; token < TOKENS && at < head.length(); token++) {
            while (at < head.length() && isBlank(head.charAt(at))) {
                at++;
            }
            int end = at;
            while (end < head.length() && !isBlank(head.charAt(end))) {
                end++;
            }
            Level level = level(head, at, end, atStart);
            if (level != null) {
                return level;
            }
            atStart &= isPrefix(head, at, end);
            at = end;
        }
        return null;
    }

    private static @Nullable Level level(String head, int from, int to, boolean atStart) {
        int start = from;
        while (start < to && !Character.isLetterOrDigit(head.charAt(start))) {
            start++;
        }
        int end = start;
        boolean capitals = true;
        while (end < to && Character.isLetter(head.charAt(end))) {
            capitals &= Character.isUpperCase(head.charAt(end));
            end++;
        }
        if (end - start < 3 || end < to && isInsideWord(head.charAt(end))) {
            return null;
        }
        boolean bracketed = start > from && end < to && "[(<|".indexOf(head.charAt(start - 1)) >= 0;
        if (!capitals && !bracketed && !atStart) {
            return null;
        }
        return WORDS.get(head.substring(start, end).toLowerCase(Locale.ROOT));
    }

    private static boolean isInsideWord(char c) {
        return Character.isDigit(c) || "_-/.=".indexOf(c) >= 0;
    }

    private static boolean isPrefix(String head, int from, int to) {
        for (int i = from; i < to; i++) {
            char c = head.charAt(i);
            if (Character.isDigit(c) || c == '[' || c == '|' || c == '(') {
                return true;
            }
        }
        return to - from <= 1;
    }
}
