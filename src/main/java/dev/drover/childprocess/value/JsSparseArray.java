package dev.drover.childprocess.value;

import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * A JavaScript array that is long and next to empty: it can have a length of four billion and one
 * element, so it is no list. Compared by identity.
 */
public final class JsSparseArray implements JsValue {

    /** The largest length of an array in JavaScript. */
    public static final long MAX_LENGTH = 0xffff_ffffL;

    private final NavigableMap<Long, @Nullable Object> elements = new TreeMap<>();
    private final Map<String, @Nullable Object> properties = new LinkedHashMap<>();
    private long length;

    /**
     * An array of holes.
     *
     * @throws IllegalArgumentException for a length that no array of JavaScript has
     */
    public JsSparseArray(long length) {
        requireInRange(length, MAX_LENGTH);
        this.length = length;
    }

    /** Its length, holes included. */
    public long length() {
        return length;
    }

    /** {@link JsUndefined} for a hole, as in JavaScript. */
    public @Nullable Object get(long index) {
        return has(index) ? elements.get(index) : JsUndefined.UNDEFINED;
    }

    /** False for a hole. */
    public boolean has(long index) {
        return elements.containsKey(index);
    }

    /**
     * Sets an element; the array grows when it is beyond its end.
     *
     * @throws IllegalArgumentException for an index that no array of JavaScript has
     */
    public void set(long index, @Nullable Object value) {
        requireInRange(index, MAX_LENGTH - 1);
        elements.put(index, value);
        length = Math.max(length, index + 1);
    }

    /** The elements by their indexes, without the holes; a view. */
    public NavigableMap<Long, @Nullable Object> elements() {
        return java.util.Collections.unmodifiableNavigableMap(elements);
    }

    /** Its named properties; they can be changed. */
    public Map<String, @Nullable Object> properties() {
        return properties;
    }

    @Override
    public String toString() {
        return "Array(%d) with %d elements".formatted(length, elements.size());
    }

    private static void requireInRange(long number, long max) {
        if (number < 0 || number > max) {
            throw new IllegalArgumentException(
                    "%d is not between 0 and %d, the limits of an array in JavaScript."
                            .formatted(number, max));
        }
    }
}
