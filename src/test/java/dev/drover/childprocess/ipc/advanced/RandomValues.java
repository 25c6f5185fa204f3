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

import org.jspecify.annotations.Nullable;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** Values of every type, nested at random, with references to what is already there. */
final class RandomValues {

    private static final int MAX_DEPTH = 5;
    private static final int MAX_CHILDREN = 5;
    private static final int KINDS = 22;

    private final SplittableRandom random;
    private final List<Object> objects = new ArrayList<>();

    RandomValues(long seed) {
        random = new SplittableRandom(seed);
    }

    @Nullable Object next() {
        objects.clear();
        return value(0);
    }

    private @Nullable Object value(int depth) {
        return switch (random.nextInt(depth < MAX_DEPTH ? KINDS : 16)) {
            case 0 -> null;
            case 1 -> JsUndefined.UNDEFINED;
            case 2 -> random.nextBoolean();
            case 3 -> random.nextInt() >> random.nextInt(32);
            case 4 -> Double.longBitsToDouble(random.nextLong());
            case 5 -> random.nextLong() >> 11;
            case 6 -> new BigInteger(bytes(40));
            case 7, 8 -> text();
            case 9 -> keep(new JsDate(random.nextDouble(-1e16, 1e16)));
            case 10 -> keep(new JsRegExp(text(), random.nextBoolean() ? "gi" : "dmsuy"));
            case 11 -> keep(new JsBoxed(random.nextBoolean() ? (Object) text() : random.nextInt()));
            case 12 -> keep(bytes(30));
            case 13 -> keep(new JsArrayBuffer(bytes(30)));
            case 14 -> keep(typedArray());
            case 15 -> objects.isEmpty() ? 0 : objects.get(random.nextInt(objects.size()));
            case 16 -> error(depth);
            case 17 -> array(depth);
            case 18 -> sparse(depth);
            case 19 -> map(depth);
            case 20 -> set(depth);
            default -> object(depth);
        };
    }

    private <T> T keep(T object) {
        objects.add(object);
        return object;
    }

    private byte[] bytes(int max) {
        byte[] bytes = new byte[1 + random.nextInt(max)];
        random.nextBytes(bytes);
        return bytes;
    }

    private String text() {
        int limit = random.nextBoolean() ? 0x80 : 0x1_0000;
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(8); i > 0; i--) {
            text.append((char) random.nextInt(limit));
        }
        return text.toString();
    }

    private Object typedArray() {
        JsTypedArray.Kind[] kinds = JsTypedArray.Kind.values();
        int kind = random.nextInt(kinds.length + 1);
        if (kind == kinds.length) {
            return new JsDataView(ByteBuffer.wrap(bytes(20)));
        }
        return new JsTypedArray(
                kinds[kind],
                ByteBuffer.allocate(kinds[kind].elementSize() * random.nextInt(MAX_CHILDREN)));
    }

    private JsError error(int depth) {
        JsError error = keep(new JsError(JsError.Kind.values()[random.nextInt(7)]));
        if (random.nextBoolean()) {
            error.setMessage(text());
        }
        if (random.nextBoolean()) {
            error.setStack(text());
        }
        error.setCause(value(depth + 1));
        return error;
    }

    private JsArray array(int depth) {
        JsArray array = keep(new JsArray());
        for (int i = random.nextInt(MAX_CHILDREN); i > 0; i--) {
            if (random.nextInt(8) == 0) {
                array.addHole();
            } else {
                array.add(value(depth + 1));
            }
        }
        if (random.nextInt(4) == 0) {
            array.properties().put("p" + text(), value(depth + 1));
        }
        return array;
    }

    private JsSparseArray sparse(int depth) {
        JsSparseArray array = keep(new JsSparseArray(JsSparseArray.MAX_LENGTH));
        for (int i = random.nextInt(MAX_CHILDREN); i > 0; i--) {
            array.set(random.nextLong(JsSparseArray.MAX_LENGTH), value(depth + 1));
        }
        return array;
    }

    private JsMap map(int depth) {
        JsMap map = keep(new JsMap());
        for (int i = random.nextInt(MAX_CHILDREN); i > 0; i--) {
            map.set(value(depth + 1), value(depth + 1));
        }
        return map;
    }

    private JsSet set(int depth) {
        JsSet set = keep(new JsSet());
        for (int i = random.nextInt(MAX_CHILDREN); i > 0; i--) {
            set.add(value(depth + 1));
        }
        return set;
    }

    private Map<String, @Nullable Object> object(int depth) {
        Map<String, @Nullable Object> map = keep(new LinkedHashMap<>());
        for (int i = random.nextInt(MAX_CHILDREN); i > 0; i--) {
            map.put(random.nextInt(4) == 0 ? "" + i : text(), value(depth + 1));
        }
        return map;
    }
}
