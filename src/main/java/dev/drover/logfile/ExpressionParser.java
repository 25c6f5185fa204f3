package dev.drover.logfile;

import static java.util.regex.Pattern.CASE_INSENSITIVE;
import static java.util.regex.Pattern.DOTALL;
import static java.util.regex.Pattern.MULTILINE;
import static java.util.regex.Pattern.UNICODE_CASE;
import static java.util.regex.Pattern.UNICODE_CHARACTER_CLASS;

import dev.drover.logfile.Expression.Anything;
import dev.drover.logfile.Expression.Choice;
import dev.drover.logfile.Expression.Condition;
import dev.drover.logfile.Expression.OneOf;
import dev.drover.logfile.Expression.Possessive;
import dev.drover.logfile.Expression.Repeat;
import dev.drover.logfile.Expression.Sequence;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads a regular expression that {@link Pattern} has taken, as it does (JDK 25). What it does not
 * know for certain it does not read.
 */
final class ExpressionParser {

    /** Groups within groups that are read. */
    private static final int DEEPEST = 100;

    private final String regex;
    private final Map<String, Characters> known = new HashMap<>();
    private int at;
    private int depth;
    private int flags;
    private boolean ownFlags;

    private ExpressionParser(String regex, int flags) {
        this.regex = regex;
        this.flags = flags;
    }

    /**
     * An expression that was read.
     *
     * @param ownFlags what case means is changed within
     */
    record Read(Expression expression, boolean ownFlags) {}

    /** Something that may change what a text means. */
    private static final class NotUnderstoodException extends Exception {
        private static final long serialVersionUID = 1L;
    }

    /**
     * @param regex one that can be compiled
     * @param flags {@link Pattern#CASE_INSENSITIVE} and {@link Pattern#UNICODE_CASE}, or none
     * @return empty when it has something that is not known here
     */
    static Optional<Read> read(String regex, int flags) {
        ExpressionParser parser = new ExpressionParser(regex, flags);
        try {
            Expression all = parser.choice();
            return parser.at == regex.length()
                    ? Optional.of(new Read(all, parser.ownFlags))
                    : Optional.empty();
        } catch (NotUnderstoodException _) {
            return Optional.empty();
        }
    }

    /** A text that is looked for as it is. */
    static Expression text(String text, int flags) {
        return new Sequence(text.codePoints().mapToObj(c -> letter(c, flags)).toList());
    }

    private static Expression letter(int codePoint, int flags) {
        return new OneOf(Characters.of(codePoint, flags), List.of(codePoint));
    }

    private Expression choice() throws NotUnderstoodException {
        List<Expression> branches = new ArrayList<>();
        do {
            branches.add(sequence());
        } while (take('|'));
        return branches.size() == 1 ? branches.getFirst() : new Choice(branches);
    }

    private Expression sequence() throws NotUnderstoodException {
        List<Expression> parts = new ArrayList<>();
        while (at < regex.length() && "|)".indexOf(regex.charAt(at)) < 0) {
            parts.add(quantified(element()));
        }
        return parts.size() == 1 ? parts.getFirst() : new Sequence(parts);
    }

    private Expression quantified(Expression element) throws NotUnderstoodException {
        int least = 0;
        int most = Expression.UNLIMITED;
        if (take('?')) {
            most = 1;
        } else if (take('+')) {
            least = 1;
        } else if (take('{')) {
            int end = regex.indexOf('}', at);
            String[] counts = between(at, end).split(",", -1);
            least = number(counts[0]);
            if (counts.length == 1) {
                most = least;
            } else if (!counts[1].isEmpty()) {
                most = number(counts[1]);
            }
            at = end + 1;
        } else if (!take('*')) {
            return element;
        }
        Expression repeated = new Repeat(element, least, most);
        // A reluctant one finds the same lines, a possessive one perhaps fewer.
        return !take('?') && take('+') ? new Possessive(repeated) : repeated;
    }

    private static int number(String digits) throws NotUnderstoodException {
        try {
            return Integer.parseInt(digits);
        } catch (NumberFormatException _) {
            throw new NotUnderstoodException();
        }
    }

    private Expression element() throws NotUnderstoodException {
        int c = regex.codePointAt(at);
        at += Character.charCount(c);
        return switch (c) {
            case '(' -> group();
            case '[' -> set();
            case '\\' -> escape();
            case '.' -> oneOf(".", true);
            case '^' -> has(MULTILINE) ? Condition.OTHER : Condition.BEGIN;
            case '$' -> has(MULTILINE) ? Condition.OTHER : Condition.END_OR_TERMINATOR;
            // Not what they look like: a repetition of nothing.
            case '*', '+', '?', '{' -> throw new NotUnderstoodException();
            default -> character(c);
        };
    }

    private Expression character(int c) throws NotUnderstoodException {
        // Half of a character may become whole with what follows.
        if (c <= Character.MAX_VALUE && Character.isSurrogate((char) c)) {
            throw new NotUnderstoodException();
        }
        return letter(c, flags);
    }

    private Expression group() throws NotUnderstoodException {
        int outer = flags;
        depth++;
        if (depth > DEEPEST) {
            throw new NotUnderstoodException();
        }
        boolean look = false;
        boolean atomic = false;
        if (take('?')) {
            if (take('<')) {
                look = take('=') || take('!');
                if (!look) {
                    at = regex.indexOf('>', at) + 1;
                }
            } else if (take('=') || take('!')) {
                look = true;
            } else if (take('>')) {
                atomic = true;
            } else if (!take(':') && !changesFlags()) {
                depth--;
                return Expression.EMPTY;
            }
        }
        Expression inner = choice();
        if (!take(')')) {
            throw new NotUnderstoodException();
        }
        depth--;
        flags = outer;
        if (look) {
            return Condition.OTHER;
        }
        return atomic ? new Possessive(inner) : inner;
    }

    /**
     * Reads flags.
     *
     * @return true when they hold in this group, false when from here on
     */
    private boolean changesFlags() throws NotUnderstoodException {
        boolean on = true;
        char c = next();
        while (c != ')' && c != ':') {
            int flag =
                    switch (c) {
                        case 'i' -> CASE_INSENSITIVE;
                        case 'u' -> UNICODE_CASE;
                        case 's' -> DOTALL;
                        case 'm' -> MULTILINE;
                        case 'U' -> UNICODE_CHARACTER_CLASS | UNICODE_CASE;
                        case '-' -> 0;
                        default -> throw new NotUnderstoodException();
                    };
            on &= flag != 0;
            if (c == 'U' && !on) {
                throw new NotUnderstoodException();
            }
            flags = on ? flags | flag : flags & ~flag;
            ownFlags |= flag != DOTALL && flag != MULTILINE;
            c = next();
        }
        return c == ':';
    }

    /** A set of a few characters is a choice of them. */
    private Expression set() throws NotUnderstoodException {
        int begin = at - 1;
        int open = 1;
        boolean ascii = true;
        boolean plain = true;
        char before = '[';
        while (open > 0) {
            char c = next();
            // One that stands first is a member; of intersections only Java knows where they end.
            if (c == ']' && "[^&".indexOf(before) >= 0) {
                throw new NotUnderstoodException();
            }
            open += c == '[' ? 1 : c == ']' ? -1 : 0;
            ascii &= c < Characters.ASCII && c != '^' && c != '&';
            plain &= open == 0 || "\\-^&[".indexOf(c) < 0 && !Character.isSurrogate(c);
            if (c == '\\') {
                char escaped = next();
                if ("QcN".indexOf(escaped) >= 0) {
                    throw new NotUnderstoodException();
                }
                ascii &= "dswtnrfea".indexOf(escaped) >= 0 || isPunctuation(escaped);
                c = 0;
            }
            before = c;
        }
        OneOf any = oneOf(regex.substring(begin, at), !ascii || has(UNICODE_CHARACTER_CLASS));
        List<Integer> members =
                regex.substring(begin + 1, at - 1).chars().boxed().distinct().toList();
        return plain ? new OneOf(any.characters(), members) : any;
    }

    private static boolean isPunctuation(char c) {
        return c < Characters.ASCII && !Character.isLetterOrDigit(c);
    }

    private Expression escape() throws NotUnderstoodException {
        int begin = at - 1;
        char c = next();
        if (isPunctuation(c)) {
            return letter(c, flags);
        }
        return switch (c) {
            case 't' -> letter('\t', flags);
            case 'n' -> letter('\n', flags);
            case 'r' -> letter('\r', flags);
            case 'f', 'e', 'a' -> escaped(begin, false);
            case 'd', 's', 'w' -> escaped(begin, has(UNICODE_CHARACTER_CLASS));
            case 'D', 'S', 'W', 'h', 'H', 'v', 'V' -> escaped(begin, true);
            case 'p', 'P' -> {
                at = regex.startsWith("{", at) ? regex.indexOf('}', at) + 1 : at + 1;
                yield escaped(begin, true);
            }
            case 'x' -> {
                at = regex.startsWith("{", at) ? regex.indexOf('}', at) + 1 : at + 2;
                yield coded(begin);
            }
            case 'u' -> {
                at += 4;
                yield coded(begin);
            }
            case 'R' -> new OneOf(Characters.asked("[\\n-\\r]", 0, true), List.of());
            case 'A' -> Condition.BEGIN;
            case 'z' -> Condition.END;
            case 'Z' -> Condition.END_OR_TERMINATOR;
            case 'b', 'B', 'G' -> {
                // With braces it is something else.
                if (regex.startsWith("{", at)) {
                    throw new NotUnderstoodException();
                }
                yield Condition.OTHER;
            }
            case '1', '2', '3', '4', '5', '6', '7', '8', '9' -> reference();
            case 'k' -> {
                at = regex.indexOf('>', at) + 1;
                yield Anything.ANYTHING;
            }
            default -> throw new NotUnderstoodException();
        };
    }

    private Expression reference() {
        // Further digits belong to it when there are so many groups: either way it is any text.
        while (at < regex.length() && Character.isDigit(regex.charAt(at))) {
            at++;
        }
        return Anything.ANYTHING;
    }

    /** A character by its number. */
    private Expression coded(int begin) throws NotUnderstoodException {
        String digits = between(begin + 2, at).replaceAll("[{}]", "");
        try {
            return character(Integer.parseInt(digits, 16));
        } catch (NumberFormatException _) {
            throw new NotUnderstoodException();
        }
    }

    private OneOf escaped(int begin, boolean anyBeyond) throws NotUnderstoodException {
        return oneOf(between(begin, at), anyBeyond);
    }

    private OneOf oneOf(String source, boolean anyBeyond) {
        Characters characters =
                known.computeIfAbsent(
                        source + flags, _ -> Characters.asked(source, flags, anyBeyond));
        return new OneOf(characters, List.of());
    }

    private boolean has(int flag) {
        return (flags & flag) != 0;
    }

    private String between(int from, int to) throws NotUnderstoodException {
        if (to < from || to > regex.length()) {
            throw new NotUnderstoodException();
        }
        return regex.substring(from, to);
    }

    private char next() throws NotUnderstoodException {
        if (at >= regex.length()) {
            throw new NotUnderstoodException();
        }
        return regex.charAt(at++);
    }

    private boolean take(char c) {
        boolean there = at < regex.length() && regex.charAt(at) == c;
        at += there ? 1 : 0;
        return there;
    }
}
