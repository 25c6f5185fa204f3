package dev.drover.logfile;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.drover.domain.LogQuery;

import org.jspecify.annotations.Nullable;

import java.nio.charset.Charset;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ForkJoinTask;
import java.util.function.IntConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.IntStream;

/**
 * Finds the lines of a block of bytes that a query means: by its texts in the bytes, as far as each
 * hit must contain one, so that most lines are never decoded; else the expression is tried on each
 * line. A large block is shared by two threads. For one caller at a time.
 */
final class LineMatcher {

    /** Bytes that are worth another thread. */
    private static final int WORTH_TWO = 64 * 1024;

    /**
     * The characters beyond ASCII that are the same as one in it when case does not matter: the
     * signs of the kelvin and of the long s, the i without a dot and the I with one.
     */
    private static final List<String> ASCII_ELSEWHERE =
            IntStream.range(0x80, 0x10000)
                    .filter(c -> Character.toLowerCase(Character.toUpperCase(c)) < 0x80)
                    .mapToObj(Character::toString)
                    .toList();

    private final Pattern pattern;
    private final @Nullable Finder finder;

    /** The finder is not enough in a block with one of these. */
    private final @Nullable Finder exceptions;

    private final boolean enough;
    private boolean tooSlow;

    /**
     * @throws PatternSyntaxException when the query is to be a regular expression and is none
     */
    LineMatcher(LogQuery query) {
        int flags = query.matchCase() ? 0 : Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE;
        flags |= query.regex() ? 0 : Pattern.LITERAL;
        pattern = Pattern.compile(query.text(), flags);
        RequiredTexts required =
                query.regex()
                        ? RequiredTexts.of(query.text())
                        : new RequiredTexts(Set.of(query.text()), true);
        Set<String> texts = required.texts();
        boolean usable =
                !texts.isEmpty()
                        && texts.stream().allMatch(text -> isUsable(text, query.matchCase()));
        finder = usable ? finder(texts, query.matchCase()) : null;
        boolean hasElsewhere =
                usable && !query.matchCase() && texts.stream().anyMatch(LineMatcher::isElsewhere);
        exceptions = hasElsewhere ? new TextsFinder(ASCII_ELSEWHERE, true) : null;
        enough = required.enough();
    }

    /** True when the bytes of a text say whether a line contains it. */
    private static boolean isUsable(String text, boolean matchCase) {
        // What is not UTF-8 is decoded as U+FFFD; no line contains the end of a line.
        return !text.isEmpty()
                && text.indexOf('\n') < 0
                && text.indexOf('\ufffd') < 0
                && UTF_8.newEncoder().canEncode(text)
                && (matchCase || text.chars().allMatch(c -> c < 0x80));
    }

    private static boolean isElsewhere(String text) {
        return ASCII_ELSEWHERE.stream()
                .map(other -> Character.toLowerCase(Character.toUpperCase(other.charAt(0))))
                .anyMatch(letter -> text.toLowerCase(Locale.ROOT).indexOf(letter) >= 0);
    }

    private static Finder finder(Set<String> texts, boolean matchCase) {
        if (texts.stream().allMatch(text -> text.length() == 1 && text.charAt(0) < 0x80)) {
            byte[] characters = String.join("", texts).getBytes(UTF_8);
            byte[] bytes = matchCase ? characters : bothCases(characters);
            if (bytes.length <= FewBytesFinder.MOST) {
                return new FewBytesFinder(bytes);
            }
        }
        if (texts.size() > 1) {
            return new TextsFinder(texts, matchCase);
        }
        String text = texts.iterator().next();
        int length = text.getBytes(UTF_8).length;
        return length >= ShortTextFinder.SHORTEST && length <= ShortTextFinder.LONGEST
                ? new ShortTextFinder(text, matchCase)
                : new ByteFinder(text, matchCase);
    }

    private static byte[] bothCases(byte[] characters) {
        byte[] both = Arrays.copyOf(characters, 2 * characters.length);
        System.arraycopy(
                TextBytes.otherCase(characters), 0, both, characters.length, characters.length);
        return both;
    }

    /** True when the expression took too long on some line, which was passed over. */
    boolean wasTooSlow() {
        return tooSlow;
    }

    /**
     * Tells where each line that is meant begins, in order.
     *
     * @param length bytes that count; whole lines
     * @param most lines that are wanted
     */
    void find(byte[] bytes, int length, int most, IntConsumer lineStarts) {
        int middle = length < WORTH_TWO ? length : Eight.newline(bytes, length / 2, length);
        Part first = new Part(bytes, 0, middle, most);
        Part second = new Part(bytes, Math.min(length, middle + 1), length, most);
        ForkJoinTask<?> beside = ForkJoinTask.adapt(second::look);
        if (middle < length) {
            beside.fork();
        }
        first.look();
        second.unwanted = first.starts.size() >= most;
        if (middle < length) {
            // The bytes are somebody else's afterwards. What nobody has begun is done here.
            beside.join();
        }
        tooSlow |= first.tooSlow | second.tooSlow;
        IntStream.concat(first.starts.stream(), second.starts.stream())
                .limit(most)
                .forEach(lineStarts);
    }

    /** Whole lines, and which of them are meant. For one thread. */
    private final class Part {

        private final byte[] bytes;
        private final int begin;
        private final int end;
        private final int most;
        private final Starts starts = new Starts();
        private boolean tooSlow;

        /** Enough was found before it. */
        private volatile boolean unwanted;

        Part(byte[] bytes, int begin, int end, int most) {
            this.bytes = bytes;
            this.begin = begin;
            this.end = end;
            this.most = most;
        }

        void look() {
            Finder quick = finder;
            if (quick == null || isException()) {
                tryEach();
            } else {
                findTexts(quick);
            }
        }

        private boolean isException() {
            Finder others = exceptions;
            return others != null && !isAscii() && others.find(bytes, begin, end) >= 0;
        }

        private void findTexts(Finder quick) {
            int hit = quick.find(bytes, begin, end);
            while (hit >= 0 && starts.size() < most && !unwanted) {
                int start = Eight.lineStart(bytes, begin, hit);
                int lineEnd = Eight.newline(bytes, hit, end);
                if (enough || finds(pattern.matcher(text(start, lineEnd, UTF_8)))) {
                    starts.add(start);
                }
                hit = quick.find(bytes, lineEnd, end);
            }
        }

        private void tryEach() {
            // Of ASCII one text serves all lines: a character is a byte.
            LimitedText all = isAscii() ? text(begin, end, ISO_8859_1) : null;
            Matcher matcher = all == null ? null : pattern.matcher(all);
            int start = begin;
            while (start < end && starts.size() < most && !unwanted) {
                int lineEnd = Eight.newline(bytes, start, end);
                boolean hit;
                if (all == null || matcher == null) {
                    hit = finds(pattern.matcher(text(start, lineEnd, UTF_8)));
                } else {
                    all.refill();
                    hit = finds(matcher.region(start - begin, lineEnd - begin));
                }
                if (hit) {
                    starts.add(start);
                }
                start = lineEnd + 1;
            }
        }

        private LimitedText text(int from, int to, Charset charset) {
            return new LimitedText(new String(bytes, from, to - from, charset));
        }

        private boolean finds(Matcher matcher) {
            try {
                return matcher.find();
            } catch (LimitedText.TooSlowException _) {
                tooSlow = true;
                return false;
            }
        }

        private boolean isAscii() {
            return Eight.isAscii(bytes, begin, end);
        }
    }

    /** Places, in order. */
    private static final class Starts {

        private int[] places = new int[64];
        private int size;

        int size() {
            return size;
        }

        void add(int place) {
            if (size == places.length) {
                places = Arrays.copyOf(places, 2 * size);
            }
            places[size++] = place;
        }

        IntStream stream() {
            return Arrays.stream(places, 0, size);
        }
    }
}
