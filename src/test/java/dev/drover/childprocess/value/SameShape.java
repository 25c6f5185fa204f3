package dev.drover.childprocess.value;

import org.jspecify.annotations.Nullable;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Whether two graphs of values are the same for JavaScript: the same values, and the same objects
 * met again in the same places. Numbers are compared by value, -0 told from 0.
 */
public final class SameShape {

    private final Map<Object, Object> there = new IdentityHashMap<>();
    private final Map<Object, Object> back = new IdentityHashMap<>();

    private SameShape() {}

    /** Compares two values. */
    public static boolean of(@Nullable Object a, @Nullable Object b) {
        return new SameShape().same(a, b);
    }

    private boolean same(@Nullable Object a, @Nullable Object b) {
        if (a == null || b == null) {
            return a == b;
        }
        if (a instanceof BigInteger
                || a instanceof String
                || a instanceof Boolean
                || a instanceof JsUndefined) {
            return a.equals(b);
        }
        if (a instanceof Number x) {
            return b instanceof Number y
                    && !(b instanceof BigInteger)
                    && Double.compare(x.doubleValue(), y.doubleValue()) == 0;
        }
        if (there.containsKey(a) || back.containsKey(b)) {
            return there.get(a) == b && back.get(b) == a;
        }
        there.put(a, b);
        back.put(b, a);
        return sameObjects(a, b);
    }

    private boolean sameObjects(Object a, Object b) {
        return switch (a) {
            case List<?> x ->
                    b instanceof List<?> y
                            && sequences(x, y)
                            && holes(x).equals(holes(y))
                            && maps(properties(x), properties(y));
            case Map<?, ?> x -> b instanceof Map<?, ?> y && maps(x, y);
            case byte[] x -> b instanceof byte[] y && Arrays.equals(x, y);
            case ByteBuffer x -> b instanceof byte[] y && x.equals(ByteBuffer.wrap(y));
            case JsValue x -> b instanceof JsValue y && values(x, y);
            default -> throw new IllegalArgumentException(a.getClass().getName());
        };
    }

    private boolean values(JsValue a, JsValue b) {
        return switch (a) {
            case JsMap x -> b instanceof JsMap y && entries(x.entries(), y.entries());
            case JsSet x -> b instanceof JsSet y && sequences(x.values(), y.values());
            case JsSparseArray x ->
                    b instanceof JsSparseArray y
                            && x.length() == y.length()
                            && entries(x.elements().entrySet(), y.elements().entrySet())
                            && maps(x.properties(), y.properties());
            case JsError x ->
                    b instanceof JsError y
                            && x.kind() == y.kind()
                            && x.message().equals(y.message())
                            && x.stack().equals(y.stack())
                            && same(x.cause(), y.cause());
            default -> a.equals(b);
        };
    }

    private boolean maps(Map<?, ?> a, Map<?, ?> b) {
        return a.keySet().equals(b.keySet())
                && a.entrySet().stream().allMatch(e -> same(e.getValue(), b.get(e.getKey())));
    }

    private static List<Integer> holes(List<?> list) {
        return list instanceof JsArray array
                ? IntStream.range(0, array.size()).filter(array::isHole).boxed().toList()
                : List.of();
    }

    private static Map<?, ?> properties(List<?> list) {
        return list instanceof JsArray array ? array.properties() : Map.of();
    }

    private boolean entries(
            Iterable<? extends Map.Entry<?, ?>> a, Iterable<? extends Map.Entry<?, ?>> b) {
        Iterator<? extends Map.Entry<?, ?>> others = b.iterator();
        for (Map.Entry<?, ?> entry : a) {
            if (!others.hasNext()) {
                return false;
            }
            Map.Entry<?, ?> other = others.next();
            if (!same(entry.getKey(), other.getKey())
                    || !same(entry.getValue(), other.getValue())) {
                return false;
            }
        }
        return !others.hasNext();
    }

    private boolean sequences(Iterable<?> a, Iterable<?> b) {
        Iterator<?> others = b.iterator();
        for (Object element : a) {
            if (!others.hasNext() || !same(element, others.next())) {
                return false;
            }
        }
        return !others.hasNext();
    }
}
