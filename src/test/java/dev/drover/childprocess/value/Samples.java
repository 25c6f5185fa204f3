package dev.drover.childprocess.value;

import dev.drover.childprocess.value.JsError.Kind;

import org.jspecify.annotations.Nullable;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** One value of every type, under the names that {@code samples.js} has for them. */
public final class Samples {

    private final Map<String, @Nullable Object> all = new LinkedHashMap<>();

    private Samples() {}

    /** The samples by their names. */
    public static Map<String, @Nullable Object> all() {
        Samples samples = new Samples();
        samples.primitives();
        samples.objects();
        samples.leaves();
        samples.bytes();
        samples.errors();
        samples.references();
        return samples.all;
    }

    private void primitives() {
        all.put("null", null);
        all.put("undefined", JsUndefined.UNDEFINED);
        all.put("true", true);
        all.put("false", false);
        all.put("integers", List.of(0, 1, -1, 63, 64, -64, -65, 300));
        all.put("int32 limits", List.of(Integer.MAX_VALUE, Integer.MIN_VALUE));
        all.put("beyond int32", List.of(1L << 31, (1L << 32) - 1, -(1L << 31) - 1));
        all.put("safe integers", List.of((1L << 53) - 1, -(1L << 53) + 1));
        all.put("doubles", List.of(1.5, -0.0, 5e-324, Double.MAX_VALUE));
        all.put(
                "not finite",
                List.of(Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY));
        BigInteger large = BigInteger.TWO.pow(64);
        all.put(
                "bigints",
                List.of(
                        BigInteger.ZERO,
                        BigInteger.ONE,
                        BigInteger.ONE.negate(),
                        large.subtract(BigInteger.ONE),
                        large,
                        large.negate(),
                        BigInteger.TWO.pow(1000)));
        all.put("empty string", "");
        all.put("one-byte string", "abc\u0000é\u00ff");
        all.put("two-byte strings", List.of("€", "a€", "😀", "ключ"));
        all.put("lone surrogates", List.of("\ud800", "a\udc00b"));
        all.put("long strings", List.of("é".repeat(70_000), "€".repeat(70_000)));
    }

    private void objects() {
        all.put("object", map("a", 1, "b", map("c", null), "", "empty name"));
        all.put("empty object", map());
        all.put("two-byte name", map("ключ", 1));
        all.put("indexes as names", map("z", 0, "2", "b", "1", "a", "4294967294", 3, "01", 4));
        all.put("proto as name", map("__proto__", map("x", 1)));
        all.put("empty array", new JsArray());
        all.put("array", new JsArray(Arrays.asList(1, "a", null, JsUndefined.UNDEFINED)));
        all.put("array of doubles", List.of(1.5, 2.0));
        JsArray named = new JsArray(List.of(1));
        named.properties().put("p", 2);
        all.put("array with a property", named);
        JsArray sparse = JsArray.ofHoles(3);
        sparse.set(0, 1);
        sparse.set(2, 3);
        sparse.properties().put("p", "q");
        all.put("sparse array", sparse);
        all.put("only holes", JsArray.ofHoles(3));
        JsSparseArray longest = new JsSparseArray(JsSparseArray.MAX_LENGTH);
        longest.set(JsSparseArray.MAX_LENGTH - 1, "last");
        all.put("longest array", longest);
        JsMap map = new JsMap();
        map.set("a", 1);
        map.set(map(), 2);
        map.set(1, "one");
        map.set("1", "text");
        map.set(Double.NaN, null);
        all.put("map", map);
        all.put("set", new JsSet(Arrays.asList(1, "a", null, 1.5, map("x", 1))));
        all.put("empty map and set", List.of(new JsMap(), new JsSet()));
    }

    private void leaves() {
        all.put("date", new JsDate(0));
        all.put("dates", List.of(new JsDate(8.64e15), new JsDate(-8.64e15), new JsDate(-1)));
        all.put("invalid date", JsDate.INVALID);
        all.put("boxed booleans", List.of(new JsBoxed(true), new JsBoxed(false)));
        all.put("boxed number", new JsBoxed(5));
        all.put("boxed bigint", new JsBoxed(BigInteger.valueOf(5)));
        all.put("boxed strings", List.of(new JsBoxed("hi"), new JsBoxed("€")));
        all.put("regexp", new JsRegExp("ab+c", "gi"));
        all.put("regexp with all flags", new JsRegExp("x€", "dgimsuy"));
        all.put("regexp with v", new JsRegExp("x", "v"));
    }

    private void bytes() {
        all.put("buffer", new byte[] {104, 105});
        all.put("empty buffer", new byte[0]);
        all.put("array buffer", new JsArrayBuffer(new byte[] {1, 2, 3, 4}));
        all.put(
                "resizable array buffer",
                new JsArrayBuffer(ByteBuffer.allocate(2), OptionalLong.of(8)));
        all.put("data view", new JsDataView(ByteBuffer.wrap(new byte[] {8, 9})));
        for (JsTypedArray.Kind kind : JsTypedArray.Kind.values()) {
            byte[] bytes = new byte[16];
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] = (byte) (i * 7 + 1);
            }
            all.put(kind.name(), new JsTypedArray(kind, ByteBuffer.wrap(bytes)));
        }
    }

    private void errors() {
        for (Kind kind : Kind.values()) {
            all.put(kind.jsName(), error(kind, "boom", "STK"));
        }
        JsError caused = error(Kind.ERROR, "outer", "S1");
        caused.setCause(error(Kind.TYPE_ERROR, "inner €", "S2"));
        all.put("error with cause", caused);
        JsError data = error(Kind.ERROR, "outer", "S1");
        data.setCause(map("a", 1));
        all.put("error with data as cause", data);
    }

    private void references() {
        Map<String, @Nullable Object> self = map();
        self.put("me", self);
        all.put("circular object", self);
        JsArray array = new JsArray();
        array.add(array);
        all.put("circular array", array);
        JsMap map = new JsMap();
        map.set(map, map);
        all.put("circular map", map);
        JsSet set = new JsSet();
        set.add(set);
        all.put("circular set", set);
        Map<String, @Nullable Object> shared = map("x", 1);
        JsDate date = new JsDate(1);
        byte[] bytes = {1};
        JsBoxed boxed = new JsBoxed("s");
        JsRegExp regExp = new JsRegExp("r", "");
        JsArrayBuffer buffer = new JsArrayBuffer(new byte[] {2});
        JsError error = error(Kind.ERROR, "e", "S");
        List<Object> leaves = List.of(shared, date, bytes, boxed, regExp, buffer, error);
        JsArray twice = new JsArray(leaves);
        twice.addAll(leaves);
        all.put("everything twice", twice);
        all.put("equal but not the same", List.of(map("x", 1), map("x", 1)));
    }

    private static JsError error(Kind kind, String message, String stack) {
        JsError error = new JsError(kind, message);
        error.setStack(stack);
        return error;
    }

    private static Map<String, @Nullable Object> map(@Nullable Object... namesAndValues) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            map.put(String.valueOf(namesAndValues[i]), namesAndValues[i + 1]);
        }
        return map;
    }
}
