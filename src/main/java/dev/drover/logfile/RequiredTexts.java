package dev.drover.logfile;

import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Texts of which each hit of a regular expression must contain one, as far as that is easily seen:
 * so most lines need no look by the expression.
 *
 * @param texts empty when nothing is known
 * @param enough a line with one of them is a hit: the expression is a choice of texts
 */
record RequiredTexts(Set<String> texts, boolean enough) {

    static final RequiredTexts UNKNOWN = new RequiredTexts(Set.of(), false);

    /** More are not looked for at once. */
    private static final int MOST = 32;

    /**
     * @param regex an expression of Java that was compiled without {@code COMMENTS}
     */
    static RequiredTexts of(String regex) {
        // What stands between \Q and \E means itself.
        if (regex.contains("\\Q")) {
            return UNKNOWN;
        }
        try {
            Parser parser = new Parser(regex);
            Part whole = parser.choice();
            boolean all = parser.at == regex.length();
            return all && whole.isKnown()
                    ? new RequiredTexts(whole.texts(), whole.whole() && !parser.conditions)
                    : UNKNOWN;
        } catch (NotUnderstoodException _) {
            return UNKNOWN;
        }
    }

    /** Something that may change what a text means. */
    private static final class NotUnderstoodException extends Exception {
        private static final long serialVersionUID = 1L;
    }

    /**
     * A part of an expression.
     *
     * @param texts one of them is in each hit of the part
     * @param whole and nothing else is
     */
    private record Part(Set<String> texts, boolean whole) {

        static final Part ANYTHING = new Part(Set.of(), false);
        static final Part NOTHING = new Part(Set.of(""), true);

        boolean isKnown() {
            return shortest() > 0;
        }

        int shortest() {
            return texts.stream().mapToInt(String::length).min().orElse(0);
        }

        Part better(Part other) {
            boolean longer =
                    other.shortest() > shortest()
                            || other.shortest() == shortest() && other.texts.size() < texts.size();
            return longer ? other : this;
        }

        /** Once or more often, something of it is there. */
        Part repeated() {
            return new Part(texts, false);
        }
    }

    private static final class Parser {

        private final String regex;
        private int at;

        /** There is more to a hit than its text. */
        private boolean conditions;

        Parser(String regex) {
            this.regex = regex;
        }

        Part choice() throws NotUnderstoodException {
            Set<String> texts = new LinkedHashSet<>();
            boolean known = true;
            boolean whole = true;
            boolean more = true;
            while (more) {
                Part branch = sequence();
                known &= !branch.texts().isEmpty();
                whole &= branch.whole();
                texts.addAll(branch.texts());
                more = take('|');
            }
            return known && texts.size() <= MOST ? new Part(texts, whole) : Part.ANYTHING;
        }

        private Part sequence() throws NotUnderstoodException {
            Part best = Part.ANYTHING;
            Part run = Part.NOTHING;
            boolean whole = true;
            while (at < regex.length() && "|)".indexOf(regex.charAt(at)) < 0) {
                Part next = quantified(element());
                if (next.whole() && run.texts().size() * next.texts().size() <= MOST) {
                    run = joined(run, next);
                } else {
                    whole = false;
                    best = best.better(run).better(next);
                    run = next.whole() ? next : Part.NOTHING;
                }
            }
            return whole ? run : best.better(run).repeated();
        }

        private static Part joined(Part first, Part second) {
            Set<String> texts = new LinkedHashSet<>();
            for (String one : first.texts()) {
                second.texts().forEach(other -> texts.add(one + other));
            }
            return new Part(texts, true);
        }

        private Part quantified(Part element) {
            boolean star = take('*');
            boolean plus = !star && take('+');
            boolean maybe = !star && !plus && take('?');
            boolean counted = !star && !plus && !maybe && take('{');
            if (!star && !plus && !maybe && !counted) {
                return element;
            }
            boolean atLeastOnce = plus;
            if (counted) {
                int end = regex.indexOf('}', at);
                String counts = regex.substring(at, end);
                atLeastOnce = Integer.parseInt(counts.split(",", 2)[0].strip()) > 0;
                at = end + 1;
            }
            // A reluctant one finds the same lines, a possessive one perhaps fewer.
            conditions |= !take('?') && take('+');
            if (maybe && element.whole()) {
                Set<String> texts = new LinkedHashSet<>(element.texts());
                texts.add("");
                return new Part(texts, true);
            }
            return atLeastOnce ? element.repeated() : Part.ANYTHING;
        }

        private Part element() throws NotUnderstoodException {
            int c = regex.codePointAt(at);
            at += Character.charCount(c);
            return switch (c) {
                case '(' -> group();
                case '[' -> set();
                case '\\' -> escape();
                case '.' -> Part.ANYTHING;
                case '^', '$' -> condition();
                default -> text(Character.toString(c));
            };
        }

        private Part condition() {
            conditions = true;
            return Part.NOTHING;
        }

        private static Part text(String text) {
            return new Part(Set.of(text), true);
        }

        private Part group() throws NotUnderstoodException {
            boolean look = false;
            if (take('?')) {
                char kind = next();
                boolean behind = kind == '<' && "=!".indexOf(regex.charAt(at)) >= 0;
                if (behind) {
                    at++;
                } else if (kind == '<') {
                    at = regex.indexOf('>', at) + 1;
                }
                look = behind || kind == '=' || kind == '!';
                conditions |= look || kind == '>';
                if (!look && ":<>".indexOf(kind) < 0) {
                    // A flag.
                    throw new NotUnderstoodException();
                }
            }
            Part inner = choice();
            if (!take(')')) {
                throw new NotUnderstoodException();
            }
            return look ? Part.NOTHING : inner;
        }

        /** A set of a few characters is a choice of them. */
        private Part set() throws NotUnderstoodException {
            int end = at;
            boolean simple = true;
            while (end < regex.length() && regex.charAt(end) != ']') {
                char c = regex.charAt(end);
                if (c == '[' || c == '&') {
                    throw new NotUnderstoodException();
                }
                simple &= c != '\\' && c != '-' && c != '^' && !Character.isSurrogate(c);
                end += c == '\\' ? 2 : 1;
            }
            if (end >= regex.length() || end == at || regex.startsWith("^]", at)) {
                throw new NotUnderstoodException();
            }
            String members = regex.substring(at, end);
            at = end + 1;
            if (!simple || members.length() > MOST) {
                return Part.ANYTHING;
            }
            Set<String> texts = new LinkedHashSet<>();
            members.chars().forEach(c -> texts.add(Character.toString(c)));
            return new Part(texts, true);
        }

        private Part escape() throws NotUnderstoodException {
            char c = next();
            if (c < 0x80 && !Character.isLetterOrDigit(c)) {
                return text(Character.toString(c));
            }
            return switch (c) {
                case 't' -> text("\t");
                case 'b' -> {
                    if (regex.startsWith("{", at)) {
                        throw new NotUnderstoodException();
                    }
                    yield condition();
                }
                case 'p', 'P' -> {
                    at = regex.startsWith("{", at) ? regex.indexOf('}', at) + 1 : at + 1;
                    yield Part.ANYTHING;
                }
                case 'A', 'B', 'G', 'z', 'Z' -> condition();
                case 'd', 'D', 'h', 'H', 's', 'S', 'v', 'V', 'w', 'W', 'R', 'X' -> Part.ANYTHING;
                default -> throw new NotUnderstoodException();
            };
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
}
