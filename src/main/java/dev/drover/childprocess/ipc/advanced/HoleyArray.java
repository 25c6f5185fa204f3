package dev.drover.childprocess.ipc.advanced;

import dev.drover.childprocess.value.JsArray;
import dev.drover.childprocess.value.JsSparseArray;

import org.jspecify.annotations.Nullable;

import java.util.Map;

/** An array of V8's sparse form while it is read: a list, or none when it is nearly all holes. */
sealed interface HoleyArray {

    /** A longer array is a list only when the bytes are enough for all its elements. */
    int MAX_LIST_OF_HOLES = 1 << 12;

    static HoleyArray of(long length, long remaining) {
        return length > MAX_LIST_OF_HOLES && length > remaining
                ? new OfFew(new JsSparseArray(length))
                : new OfMany(JsArray.ofHoles((int) length));
    }

    /** The value. */
    Object array();

    /** Its named properties. */
    Map<String, @Nullable Object> properties();

    boolean has(long index);

    /** How many holes a new element makes the array take room for; -1 when it cannot have it. */
    long newHoles(long index);

    void set(long index, @Nullable Object value);

    /** A list. */
    record OfMany(JsArray array) implements HoleyArray {
        @Override
        public Map<String, @Nullable Object> properties() {
            return array.properties();
        }

        @Override
        public boolean has(long index) {
            return index < array.size() && !array.isHole((int) index);
        }

        @Override
        public long newHoles(long index) {
            return index < array.size() ? Math.max(0, index - array.materialized()) : -1;
        }

        @Override
        public void set(long index, @Nullable Object value) {
            array.set((int) index, value);
        }
    }

    /** Elements by their indexes. */
    record OfFew(JsSparseArray array) implements HoleyArray {
        @Override
        public Map<String, @Nullable Object> properties() {
            return array.properties();
        }

        @Override
        public boolean has(long index) {
            return array.has(index);
        }

        @Override
        public long newHoles(long index) {
            return 0;
        }

        @Override
        public void set(long index, @Nullable Object value) {
            array.set(index, value);
        }
    }
}
