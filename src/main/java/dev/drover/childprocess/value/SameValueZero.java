package dev.drover.childprocess.value;

import org.jspecify.annotations.Nullable;

import java.math.BigInteger;

/**
 * JavaScript's equality of map keys: numbers by value, whatever their Java type; objects by
 * identity.
 */
final class SameValueZero {

    private enum Null {
        NULL
    }

    private record Identity(Object object) {
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Identity identity && identity.object == object;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(object);
        }
    }

    private SameValueZero() {}

    /** What stands for the value as a key of a hash table. */
    static Object key(@Nullable Object value) {
        return switch (value) {
            case null -> Null.NULL;
            case String _, Boolean _, BigInteger _, JsUndefined _ -> value;
            // Adding makes 0 of -0.
            case Number number -> number.doubleValue() + 0.0;
            default -> new Identity(value);
        };
    }
}
