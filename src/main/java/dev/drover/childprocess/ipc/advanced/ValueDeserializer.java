package dev.drover.childprocess.ipc.advanced;

import dev.drover.childprocess.value.JsArray;
import dev.drover.childprocess.value.JsArrayBuffer;
import dev.drover.childprocess.value.JsBoxed;
import dev.drover.childprocess.value.JsDate;
import dev.drover.childprocess.value.JsError;
import dev.drover.childprocess.value.JsMap;
import dev.drover.childprocess.value.JsRegExp;
import dev.drover.childprocess.value.JsSet;
import dev.drover.childprocess.value.JsUndefined;
import dev.drover.childprocess.value.JsValue;

import org.jspecify.annotations.Nullable;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * Reads one value that V8 wrote, of the versions 13 to 15. Every object (not: strings, numbers)
 * takes the next id when its tag is met, and is known under it before its content is read, so that
 * the content can refer to it.
 *
 * <p>Nothing is allocated for a length that the bytes do not back, and what a message may become in
 * memory is limited, because three bytes are enough for an empty object.
 */
public final class ValueDeserializer {

    private static final int MIN_VERSION = 13;
    private static final int MAX_VERSION = 15;

    /** From this version on, a view over a buffer has flags. */
    private static final int VERSION_OF_FLAGS = 14;

    private static final int OBJECT_FOOTPRINT = 100;
    private static final int ENTRY_FOOTPRINT = 64;
    private static final int ELEMENT_FOOTPRINT = 24;
    private static final int HOLE_FOOTPRINT = 8;

    private static final int LENGTH_TRACKING = 1;

    /** Takes the place of an object that cannot be referred to yet. */
    private static final Object PENDING = new Object();

    private final Input in;
    private final List<Object> objects = new ArrayList<>();
    private long version;
    private int depth;
    private long footprint;

    private ValueDeserializer(Input in) {
        this.in = in;
    }

    /**
     * The value that the bytes begin with; what follows it is ignored, as Node does.
     *
     * @throws DataCloneException when they are not a serialized value, or one that is nested too
     *     deep or too large
     */
    public static @Nullable Object deserialize(byte[] bytes, int offset, int length)
            throws DataCloneException {
        ValueDeserializer deserializer = new ValueDeserializer(new Input(bytes, offset, length));
        deserializer.header();
        return deserializer.value();
    }

    private void header() throws DataCloneException {
        if (in.remaining() == 0 || in.next() != Tag.VERSION) {
            throw in.error("The header of the serialization is missing");
        }
        version = in.nextVarint();
        if (version < MIN_VERSION || version > MAX_VERSION) {
            throw in.error("Version %d of the serialization is unknown".formatted(version));
        }
    }

    private @Nullable Object value() throws DataCloneException {
        return value(in.nextTag());
    }

    private @Nullable Object value(int first) throws DataCloneException {
        int tag = first;
        while (tag == Tag.VERIFY_OBJECT_COUNT) {
            in.nextVarint();
            tag = in.nextTag();
        }
        return switch (tag) {
            case Tag.UNDEFINED -> JsUndefined.UNDEFINED;
            case Tag.NULL -> null;
            case Tag.TRUE -> Boolean.TRUE;
            case Tag.FALSE -> Boolean.FALSE;
            case Tag.INT32 -> in.nextZigzag();
            case Tag.UINT32 -> number(in.nextVarint());
            case Tag.DOUBLE -> in.nextDouble();
            case Tag.BIG_INT -> in.nextBigInt();
            case Tag.ONE_BYTE_STRING, Tag.TWO_BYTE_STRING, Tag.UTF8_STRING -> text(tag);
            default -> viewOver(object(tag));
        };
    }

    private static Object number(long uint32) {
        if (uint32 <= Integer.MAX_VALUE) {
            return (int) uint32;
        }
        return (double) uint32;
    }

    private String text(int tag) throws DataCloneException {
        String text =
                in.nextText(
                        switch (tag) {
                            case Tag.ONE_BYTE_STRING -> StandardCharsets.ISO_8859_1;
                            case Tag.TWO_BYTE_STRING -> StandardCharsets.UTF_16LE;
                            case Tag.UTF8_STRING -> StandardCharsets.UTF_8;
                            default -> throw in.error("A string is expected");
                        });
        charge(ENTRY_FOOTPRINT + text.length());
        return text;
    }

    private Object object(int tag) throws DataCloneException {
        if (++depth > MessageLimits.MAX_DEPTH) {
            throw in.error("The value is nested more than %d deep".formatted(depth - 1));
        }
        Object object =
                switch (tag) {
                    case Tag.OBJECT_REFERENCE -> reference();
                    case Tag.BEGIN_OBJECT -> plainObject();
                    case Tag.BEGIN_DENSE_ARRAY -> denseArray();
                    case Tag.BEGIN_SPARSE_ARRAY -> sparseArray();
                    case Tag.BEGIN_MAP -> map();
                    case Tag.BEGIN_SET -> set();
                    case Tag.DATE -> add(new JsDate(in.nextDouble()));
                    case Tag.TRUE_OBJECT -> add(new JsBoxed(true));
                    case Tag.FALSE_OBJECT -> add(new JsBoxed(false));
                    case Tag.NUMBER_OBJECT -> add(new JsBoxed(in.nextDouble()));
                    case Tag.BIG_INT_OBJECT -> add(new JsBoxed(in.nextBigInt()));
                    case Tag.STRING_OBJECT -> add(new JsBoxed(text(in.nextTag())));
                    case Tag.REG_EXP -> regExp();
                    case Tag.ARRAY_BUFFER -> arrayBuffer(false);
                    case Tag.RESIZABLE_ARRAY_BUFFER -> arrayBuffer(true);
                    case Tag.ERROR -> error();
                    case Tag.HOST_OBJECT -> hostObject();
                    default -> throw in.error("0x%02x is not the tag of a value".formatted(tag));
                };
        depth--;
        return object;
    }

    private <T> T add(T object) throws DataCloneException {
        charge(OBJECT_FOOTPRINT);
        objects.add(object);
        return object;
    }

    private void charge(long bytes) throws DataCloneException {
        footprint += bytes;
        if (footprint > MessageLimits.MAX_FOOTPRINT) {
            throw in.error(
                    "The value would take more than %d MiB of memory"
                            .formatted(MessageLimits.MAX_FOOTPRINT >> 20));
        }
    }

    private Object reference() throws DataCloneException {
        long id = in.nextVarint();
        if (id >= objects.size() || objects.get((int) id) == PENDING) {
            throw in.error("There is no object %d".formatted(id));
        }
        return objects.get((int) id);
    }

    private void requireCount(long counted) throws DataCloneException {
        long declared = in.nextVarint();
        if (declared != counted) {
            throw in.error("%d is declared where %d came".formatted(declared, counted));
        }
    }

    private Map<String, @Nullable Object> plainObject() throws DataCloneException {
        Map<String, @Nullable Object> map = add(new LinkedHashMap<>());
        properties(map, Tag.END_OBJECT);
        requireCount(map.size());
        return map;
    }

    private void properties(Map<String, @Nullable Object> map, int end) throws DataCloneException {
        while (!in.skip(end)) {
            String name = name(key());
            property(map, name, value());
        }
    }

    /** A name that comes twice is an error, as in V8. */
    private void property(Map<String, @Nullable Object> map, String name, @Nullable Object value)
            throws DataCloneException {
        charge(ENTRY_FOOTPRINT);
        int before = map.size();
        map.put(name, value);
        if (map.size() == before) {
            throw in.error("An object has the property '%.40s' twice".formatted(name));
        }
    }

    /** A String or a Number. */
    private Object key() throws DataCloneException {
        Object key = value();
        if (key instanceof String
                || (key instanceof Number && !(key instanceof java.math.BigInteger))) {
            return key;
        }
        throw in.error("The name of a property is no string and no number");
    }

    private static String name(Object key) {
        return key instanceof Number number ? Numbers.text(number.doubleValue()) : (String) key;
    }

    private JsArray denseArray() throws DataCloneException {
        long length = in.nextVarint();
        if (length > in.remaining()) {
            throw in.error("An array of %d elements is longer than what follows".formatted(length));
        }
        JsArray array = add(new JsArray());
        for (long i = 0; i < length; i++) {
            charge(ELEMENT_FOOTPRINT);
            if (in.skip(Tag.THE_HOLE)) {
                array.addHole();
            } else {
                array.add(value());
            }
        }
        int count = 0;
        if (!in.skip(Tag.END_DENSE_ARRAY)) {
            properties(array.properties(), Tag.END_DENSE_ARRAY);
            count = array.properties().size();
        }
        requireCount(count);
        requireCount(length);
        return array;
    }

    /**
     * Also an array without holes comes in this form, when it had some once, or V8 made it from
     * such bytes.
     */
    private Object sparseArray() throws DataCloneException {
        long length = in.nextVarint();
        HoleyArray array = HoleyArray.of(length, in.remaining());
        add(array.array());
        long count = 0;
        while (!in.skip(Tag.END_SPARSE_ARRAY)) {
            Object key = key();
            Object value = value();
            long index =
                    key instanceof Number number
                            ? Numbers.index(number.doubleValue())
                            : Numbers.index((String) key);
            if (index >= 0) {
                element(array, index, value);
            } else {
                property(array.properties(), name(key), value);
            }
            count++;
        }
        requireCount(count);
        requireCount(length);
        return array.array();
    }

    private void element(HoleyArray array, long index, @Nullable Object value)
            throws DataCloneException {
        long holes = array.newHoles(index);
        if (holes < 0 || array.has(index)) {
            throw in.error(
                    "An array has an element at %d twice or beyond its end".formatted(index));
        }
        charge(ENTRY_FOOTPRINT + HOLE_FOOTPRINT * holes);
        array.set(index, value);
    }

    private JsMap map() throws DataCloneException {
        JsMap map = add(new JsMap());
        long count = 0;
        while (!in.skip(Tag.END_MAP)) {
            charge(2 * ENTRY_FOOTPRINT);
            Object key = value();
            map.set(key, value());
            count += 2;
        }
        requireCount(count);
        return map;
    }

    private JsSet set() throws DataCloneException {
        JsSet set = add(new JsSet());
        long count = 0;
        while (!in.skip(Tag.END_SET)) {
            charge(2 * ENTRY_FOOTPRINT);
            set.add(value());
            count++;
        }
        requireCount(count);
        return set;
    }

    private JsRegExp regExp() throws DataCloneException {
        String source = text(in.nextTag());
        long bits = in.nextVarint();
        String flags = RegExpFlags.ofBits(bits);
        if (flags == null) {
            throw in.error("%d are not the flags of a regular expression".formatted(bits));
        }
        return add(new JsRegExp(source, flags));
    }

    private JsArrayBuffer arrayBuffer(boolean resizable) throws DataCloneException {
        long length = in.nextVarint();
        OptionalLong max = resizable ? OptionalLong.of(in.nextVarint()) : OptionalLong.empty();
        if (length > in.remaining() || (resizable && length > max.getAsLong())) {
            throw in.error("A buffer of %d bytes is larger than it can be".formatted(length));
        }
        charge(length);
        return add(new JsArrayBuffer(ByteBuffer.wrap(in.nextBytes((int) length)), max));
    }

    /**
     * A buffer may be followed by a view over it, which is the value then. Node never writes it.
     */
    private Object viewOver(Object object) throws DataCloneException {
        if (!(object instanceof JsArrayBuffer buffer) || !in.skip(Tag.ARRAY_BUFFER_VIEW)) {
            return object;
        }
        int letter = in.next();
        long offset = in.nextVarint();
        long length = in.nextVarint();
        long flags = version >= VERSION_OF_FLAGS ? in.nextVarint() : 0;
        ByteBuffer bytes = buffer.bytes();
        if ((flags & LENGTH_TRACKING) != 0) {
            length = Math.max(0, bytes.remaining() - offset);
        }
        JsValue view = ViewTypes.ofV8(letter, bytes, offset, length);
        if (view == null || (flags != 0 && buffer.maxByteLength().isEmpty())) {
            throw in.error("A view does not fit its buffer");
        }
        return add(view);
    }

    private JsError error() throws DataCloneException {
        JsError error = add(new JsError(JsError.Kind.ERROR));
        for (int tag = in.next(); tag != Tag.ERROR_END; tag = in.next()) {
            switch (tag) {
                case 'E' -> error.setKind(JsError.Kind.EVAL_ERROR);
                case 'R' -> error.setKind(JsError.Kind.RANGE_ERROR);
                case 'F' -> error.setKind(JsError.Kind.REFERENCE_ERROR);
                case 'S' -> error.setKind(JsError.Kind.SYNTAX_ERROR);
                case 'T' -> error.setKind(JsError.Kind.TYPE_ERROR);
                case 'U' -> error.setKind(JsError.Kind.URI_ERROR);
                case Tag.ERROR_MESSAGE -> error.setMessage(text(in.nextTag()));
                case Tag.ERROR_STACK -> error.setStack(text(in.nextTag()));
                case Tag.ERROR_CAUSE -> error.setCause(value());
                default -> throw in.error("0x%02x is not a part of an error".formatted(tag));
            }
        }
        return error;
    }

    /** Something native of the child comes as its properties; it takes two ids. */
    private Object hostObject() throws DataCloneException {
        int id = objects.size();
        add(PENDING);
        Object object = null;
        long form = in.nextVarint();
        if (form == Tag.HOST_VIEW) {
            int type = (int) in.nextVarint();
            int length = in.nextLength();
            charge(length);
            object = ViewTypes.ofNode(type, in.nextBytes(length));
        } else if (form == Tag.HOST_PROPERTIES) {
            object = value();
        }
        if (object == null) {
            throw in.error("An object of Node is of an unknown kind");
        }
        objects.set(id, object);
        return object;
    }
}
