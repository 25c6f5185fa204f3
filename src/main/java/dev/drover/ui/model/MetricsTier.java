package dev.drover.ui.model;

import org.jspecify.annotations.Nullable;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * One resolution of a history: mean and maximum of each period, for a fixed number of periods. The
 * place of a period follows from its time, so what was not measured is empty and needs no note. 12
 * bytes per period, in pages that are made when something falls into them. Not safe for use by
 * several threads.
 */
final class MetricsTier {

    private static final int PAGE = 60;
    private static final long NONE = Long.MIN_VALUE;
    private static final short EMPTY = Float.floatToFloat16(Float.NaN);
    private static final int KILOBYTE = 1024;

    /** Out of order by this many periods is jitter; by more, the clock was set back. */
    private static final int JITTER = 2;

    private final int periodSeconds;
    private final @Nullable Page[] pages;
    private long newest = NONE;
    private double cpuSum;
    private double memorySum;
    private int count;

    private static final class Page {
        // Half floats: a chart shows less than their eleven bits, and 65,000 % is enough.
        final short[] cpu = new short[PAGE];
        final short[] cpuMost = new short[PAGE];
        final int[] memory = new int[PAGE];
        final int[] memoryMost = new int[PAGE];

        Page() {
            Arrays.fill(cpu, EMPTY);
        }
    }

    /**
     * @param periods how many are kept; a multiple of 60
     */
    MetricsTier(int periodSeconds, int periods) {
        this.periodSeconds = periodSeconds;
        pages = new Page[periods / PAGE];
    }

    int periodSeconds() {
        return periodSeconds;
    }

    private int capacity() {
        return pages.length * PAGE;
    }

    void add(long second, double cpuPercent, long memoryBytes) {
        long slot = Math.floorDiv(second, periodSeconds);
        if (newest != NONE && slot < newest && newest - slot <= JITTER) {
            return;
        }
        if (slot != newest) {
            moveTo(slot);
        }
        cpuSum += cpuPercent;
        memorySum += memoryBytes;
        count++;
        Page page = page(slot);
        int at = index(slot);
        boolean first = count == 1 && isEmpty(page.cpu[at]);
        float most = (float) cpuPercent;
        int kilobytes = kilobytes(memoryBytes);
        page.cpuMost[at] =
                Float.floatToFloat16(
                        first ? most : Math.max(most, Float.float16ToFloat(page.cpuMost[at])));
        page.memoryMost[at] = first ? kilobytes : Math.max(kilobytes, page.memoryMost[at]);
        page.cpu[at] = Float.floatToFloat16((float) (cpuSum / count));
        page.memory[at] = kilobytes((long) (memorySum / count));
    }

    /** Begins a period; those between are empty, and those after it when the clock went back. */
    private void moveTo(long slot) {
        if (newest != NONE) {
            long from = Math.min(slot, newest) + 1;
            long to = Math.max(slot, newest);
            if (to - from >= capacity()) {
                Arrays.fill(pages, null);
            } else {
                for (long emptied = from; emptied <= to; emptied++) {
                    clear(emptied);
                }
            }
        }
        newest = slot;
        cpuSum = 0;
        memorySum = 0;
        count = 0;
    }

    private void clear(long slot) {
        Page page = pages[place(slot) / PAGE];
        if (page != null) {
            page.cpu[index(slot)] = EMPTY;
        }
    }

    /** Fills what is empty here with what {@code older} knows of the same times. */
    void fillFrom(MetricsTier older) {
        if (older.newest == NONE) {
            return;
        }
        if (newest == NONE) {
            newest = older.newest;
        }
        long first = Math.max(older.oldest(), oldest());
        for (long slot = first; slot <= Math.min(older.newest, newest); slot++) {
            Page source = older.pages[older.place(slot) / PAGE];
            int at = index(slot);
            if (source != null && !isEmpty(source.cpu[at]) && isEmpty(page(slot).cpu[at])) {
                Page target = page(slot);
                target.cpu[at] = source.cpu[at];
                target.cpuMost[at] = source.cpuMost[at];
                target.memory[at] = source.memory[at];
                target.memoryMost[at] = source.memoryMost[at];
            }
        }
    }

    private long oldest() {
        return newest - capacity() + 1;
    }

    /**
     * What was measured from {@code from} to {@code to}, both included, seconds since the epoch.
     */
    MetricsSeries series(long from, long to) {
        long first = Math.max(Math.floorDiv(from, periodSeconds), newest == NONE ? 0 : oldest());
        long last = newest == NONE ? -1 : Math.min(Math.floorDiv(to, periodSeconds), newest);
        int size = 0;
        for (long slot = first; slot <= last; slot++) {
            size += isMeasured(slot) ? 1 : 0;
        }
        MetricsSeries series =
                new MetricsSeries(
                        periodSeconds,
                        new long[size],
                        new double[size],
                        new double[size],
                        new long[size],
                        new long[size]);
        int i = 0;
        for (long slot = first; slot <= last; slot++) {
            if (isMeasured(slot)) {
                Page page = page(slot);
                int at = index(slot);
                series.seconds()[i] = slot * periodSeconds;
                series.cpu()[i] = Float.float16ToFloat(page.cpu[at]);
                series.cpuMost()[i] = Float.float16ToFloat(page.cpuMost[at]);
                series.memory()[i] = (long) page.memory[at] * KILOBYTE;
                series.memoryMost()[i] = (long) page.memoryMost[at] * KILOBYTE;
                i++;
            }
        }
        return series;
    }

    /** When the newest sample was taken, to the period; the epoch when there is none. */
    long newestSecond() {
        return newest == NONE ? 0 : newest * periodSeconds;
    }

    /** Bytes of the arrays that are there. */
    int bytes() {
        int made = 0;
        for (Page page : pages) {
            made += page == null ? 0 : 1;
        }
        return made * PAGE * (2 * Short.BYTES + 2 * Integer.BYTES);
    }

    void write(DataOutput out) throws IOException {
        out.writeLong(newest);
        for (Page page : pages) {
            out.writeBoolean(page != null);
            if (page != null) {
                for (int i = 0; i < PAGE; i++) {
                    out.writeShort(page.cpu[i]);
                    out.writeShort(page.cpuMost[i]);
                    out.writeInt(page.memory[i]);
                    out.writeInt(page.memoryMost[i]);
                }
            }
        }
    }

    /** Replaces what is here by what {@link #write} wrote of a tier of the same size. */
    void read(DataInput in) throws IOException {
        newest = in.readLong();
        for (int p = 0; p < pages.length; p++) {
            Page page = in.readBoolean() ? new Page() : null;
            pages[p] = page;
            if (page != null) {
                for (int i = 0; i < PAGE; i++) {
                    page.cpu[i] = in.readShort();
                    page.cpuMost[i] = in.readShort();
                    page.memory[i] = in.readInt();
                    page.memoryMost[i] = in.readInt();
                }
            }
        }
    }

    private boolean isMeasured(long slot) {
        Page page = pages[place(slot) / PAGE];
        return page != null && !isEmpty(page.cpu[index(slot)]);
    }

    private static boolean isEmpty(short half) {
        return Float.isNaN(Float.float16ToFloat(half));
    }

    private Page page(long slot) {
        int number = place(slot) / PAGE;
        Page page = pages[number];
        if (page == null) {
            page = new Page();
            pages[number] = page;
        }
        return page;
    }

    private int place(long slot) {
        return (int) Math.floorMod(slot, (long) capacity());
    }

    private int index(long slot) {
        return place(slot) % PAGE;
    }

    private static int kilobytes(long bytes) {
        return (int) Math.min(Integer.MAX_VALUE, bytes / KILOBYTE);
    }
}
