package dev.drover.childprocess.ipc.advanced;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

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
import dev.drover.childprocess.value.SameShape;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** Byte for byte what Node writes. */
final class ValueFormatTest {

    private static final double NAN = Double.NaN;
    private static final double INFINITY = Double.POSITIVE_INFINITY;

    static Stream<Arguments> primitives() {
        BigInteger large = BigInteger.TWO.pow(64);
        return Stream.of(
                arguments("5f", JsUndefined.UNDEFINED),
                arguments("30", null),
                arguments("54", true),
                arguments("46", false),
                arguments("4900", 0),
                arguments("4902", 1),
                arguments("4901", -1),
                arguments("497e", 63),
                arguments("498001", 64),
                arguments("497f", -64),
                arguments("498101", -65),
                arguments("49d804", 300),
                arguments("49feffffff0f", Integer.MAX_VALUE),
                arguments("49ffffffff0f", Integer.MIN_VALUE),
                arguments("4e000000000000e041", 1L << 31),
                arguments("4e0000e0ffffffef41", (1L << 32) - 1),
                arguments("4e000000000000f83f", 1.5),
                arguments("4e0000000000000080", -0.0),
                arguments("4e000000000000f87f", NAN),
                arguments("4e000000000000f07f", INFINITY),
                arguments("4e000000000000f0ff", -INFINITY),
                arguments("4effffffffffff3f43", (1L << 53) - 1),
                arguments("5a00", BigInteger.ZERO),
                arguments("5a100100000000000000", BigInteger.ONE),
                arguments("5a110100000000000000", BigInteger.ONE.negate()),
                arguments("5a10ffffffffffffffff", large.subtract(BigInteger.ONE)),
                arguments("5a2000000000000000000100000000000000", large),
                arguments("5a2100000000000000000100000000000000", large.negate()),
                arguments("2200", ""),
                arguments("2203616263", "abc"),
                arguments("2201e9", "é"),
                arguments("6302ac20", "€"),
                arguments("63046100ac20", "a€"),
                arguments("63043dd800de", "😀"),
                arguments("630200d8", "\ud800"));
    }

    static Stream<Arguments> objects() {
        JsArray named = new JsArray(List.of(1));
        named.properties().put("p", 2);
        JsArray sparse = JsArray.ofHoles(3);
        sparse.set(0, 1);
        sparse.set(2, 3);
        JsMap map = new JsMap();
        map.set("a", 1);
        map.set(Map.of("x", 1), 2);
        return Stream.of(
                arguments("6f7b00", map()),
                arguments("6f22016149027b01", map("a", 1)),
                arguments("6f0063083a043b044e04470449027b01", map("ключ", 1)),
                arguments("6f4902220161490422016222017a49007b03", map("2", "b", "1", "a", "z", 0)),
                arguments("4100240000", List.of()),
                arguments("4103490249044906240003", List.of(1, 2, 3)),
                arguments("41024e000000000000f83f4e0000000000000040240002", List.of(1.5, 2.0)),
                arguments("61034900490249044906400203", sparse),
                arguments("6103400003", JsArray.ofHoles(3)),
                arguments("61ffffffff0f4000ffffffff0f", new JsSparseArray(0xffff_ffffL)),
                arguments("410149022201704904240101", named),
                arguments("440000000000000000", new JsDate(0)),
                arguments("44000000000000f87f", JsDate.INVALID),
                arguments("79", new JsBoxed(true)),
                arguments("78", new JsBoxed(false)),
                arguments("6e0000000000001440", new JsBoxed(5)),
                arguments("7a100500000000000000", new JsBoxed(BigInteger.valueOf(5))),
                arguments("7322026869", new JsBoxed("hi")),
                arguments("52220461622b6303", new JsRegExp("ab+c", "gi")),
                arguments("52220178bf01", new JsRegExp("x", "dgimsuy")),
                arguments("522201788002", new JsRegExp("x", "v")),
                arguments("3b22016149026f22017849027b0149043a04", map),
                arguments("2749022201612c02", new JsSet(List.of(1, "a"))));
    }

    static Stream<Arguments> bytesAndErrors() {
        return Stream.of(
                arguments("420401020304", new JsArrayBuffer(new byte[] {1, 2, 3, 4})),
                arguments(
                        "7e02080000",
                        new JsArrayBuffer(ByteBuffer.allocate(2), OptionalLong.of(8))),
                arguments("5c000a026869", new byte[] {104, 105}),
                arguments("5c000a00", new byte[0]),
                arguments("5c000001ff", view(JsTypedArray.Kind.INT8, -1)),
                arguments("5c0001020102", JsTypedArray.uint8(new byte[] {1, 2})),
                arguments("5c0004023412", view(JsTypedArray.Kind.UINT16, 0x34, 0x12)),
                arguments("5c0003023412", JsTypedArray.of((short) 0x1234)),
                arguments("5c000504ffffffff", JsTypedArray.of(-1)),
                arguments("5c0007040000c03f", JsTypedArray.of(1.5f)),
                arguments("5c000808000000000000f83f", JsTypedArray.of(1.5)),
                arguments("5c000b08ffffffffffffffff", JsTypedArray.of(-1L)),
                arguments("5c000d02003e", view(JsTypedArray.Kind.FLOAT16, 0, 0x3e)),
                arguments("5c00090108", new JsDataView(ByteBuffer.wrap(new byte[] {8}))),
                arguments(
                        "726d2204626f6f6d73220353544b2e", error(JsError.Kind.ERROR, "boom", "STK")),
                arguments("72546d220162732201532e", error(JsError.Kind.TYPE_ERROR, "b", "S")),
                arguments("726d22016f732201536" + "36f22016149027b012e", caused()));
    }

    @ParameterizedTest
    @MethodSource({"primitives", "objects", "bytesAndErrors"})
    void isWrittenAsNodeWritesIt(String hex, @Nullable Object value) {
        assertThat(HexFormat.of().formatHex(ValueSerializer.serialize(value, 0)))
                .isEqualTo("ff0f" + hex);
    }

    @ParameterizedTest
    @MethodSource({"primitives", "objects", "bytesAndErrors"})
    void isReadAsItWas(String hex, @Nullable Object value) throws Exception {
        assertThat(SameShape.of(value, read(hex))).isTrue();
    }

    @Test
    void integersAreReadAsIntegerAndOtherNumbersAsDouble() throws Exception {
        assertThat(read("4902")).isEqualTo(1);
        assertThat(read("5502")).isEqualTo(2);
        assertThat(read("55ffffffff0f")).isEqualTo(4294967295.0);
        assertThat(read("4e000000000000e041")).isEqualTo(2147483648.0);
    }

    /** V8 writes this for every array that it has read itself. */
    @Test
    void anArrayInTheSparseFormWithoutHolesIsAList() throws Exception {
        assertThat(read("610249004922490249244002" + "02")).isEqualTo(List.of(17, 18));
    }

    @Test
    void anObjectThatContainsItselfIsAReference() throws Exception {
        Map<String, @Nullable Object> self = map();
        self.put("me", self);
        assertThat(write(self)).isEqualTo("6f22026d655e007b01");
        Map<?, ?> read = (Map<?, ?>) read("6f22026d655e007b01");
        assertThat(read.get("me")).isSameAs(read);
    }

    @Test
    void anObjectThatIsMetTwiceIsAReference() throws Exception {
        Map<String, @Nullable Object> shared = map("x", 1);
        assertThat(write(List.of(shared, shared))).isEqualTo("41026f22017849027b015e01240002");
        List<?> read = (List<?>) read("41026f22017849027b015e01240002");
        assertThat(read.get(0)).isSameAs(read.get(1));
    }

    @Test
    void emptyConstantsOfTheJdkAreNotTheSameObject() {
        assertThat(write(List.of(List.of(), List.of(), Map.of(), Map.of())))
                .isEqualTo("410441002400004100240000" + "6f7b006f7b00" + "240004");
    }

    private static String write(Object value) {
        return HexFormat.of().formatHex(ValueSerializer.serialize(value, 0)).substring(4);
    }

    static @Nullable Object read(String hex) throws DataCloneException {
        byte[] bytes = HexFormat.of().parseHex("ff0f" + hex);
        return ValueDeserializer.deserialize(bytes, 0, bytes.length);
    }

    private static JsTypedArray view(JsTypedArray.Kind kind, int... bytes) {
        ByteBuffer buffer = ByteBuffer.allocate(bytes.length);
        for (int b : bytes) {
            buffer.put((byte) b);
        }
        return new JsTypedArray(kind, buffer.flip());
    }

    private static JsError error(JsError.Kind kind, String message, String stack) {
        JsError error = new JsError(kind, message);
        error.setStack(stack);
        return error;
    }

    private static JsError caused() {
        JsError error = error(JsError.Kind.ERROR, "o", "S");
        error.setCause(map("a", 1));
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
