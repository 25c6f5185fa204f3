package dev.drover.logfile;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/**
 * An expression as an automaton over the bytes of a line (Thompson's construction). It takes each
 * line in which the expression finds something, and others where that is not told by the bytes
 * alone. Immutable.
 */
final class ByteAutomaton {

    /** States at most. */
    private static final int MOST = 5000;

    /** A repetition that would take more is taken as one without end. */
    private static final int LARGEST_REPEAT = 400;

    private static final int LAST_CONTINUATION = 0xbf;
    private static final int LAST_BYTE = 0xff;
    private static final int REPLACEMENT = 0xfffd;

    /** What is at a place of an expression. */
    sealed interface State {

        /** Takes one of some bytes. */
        record Take(BitSet bytes, int next) implements State {}

        /** Goes on at each of others. */
        record Split(List<Integer> next) implements State {}

        /** Goes on where the line begins. */
        record Begin(int next) implements State {}

        /** Goes on where the line ends. */
        record End(int next) implements State {}

        /** The expression was found. */
        record Hit() implements State {}
    }

    /** The number of the state in which the expression was found. */
    static final int HIT = 0;

    private final List<State> states = new ArrayList<>();
    private final int start;
    private boolean exact = true;

    private ByteAutomaton(Expression expression) {
        states.add(new State.Hit());
        start = add(expression, HIT);
    }

    /**
     * @return empty when the expression is too large
     */
    static Optional<ByteAutomaton> of(Expression expression) {
        return size(expression) > MOST
                ? Optional.empty()
                : Optional.of(new ByteAutomaton(expression));
    }

    int start() {
        return start;
    }

    State state(int number) {
        return states.get(number);
    }

    int size() {
        return states.size();
    }

    /** Whether it takes no other lines, of those that are ASCII. */
    boolean isExact() {
        return exact;
    }

    private int add(State state) {
        states.add(state);
        return states.size() - 1;
    }

    /** Adds an expression, behind which it goes on at {@code next}. */
    private int add(Expression expression, int next) {
        return switch (expression) {
            case Expression.OneOf(Characters characters, _) -> character(characters, next);
            case Expression.Sequence(List<Expression> parts) -> {
                int first = next;
                for (Expression part : parts.reversed()) {
                    first = add(part, first);
                }
                yield first;
            }
            case Expression.Choice(List<Expression> branches) ->
                    add(
                            new State.Split(
                                    branches.stream().map(branch -> add(branch, next)).toList()));
            case Expression.Repeat repeat -> repeat(repeat, next);
            case Expression.Possessive(Expression body) -> {
                exact = false;
                yield add(body, next);
            }
            case Expression.Condition condition -> condition(condition, next);
            case Expression.Anything _ -> {
                exact = false;
                yield anyNumber(new Expression.OneOf(Characters.ALL, List.of()), false, next);
            }
        };
    }

    private int condition(Expression.Condition condition, int next) {
        switch (condition) {
            case BEGIN:
                return add(new State.Begin(next));
            case END:
                return add(new State.End(next));
            case END_OR_TERMINATOR:
                if (next == HIT) {
                    int end = add(new State.End(HIT));
                    List<Integer> ways = new ArrayList<>(List.of(end));
                    for (String terminator : List.of("\r", "\u0085", "\u2028", "\u2029")) {
                        ways.add(bytes(terminator, end));
                    }
                    return add(new State.Split(ways));
                }
                break;
            case OTHER:
                break;
        }
        exact = false;
        return next;
    }

    private int repeat(Expression.Repeat repeat, int next) {
        Expression body = repeat.body();
        int least = repeat.least();
        boolean endless = repeat.most() == Expression.UNLIMITED;
        long copies = endless ? least : repeat.most();
        if (copies * size(body) > LARGEST_REPEAT) {
            exact = false;
            return anyNumber(body, least > 0, next);
        }
        int first = next;
        if (endless) {
            first = anyNumber(body, least > 0, next);
            least = Math.max(0, least - 1);
        } else {
            for (int i = least; i < repeat.most(); i++) {
                first = add(new State.Split(List.of(add(body, first), next)));
            }
        }
        for (int i = 0; i < least; i++) {
            first = add(body, first);
        }
        return first;
    }

    private int anyNumber(Expression body, boolean once, int next) {
        List<Integer> ways = new ArrayList<>();
        int loop = add(new State.Split(ways));
        int first = add(body, loop);
        ways.add(first);
        ways.add(next);
        return once ? first : loop;
    }

    private int character(Characters characters, int next) {
        List<Integer> ways = new ArrayList<>();
        if ((characters.low() | characters.high()) != 0) {
            BitSet bytes = BitSet.valueOf(new long[] {characters.low(), characters.high()});
            ways.add(add(new State.Take(bytes, next)));
        }
        if (characters.anyBeyond() || characters.beyond().stream().anyMatch(this::isUnsure)) {
            ways.add(beyond(next));
        } else {
            characters.beyond().forEach(c -> ways.add(bytes(Character.toString(c), next)));
        }
        return ways.size() == 1 ? ways.getFirst() : add(new State.Split(ways));
    }

    /** What is not UTF-8 is decoded as U+FFFD. Half of a character can be found in a whole one. */
    private boolean isUnsure(int codePoint) {
        return codePoint == REPLACEMENT || Character.getType(codePoint) == Character.SURROGATE;
    }

    /** Any character beyond ASCII, or bytes that are none: each has a byte that may begin one. */
    private int beyond(int next) {
        List<Integer> ways = new ArrayList<>();
        int more = add(new State.Split(ways));
        ways.add(next);
        ways.add(add(new State.Take(range(Characters.ASCII, LAST_CONTINUATION), more)));
        return add(new State.Take(range(Characters.ASCII, LAST_BYTE), more));
    }

    private int bytes(String text, int next) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        int first = next;
        for (int i = bytes.length - 1; i >= 0; i--) {
            int here = bytes[i] & LAST_BYTE;
            first = add(new State.Take(range(here, here), first));
        }
        return first;
    }

    private static BitSet range(int first, int last) {
        BitSet bytes = new BitSet();
        bytes.set(first, last + 1);
        return bytes;
    }

    /** States that it will take, about. */
    private static long size(Expression expression) {
        return switch (expression) {
            case Expression.OneOf(Characters characters, _) ->
                    1 + 4L * characters.beyond().size() + (characters.anyBeyond() ? 4 : 0);
            case Expression.Sequence(List<Expression> parts) ->
                    1 + parts.stream().mapToLong(ByteAutomaton::size).sum();
            case Expression.Choice(List<Expression> branches) ->
                    1 + branches.stream().mapToLong(ByteAutomaton::size).sum();
            case Expression.Repeat(Expression body, int least, int most) -> {
                long one = size(body) + 1;
                long copies = most == Expression.UNLIMITED ? Math.max(1, least) : most;
                yield copies * one > LARGEST_REPEAT ? one : copies * one;
            }
            case Expression.Possessive(Expression body) -> size(body);
            case Expression.Condition _ -> 12;
            case Expression.Anything _ -> 8;
        };
    }
}
