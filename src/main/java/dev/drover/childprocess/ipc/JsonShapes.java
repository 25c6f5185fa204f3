package dev.drover.childprocess.ipc;

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

import java.nio.ByteBuffer;
import java.util.AbstractList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;

/**
 * What {@code JSON.stringify} makes of the values that JSON has no word for. Like it, this loses
 * what they were: maps and sets become empty objects.
 */
final class JsonShapes {

    private static final long MAX_ARRAY_LENGTH = 1 << 24;

    private JsonShapes() {}

    /** Null, a Boolean, a Number, a String, a List or a Map. */
    static @Nullable Object of(JsValue value) {
        return switch (value) {
            case JsUndefined _ -> null;
            case JsDate date -> date.isValid() ? date.toString() : null;
            case JsBoxed boxed -> boxed.value();
            case JsArray array -> array;
            case JsSparseArray array -> dense(array);
            case JsTypedArray array -> byIndex(array);
            case JsMap _, JsSet _, JsRegExp _, JsError _, JsArrayBuffer _, JsDataView _ -> Map.of();
        };
    }

    /** Node's {@code Buffer.prototype.toJSON}. */
    static Map<String, Object> ofBuffer(ByteBuffer bytes) {
        int start = bytes.position();
        Map<String, Object> shape = new LinkedHashMap<>();
        shape.put("type", "Buffer");
        shape.put("data", list(bytes.remaining(), i -> Byte.toUnsignedInt(bytes.get(start + i))));
        return shape;
    }

    private static List<?> dense(JsSparseArray array) {
        if (array.length() > MAX_ARRAY_LENGTH) {
            throw new IllegalArgumentException(
                    "A message has an array of length %d, too long for JSON, which writes its holes."
                            .formatted(array.length()));
        }
        return list((int) array.length(), array::get);
    }

    private static Map<String, Object> byIndex(JsTypedArray array) {
        Map<String, Object> shape = LinkedHashMap.newLinkedHashMap(array.length());
        for (int i = 0; i < array.length(); i++) {
            shape.put(Integer.toString(i), array.get(i));
        }
        return shape;
    }

    private static <T> List<T> list(int size, IntFunction<T> elements) {
        return new AbstractList<>() {
            @Override
            public T get(int index) {
                return elements.apply(index);
            }

            @Override
            public int size() {
                return size;
            }
        };
    }
}
