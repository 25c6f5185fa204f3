package dev.drover.childprocess.ipc.advanced;

import dev.drover.childprocess.value.JsArray;
import dev.drover.childprocess.value.JsArrayBuffer;
import dev.drover.childprocess.value.JsBoxed;
import dev.drover.childprocess.value.JsDataView;
import dev.drover.childprocess.value.JsDate;
import dev.drover.childprocess.value.JsError;
import dev.drover.childprocess.value.JsMap;
import dev.drover.childprocess.value.JsRegExp;
import dev.drover.childprocess.value.JsSet;
import dev.drover.childprocess.value.JsSparseArray;
import dev.drover.childprocess.value.JsTypedArray;
import dev.drover.childprocess.value.JsUndefined;
import dev.drover.childprocess.value.JsValue;

import org.jspecify.annotations.Nullable;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;

/** Writes one value as V8 does. What an object is, and which ids it takes: see the decoder. */
public final class ValueSerializer {

    /** How deep a value may be nested, both ways; Node's own limit is its stack. */
    static final int MAX_DEPTH = MessageLimits.MAX_DEPTH;

    private static final int VERSION = 15;
    private static final long MAX_SAFE_INTEGER = (1L << 53) - 1;

    /** Empty constants of the JDK, which are not meant to be the same object in the child. */
    private static final Set<Object> SHARED_CONSTANTS = sharedConstants();

    private final Output out;
    private final Map<Object, Integer> ids = new IdentityHashMap<>();
    private int nextId;

    private ValueSerializer(int reserved) {
        out = new Output(reserved);
    }

    /**
     * The bytes of one value.
     *
     * @param reserved how many bytes to leave free in front
     * @throws IllegalArgumentException for a value that cannot be sent; the message names its class
     */
    public static byte[] serialize(@Nullable Object value, int reserved) {
        ValueSerializer serializer = new ValueSerializer(reserved);
        serializer.out.put(Tag.VERSION);
        serializer.out.putVarint(VERSION);
        serializer.value(value, 0);
        return serializer.out.toBytes();
    }

    private static Set<Object> sharedConstants() {
        Set<Object> constants = Collections.newSetFromMap(new IdentityHashMap<>());
        constants.addAll(
                List.of(List.of(), Map.of(), Collections.EMPTY_LIST, Collections.EMPTY_MAP));
        return constants;
    }

    private void value(@Nullable Object value, int depth) {
        switch (value) {
            case null -> out.put(Tag.NULL);
            case JsUndefined _ -> out.put(Tag.UNDEFINED);
            case Boolean truth -> out.put(truth ? Tag.TRUE : Tag.FALSE);
            case String text -> out.putString(text);
            case Number number -> number(number);
            default -> object(value, depth);
        }
    }

    private void number(Number number) {
        switch (number) {
            case Integer _, Short _, Byte _ -> integer(number.intValue());
            case Long integer -> integer(integer);
            case BigInteger integer -> {
                out.put(Tag.BIG_INT);
                bigInteger(integer);
            }
            default -> number(number.doubleValue());
        }
    }

    private void number(double number) {
        out.put(Tag.DOUBLE);
        out.putDouble(number);
    }

    private void integer(long integer) {
        if (integer == (int) integer) {
            out.put(Tag.INT32);
            out.putZigzag((int) integer);
        } else if (Math.abs(integer) <= MAX_SAFE_INTEGER) {
            number((double) integer);
        } else {
            throw new IllegalArgumentException(
                    "A message contains %d, which no number of JavaScript holds exactly; send a BigInteger or a Double."
                            .formatted(integer));
        }
    }

    private void bigInteger(BigInteger integer) {
        byte[] big = integer.abs().toByteArray();
        int first = big[0] == 0 ? 1 : 0;
        int length = big.length - first;
        int padded = (length + Long.BYTES - 1) / Long.BYTES * Long.BYTES;
        byte[] little = new byte[padded];
        for (int i = 0; i < length; i++) {
            little[i] = big[big.length - 1 - i];
        }
        out.putVarint(2L * padded + (integer.signum() < 0 ? 1 : 0));
        out.putBytes(little);
    }

    private void object(Object object, int depth) {
        Integer id = ids.get(object);
        if (id != null) {
            out.put(Tag.OBJECT_REFERENCE);
            out.putVarint(id);
            return;
        }
        if (depth >= MAX_DEPTH) {
            throw new IllegalArgumentException(
                    "A message is nested more than %d deep.".formatted(MAX_DEPTH));
        }
        if (!(object instanceof Instant) && !SHARED_CONSTANTS.contains(object)) {
            ids.put(object, nextId);
        }
        nextId++;
        switch (object) {
            case JsArray array when array.hasHoles() -> arrayWithHoles(array, depth + 1);
            case JsArray array -> denseArray(array, array, depth + 1);
            case JsValue value -> jsValue(value, depth + 1);
            case Map<?, ?> map -> plainObject(map, depth + 1);
            case List<?> list -> denseArray(list, null, depth + 1);
            case byte[] bytes -> view(ViewTypes.NODE_BUFFER, ByteBuffer.wrap(bytes));
            case ByteBuffer bytes -> view(ViewTypes.NODE_BUFFER, bytes);
            case Instant instant -> date(JsDate.of(instant));
            default ->
                    throw new IllegalArgumentException(
                            "A message cannot contain a %s; see the package dev.drover.childprocess.value for what it can."
                                    .formatted(object.getClass().getName()));
        }
    }

    private void jsValue(JsValue value, int depth) {
        switch (value) {
            case JsDate date -> date(date);
            case JsRegExp regExp -> regExp(regExp);
            case JsBoxed boxed -> boxed(boxed.value());
            case JsMap map -> map(map, depth);
            case JsSet set -> set(set, depth);
            case JsSparseArray array -> sparseArray(array, depth);
            case JsError error -> error(error, depth);
            case JsArrayBuffer buffer -> arrayBuffer(buffer);
            case JsTypedArray array -> view(ViewTypes.node(array.kind()), array.bytes());
            case JsDataView view -> view(ViewTypes.NODE_DATA_VIEW, view.bytes());
            case JsUndefined _, JsArray _ ->
                    throw new IllegalStateException("written where it was met");
        }
    }

    private void plainObject(Map<?, ?> map, int depth) {
        out.put(Tag.BEGIN_OBJECT);
        long count = properties(map, depth);
        out.put(Tag.END_OBJECT);
        out.putVarint(count);
    }

    /** As in JavaScript: names that are array indexes first, ascending, and as numbers. */
    private long properties(Map<?, ?> map, int depth) {
        NavigableMap<Long, @Nullable Object> indexed = indexed(map);
        if (!indexed.isEmpty()) {
            elements(indexed, depth);
        }
        long count = indexed.size();
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            String name = name(entry);
            if (indexed.isEmpty() || Numbers.index(name) < 0) {
                out.putString(name);
                value(entry.getValue(), depth);
                count++;
            }
        }
        return count;
    }

    /** Next to no object has such names, so nothing is made for those without. */
    private static NavigableMap<Long, @Nullable Object> indexed(Map<?, ?> map) {
        NavigableMap<Long, @Nullable Object> indexed = Collections.emptyNavigableMap();
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            long index = Numbers.index(name(entry));
            if (index >= 0) {
                indexed = indexed.isEmpty() ? new TreeMap<>() : indexed;
                indexed.put(index, entry.getValue());
            }
        }
        return indexed;
    }

    private static String name(Map.Entry<?, ?> property) {
        if (property.getKey() instanceof String name) {
            return name;
        }
        throw new IllegalArgumentException(
                "A message has a map key that is not a String; use a JsMap for other keys.");
    }

    private void elements(Map<Long, @Nullable Object> indexed, int depth) {
        for (Map.Entry<Long, @Nullable Object> entry : indexed.entrySet()) {
            integer(entry.getKey());
            value(entry.getValue(), depth);
        }
    }

    private void denseArray(Collection<?> elements, @Nullable JsArray named, int depth) {
        out.put(Tag.BEGIN_DENSE_ARRAY);
        int length = elements.size();
        out.putVarint(length);
        for (Object element : elements) {
            value(element, depth);
        }
        long count =
                named != null && named.hasProperties() ? properties(named.properties(), depth) : 0;
        out.put(Tag.END_DENSE_ARRAY);
        out.putVarint(count);
        out.putVarint(length);
    }

    private void arrayWithHoles(JsArray array, int depth) {
        out.put(Tag.BEGIN_SPARSE_ARRAY);
        out.putVarint(array.size());
        long count = 0;
        for (int i = 0; i < array.size(); i++) {
            if (!array.isHole(i)) {
                integer(i);
                value(array.get(i), depth);
                count++;
            }
        }
        count += array.hasProperties() ? properties(array.properties(), depth) : 0;
        out.put(Tag.END_SPARSE_ARRAY);
        out.putVarint(count);
        out.putVarint(array.size());
    }

    private void sparseArray(JsSparseArray array, int depth) {
        out.put(Tag.BEGIN_SPARSE_ARRAY);
        out.putVarint(array.length());
        elements(array.elements(), depth);
        long count = array.elements().size() + properties(array.properties(), depth);
        out.put(Tag.END_SPARSE_ARRAY);
        out.putVarint(count);
        out.putVarint(array.length());
    }

    private void map(JsMap map, int depth) {
        out.put(Tag.BEGIN_MAP);
        for (Map.Entry<@Nullable Object, @Nullable Object> entry : map.entries()) {
            value(entry.getKey(), depth);
            value(entry.getValue(), depth);
        }
        out.put(Tag.END_MAP);
        out.putVarint(2L * map.size());
    }

    private void set(JsSet set, int depth) {
        out.put(Tag.BEGIN_SET);
        for (Object element : set.values()) {
            value(element, depth);
        }
        out.put(Tag.END_SET);
        out.putVarint(set.size());
    }

    private void date(JsDate date) {
        out.put(Tag.DATE);
        out.putDouble(date.time());
    }

    private void regExp(JsRegExp regExp) {
        out.put(Tag.REG_EXP);
        out.putString(regExp.source());
        out.putVarint(RegExpFlags.toBits(regExp.flags()));
    }

    private void boxed(Object primitive) {
        switch (primitive) {
            case Boolean truth -> out.put(truth ? Tag.TRUE_OBJECT : Tag.FALSE_OBJECT);
            case BigInteger integer -> {
                out.put(Tag.BIG_INT_OBJECT);
                bigInteger(integer);
            }
            case String text -> {
                out.put(Tag.STRING_OBJECT);
                out.putString(text);
            }
            default -> {
                out.put(Tag.NUMBER_OBJECT);
                out.putDouble(((Number) primitive).doubleValue());
            }
        }
    }

    /** Node 22 and later take the parts in this order only; the earlier ones take every order. */
    private void error(JsError error, int depth) {
        out.put(Tag.ERROR);
        switch (error.kind()) {
            case ERROR -> {}
            case EVAL_ERROR -> out.put('E');
            case RANGE_ERROR -> out.put('R');
            case REFERENCE_ERROR -> out.put('F');
            case SYNTAX_ERROR -> out.put('S');
            case TYPE_ERROR -> out.put('T');
            case URI_ERROR -> out.put('U');
        }
        error.message().ifPresent(text -> part(Tag.ERROR_MESSAGE, text));
        error.stack().ifPresent(text -> part(Tag.ERROR_STACK, text));
        if (error.cause() != JsUndefined.UNDEFINED) {
            out.put(Tag.ERROR_CAUSE);
            value(error.cause(), depth);
        }
        out.put(Tag.ERROR_END);
    }

    private void part(int tag, String text) {
        out.put(tag);
        out.putString(text);
    }

    private void arrayBuffer(JsArrayBuffer buffer) {
        ByteBuffer bytes = buffer.bytes();
        buffer.maxByteLength()
                .ifPresentOrElse(
                        max -> {
                            out.put(Tag.RESIZABLE_ARRAY_BUFFER);
                            out.putVarint(bytes.remaining());
                            out.putVarint(max);
                        },
                        () -> {
                            out.put(Tag.ARRAY_BUFFER);
                            out.putVarint(bytes.remaining());
                        });
        out.putBytes(bytes);
    }

    private void view(int type, ByteBuffer bytes) {
        out.put(Tag.HOST_OBJECT);
        out.put(Tag.HOST_VIEW);
        out.putVarint(type);
        out.putVarint(bytes.remaining());
        out.putBytes(bytes);
    }
}
