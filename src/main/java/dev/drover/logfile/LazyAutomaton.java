package dev.drover.logfile;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds lines that a {@link ByteAutomaton} takes, by a table with a row for each set of its states
 * that was met, made when it is first met (a lazy DFA, as RE2's). For one thread.
 */
final class LazyAutomaton implements Finder {

    private static final int BYTES = 256;
    private static final int ROW_SHIFT = 8;
    private static final int FIRST_ROWS = 16;

    /** Then the table is begun anew: 512 KB. */
    private static final int MOST_ROWS = 512;

    /** With fewer bytes for each row, making them takes longer than the expression itself. */
    private static final int BYTES_WORTH_A_ROW = 200;

    // In the table, in place of a row.
    private static final int UNKNOWN = -1;
    private static final int HIT = -2;
    private static final int NEVER = -3;

    private final ByteAutomaton automaton;

    /** Bytes that no state tells apart have the same number. */
    private final int[] kinds;

    /** What it can begin with behind the first byte of a line. */
    private final BitSet within;

    private int[] table = new int[0];
    private final List<BitSet> rows = new ArrayList<>();
    private final Map<BitSet, Integer> numbers = new HashMap<>();
    private final ArrayDeque<Integer> ahead = new ArrayDeque<>();

    /** Bytes that were looked at since the table was begun. */
    private long seen;

    private boolean hopeless;

    LazyAutomaton(ByteAutomaton automaton) {
        this.automaton = automaton;
        kinds = kinds(automaton);
        within = reached(automaton.start(), false, false);
        begin();
        // Found without any character, it is found in each line.
        hopeless = rows.getFirst().get(ByteAutomaton.HIT);
    }

    /** Whether a line of ASCII that was found needs no other look. */
    boolean isExact() {
        return automaton.isExact() && !hopeless;
    }

    /**
     * @param from where a line begins
     * @return a place in the line that is found, its end included
     */
    @Override
    public int find(byte[] bytes, int from, int to) {
        seen -= from;
        int at = from;
        int state = 0;
        int next = UNKNOWN;
        while (at < to && !hopeless && next != HIT) {
            int[] rowsNow = table;
            do {
                next = rowsNow[state | bytes[at] & 0xff];
                if (next < 0) {
                    break;
                }
                state = next;
                at++;
            } while (at < to);
            if (next == NEVER) {
                at = Math.min(to, Eight.newline(bytes, at, to) + 1);
                state = 0;
            } else if (next == UNKNOWN) {
                state = learn(state, bytes[at], seen + at);
            }
        }
        seen += at;
        if (next == HIT || hopeless) {
            return at < to ? at : -1;
        }
        return from < to && bytes[to - 1] != '\n' && isHitAtEnd(state) ? to - 1 : -1;
    }

    private boolean isHitAtEnd(int state) {
        int row = state;
        if (table[row | '\n'] == UNKNOWN) {
            row = learn(row, (byte) '\n', seen);
        }
        return table[row | '\n'] == HIT;
    }

    /**
     * Fills in where a byte leads.
     *
     * @return the row in which it was done
     */
    private int learn(int state, byte at, long bytesSeen) {
        int here = at & 0xff;
        int row = state;
        int next;
        if (here == '\n') {
            next = endsInHit(row) ? HIT : 0;
        } else {
            BitSet from = rows.get(row >> ROW_SHIFT);
            BitSet to = step(from, here);
            if (rows.size() == MOST_ROWS && !isKnown(to)) {
                hopeless = bytesSeen < (long) MOST_ROWS * BYTES_WORTH_A_ROW;
                seen -= bytesSeen;
                begin();
                row = row == 0 ? 0 : row(from);
            }
            next = to.get(ByteAutomaton.HIT) ? HIT : to.isEmpty() ? NEVER : row(to);
        }
        for (int other = 0; other < BYTES; other++) {
            if (kinds[other] == kinds[here]) {
                table[row | other] = next;
            }
        }
        return row;
    }

    private boolean isKnown(BitSet states) {
        return states.get(ByteAutomaton.HIT) || states.isEmpty() || numbers.containsKey(states);
    }

    private BitSet step(BitSet from, int here) {
        BitSet to = new BitSet();
        to.or(within);
        from.stream()
                .forEach(
                        number -> {
                            if (automaton.state(number)
                                            instanceof
                                            ByteAutomaton.State.Take(BitSet bytes, int next)
                                    && bytes.get(here)) {
                                to.or(reached(next, false, false));
                            }
                        });
        return to;
    }

    private boolean endsInHit(int row) {
        return rows.get(row >> ROW_SHIFT).stream()
                .anyMatch(number -> reached(number, row == 0, true).get(ByteAutomaton.HIT));
    }

    /** The states at which something is decided that come from one without a byte. */
    private BitSet reached(int first, boolean lineBegins, boolean lineEnds) {
        BitSet reached = new BitSet();
        BitSet passed = new BitSet();
        ahead.push(first);
        while (!ahead.isEmpty()) {
            int number = ahead.pop();
            if (!passed.get(number)) {
                passed.set(number);
                switch (automaton.state(number)) {
                    case ByteAutomaton.State.Split(List<Integer> next) -> next.forEach(ahead::push);
                    case ByteAutomaton.State.Begin(int next) when lineBegins -> ahead.push(next);
                    case ByteAutomaton.State.End(int next) when lineEnds -> ahead.push(next);
                    case ByteAutomaton.State.Begin _ -> {}
                    default -> reached.set(number);
                }
            }
        }
        return reached;
    }

    private void begin() {
        rows.clear();
        numbers.clear();
        table = new int[FIRST_ROWS * BYTES];
        Arrays.fill(table, UNKNOWN);
        // Has no number: only at the beginning of a line it may be what it is.
        rows.add(reached(automaton.start(), true, false));
    }

    private int row(BitSet states) {
        Integer known = numbers.get(states);
        if (known != null) {
            return known;
        }
        int number = rows.size() << ROW_SHIFT;
        if (number == table.length) {
            table = Arrays.copyOf(table, 2 * number);
            Arrays.fill(table, number, table.length, UNKNOWN);
        }
        rows.add(states);
        numbers.put(states, number);
        return number;
    }

    private static int[] kinds(ByteAutomaton automaton) {
        Set<BitSet> told = new HashSet<>();
        for (int i = 0; i < automaton.size(); i++) {
            if (automaton.state(i) instanceof ByteAutomaton.State.Take(BitSet bytes, _)) {
                told.add(bytes);
            }
        }
        int[] kinds = new int[BYTES];
        kinds['\n'] = 1;
        int count = 2;
        for (BitSet bytes : told) {
            int[] parted = new int[count];
            for (int b = bytes.nextSetBit(0); b >= 0; b = bytes.nextSetBit(b + 1)) {
                int old = kinds[b];
                parted[old] = parted[old] == 0 ? count++ : parted[old];
                kinds[b] = parted[old];
            }
        }
        return kinds;
    }
}
