package dev.drover.logfile;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.drover.domain.LogQuery;

import org.jspecify.annotations.Nullable;

import java.nio.charset.Charset;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ForkJoinTask;
import java.util.function.IntConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.IntStream;

/**
 * Finds the lines of a block of bytes that a query means, so that most lines are never decoded: by
 * texts of which each hit must contain one, and by an automaton over the bytes; only what is known
 * to neither is tried on each line. A large block is shared by two threads. For one caller at a
 * time.
 */
final class LineMatcher {

    /** Bytes that are worth another thread. */
    private static final int WORTH_TWO = 64 * 1024;

    private final Pattern pattern;
    private final @Nullable Finder finder;

    /** The finder is not enough in a block with one of these. */
    private final @Nullable Finder exceptions;

    private final boolean enough;

    /** One for each thread; none when the expression has something that they do not know. */
    private final List<LazyAutomaton> automata;

    private boolean tooSlow;

    /**
     * @throws PatternSyntaxException when the query is to be a regular expression and is none
     */
    LineMatcher(LogQuery query) {
        int flags = query.matchCase() ? 0 : Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE;
        flags |= query.regex() ? 0 : Pattern.LITERAL;
        pattern = Pattern.compile(query.text(), flags);
        ExpressionParser.Read read =
                query.regex()
                        ? ExpressionParser.read(query.text(), flags).orElse(null)
                        : new ExpressionParser.Read(
                                ExpressionParser.text(query.text(), flags), false);
        RequiredTexts required =
                read == null || read.ownFlags()
                        ? RequiredTexts.UNKNOWN
                        : RequiredTexts.of(read.expression());
        Set<String> texts = required.texts();
        boolean usable =
                !texts.isEmpty()
                        && texts.stream().allMatch(text -> isUsable(text, query.matchCase()));
        finder = usable ? finder(texts, query.matchCase()) : null;
        boolean hasElsewhere =
                usable && !query.matchCase() && texts.stream().anyMatch(LineMatcher::isElsewhere);
        exceptions = hasElsewhere ? new TextsFinder(Characters.Folds.ASCII_ELSEWHERE, true) : null;
        enough = required.enough();
        automata =
                Optional.ofNullable(read)
                        .flatMap(known -> ByteAutomaton.of(known.expression()))
                        .map(all -> List.of(new LazyAutomaton(all), new LazyAutomaton(all)))
                        .orElse(List.of());
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
        return Characters.Folds.ASCII_ELSEWHERE.stream()
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
        int middle =
                length < WORTH_TWO
                        ? length
                        : Math.min(length, Eight.newline(bytes, length / 2, length) + 1);
        Part first = new Part(bytes, 0, middle, most, automaton(0));
        Part second = new Part(bytes, middle, length, most, automaton(1));
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

    private @Nullable LazyAutomaton automaton(int thread) {
        return automata.isEmpty() ? null : automata.get(thread);
    }

    /** Whole lines, and which of them are meant. For one thread. */
    private final class Part {

        /** Lines that are decoded one by one, before all are. */
        private static final int FEW = 16;

        /** Bytes for each text in vain, after the first of them, that make it worth looking for. */
        private static final int WORTH_ONE = 256;

        private static final int FEW_IN_VAIN = 16;

        private final byte[] bytes;
        private final int begin;
        private final int end;
        private final int most;
        private final @Nullable LazyAutomaton automaton;
        private final Starts starts = new Starts();
        private int tried;
        private boolean tooSlow;

        /** Of ASCII one text serves all lines: a character is a byte. */
        private @Nullable LimitedText all;

        private @Nullable Matcher matcher;

        /** Enough was found before it. */
        private volatile boolean unwanted;

        Part(byte[] bytes, int begin, int end, int most, @Nullable LazyAutomaton automaton) {
            this.bytes = bytes;
            this.begin = begin;
            this.end = end;
            this.most = most;
            this.automaton = automaton;
        }

        void look() {
            Finder quick = finder;
            if (quick != null && !isException()) {
                search(quick, enough);
            } else if (automaton != null) {
                search(automaton, false);
            } else {
                tryEach();
            }
        }

        private boolean isException() {
            Finder others = exceptions;
            return others != null && !isAscii() && others.find(bytes, begin, end) >= 0;
        }

        /**
         * @param first finds where a line may be meant
         * @param surely what it finds is meant
         */
        private void search(Finder first, boolean surely) {
            Finder quick = first;
            int vain = 0;
            int at = begin;
            while (at < end && starts.size() < most && !unwanted) {
                int found = quick.find(bytes, at, end);
                if (found < 0) {
                    return;
                }
                int start = Eight.lineStart(bytes, at, found);
                int lineEnd = Eight.newline(bytes, found, end);
                if (surely || isMeant(start, lineEnd, quick == automaton)) {
                    starts.add(start);
                } else if (automaton != null
                        && ++vain > FEW_IN_VAIN + (start - begin) / WORTH_ONE) {
                    // A text that is everywhere says nothing.
                    quick = automaton;
                }
                at = lineEnd + 1;
            }
        }

        private boolean isMeant(int start, int lineEnd, boolean isTaken) {
            LazyAutomaton states = automaton;
            if (states == null) {
                return isHit(start, lineEnd);
            }
            return (isTaken || states.find(bytes, start, lineEnd) >= 0)
                    && (states.isExact() && Eight.isAscii(bytes, start, lineEnd)
                            || isHit(start, lineEnd));
        }

        private void tryEach() {
            int start = begin;
            while (start < end && starts.size() < most && !unwanted) {
                int lineEnd = Eight.newline(bytes, start, end);
                if (isHit(start, lineEnd)) {
                    starts.add(start);
                }
                start = lineEnd + 1;
            }
        }

        /** Tries the expression itself. */
        private boolean isHit(int start, int lineEnd) {
            tried++;
            if (tried == FEW && isAscii()) {
                all = text(begin, end, ISO_8859_1);
                matcher = pattern.matcher(all);
            }
            if (all == null || matcher == null) {
                return finds(pattern.matcher(text(start, lineEnd, UTF_8)));
            }
            all.refill();
            return finds(matcher.region(start - begin, lineEnd - begin));
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
