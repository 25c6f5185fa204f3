package dev.drover.childprocess.ipc.advanced;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drover.childprocess.value.JsArray;
import dev.drover.childprocess.value.JsDataView;
import dev.drover.childprocess.value.JsError;
import dev.drover.childprocess.value.JsTypedArray;
import dev.drover.childprocess.value.SameShape;
import dev.drover.childprocess.value.Samples;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** What is refused, what is taken although Node never writes it, and what it may cost. */
final class MalformedValueTest {

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            textBlock =
                    """
                    nothing after the header,                  ''
                    unknown tag,                               69
                    second header,                             ff0f30
                    string longer than what follows,           2205616263
                    string of 2 GB,                            22ffffffff07
                    half a character,                          6303616263
                    truncated double,                          4e0000
                    BigInt with half a digit,                  5a080100000000
                    BigInt that is a negative zero,            5a01
                    BigInt that is a long negative zero,       5a110000000000000000
                    BigInt of 2 GB,                            5affffffff0f
                    object without end,                        6f220161
                    object with a wrong count,                 6f22016149027b02
                    object with a name twice,                  6f2201614902220161490 47b02
                    object with a name twice counted once,     6f22016149022201614904 7b01
                    object with null as name,                  6f3049027b01
                    object with a BigInt as name,              6f5a0049027b01
                    object with an object as name,             6f6f7b0049027b01
                    array longer than what follows,            41ffffffff0f
                    array with a wrong property count,         4100240100
                    array with a wrong length,                 4100240001
                    sparse array with an element twice,        6103490049024900490440020 3
                    sparse array with a wrong length,          6103400002
                    map with half an entry,                    3b22016149023a01
                    map with an odd count,                     3b2201613a01
                    set with a wrong count,                    2749022c02
                    hole at the top,                           2d
                    end tag at the top,                        7b00
                    reference to nothing,                      5e00
                    reference of the far future,               5effffffff0f
                    buffer longer than what follows,           4205010203
                    resizable buffer above its maximum,        7e0201 0000
                    RegExp with V8's linear flag,              522201784 0
                    RegExp with unknown flags,                 52220178 8004
                    RegExp with u and v,                       52220178 9002
                    RegExp without a string,                   524902 00
                    wrapper of String without a string,        734902
                    view out of range,                         42040102030456 42020300
                    view that is not aligned,                  42040102030456570102 00
                    view of an unknown kind,                   42040102030456 780001 00
                    view with the flags of another buffer,     42040102030456 42000001
                    transferred buffer,                        7400
                    shared buffer,                             7500
                    error with an unknown part,                7278
                    error without end,                         726d220161
                    host object of an unknown form,            5c02
                    host object of an unknown type,            5c000e00
                    host object longer than what follows,      5c000a05 0102
                    host object that is only itself,           5c015e00
                    """)
    void isRefused(String what, String hex) {
        assertThatThrownBy(() -> ValueFormatTest.read(hex.replace(" ", "")))
                .isInstanceOf(DataCloneException.class)
                .hasMessageContaining(" at byte ");
    }

    @ParameterizedTest
    @CsvSource({"''", "ff", "00ff0f30", "ff0c30", "ff1030", "30", "ffff"})
    void headerOfAnotherVersionIsRefused(String hex) {
        byte[] bytes = HexFormat.of().parseHex(hex);
        assertThatThrownBy(() -> ValueDeserializer.deserialize(bytes, 0, bytes.length))
                .isInstanceOf(DataCloneException.class);
    }

    @ParameterizedTest
    @CsvSource({"ff0d4902", "ff0e4902", "ff0f4902", "ff0f0000004902", "ff0f3f074902", "ff0f490277"})
    void whatNodeTakesIsTaken(String hex) throws Exception {
        byte[] bytes = HexFormat.of().parseHex(hex);
        assertThat(ValueDeserializer.deserialize(bytes, 0, bytes.length)).isEqualTo(1);
    }

    @Test
    void formsThatNodeNeverWritesAreRead() throws Exception {
        assertThat(ValueFormatTest.read("5302c3a9")).isEqualTo("é");
        assertThat(ValueFormatTest.read("5301ff")).isEqualTo("\ufffd");
        assertThat(ValueFormatTest.read("2283808080808000616263")).isEqualTo("abc");
        assertThat(ValueFormatTest.read("5a2001000000000000000000000000000000"))
                .isEqualTo(BigInteger.ONE);
        assertThat(ValueFormatTest.read("6f4e000000000000f83f49027b01"))
                .isEqualTo(Map.of("1.5", 1));
        assertThat(ValueFormatTest.read("4204010203045642010200"))
                .isEqualTo(JsTypedArray.uint8(new byte[] {2, 3}));
        assertThat(ValueFormatTest.read("420401020304563f010100"))
                .isEqualTo(new JsDataView(ByteBuffer.wrap(new byte[] {2})));
        assertThat(ValueFormatTest.read("5c000403010203"))
                .isEqualTo(
                        new JsTypedArray(
                                JsTypedArray.Kind.UINT16, ByteBuffer.wrap(new byte[] {1, 2})));
        assertThat(ValueFormatTest.read("5c016f22016149027b01")).isEqualTo(Map.of("a", 1));
        JsArray hole = (JsArray) ValueFormatTest.read("41022d4902240002");
        assertThat(hole.isHole(0)).isTrue();
        assertThat(hole.get(1)).isEqualTo(1);
    }

    @Test
    void partsOfAnErrorAreReadInEveryOrder() throws Exception {
        String message = "6d22016f";
        String stack = "73220153";
        String cause = "63220163";
        for (String parts :
                List.of(
                        "54" + message + stack + cause,
                        "54" + message + cause + stack,
                        cause + stack + message + "54")) {
            JsError error = (JsError) ValueFormatTest.read("72" + parts + "2e");
            assertThat(error.stack()).contains("S");
            assertThat(error.message()).contains("o");
            assertThat(error.cause()).isEqualTo("c");
            assertThat(error.kind()).isEqualTo(JsError.Kind.TYPE_ERROR);
        }
    }

    @Test
    void anErrorCanBeItsOwnCause() throws Exception {
        JsError error = (JsError) ValueFormatTest.read("72635e002e");
        assertThat(error.cause()).isSameAs(error);
    }

    @Test
    void everyPrefixOfEverySampleIsRefused() {
        Samples.all()
                .forEach(
                        (name, value) -> {
                            byte[] bytes = ValueSerializer.serialize(value, 0);
                            for (int end = 0; end < Math.min(bytes.length, 2000); end++) {
                                int length = end;
                                assertThatThrownBy(
                                                () ->
                                                        ValueDeserializer.deserialize(
                                                                bytes, 0, length))
                                        .as("%s cut at %d", name, end)
                                        .isInstanceOf(DataCloneException.class);
                            }
                        });
    }

    @Test
    void nestingIsLimitedBothWays() throws Exception {
        List<Object> deep = nested(ValueSerializer.MAX_DEPTH);
        byte[] bytes = ValueSerializer.serialize(deep, 0);
        assertThat(SameShape.of(deep, ValueDeserializer.deserialize(bytes, 0, bytes.length)))
                .isTrue();
        assertThatThrownBy(() -> ValueSerializer.serialize(nested(1001), 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("1000 deep");
        byte[] hostile = new byte[10_000_000];
        Arrays.fill(hostile, (byte) ';');
        hostile[0] = (byte) 0xff;
        hostile[1] = 15;
        assertThatThrownBy(() -> ValueDeserializer.deserialize(hostile, 0, hostile.length))
                .isInstanceOf(DataCloneException.class)
                .hasMessageContaining("1000 deep");
    }

    private static List<Object> nested(int depth) {
        List<Object> outer = new ArrayList<>();
        List<Object> inner = outer;
        for (int i = 1; i < depth; i++) {
            List<Object> next = new ArrayList<>();
            inner.add(next);
            inner = next;
        }
        return outer;
    }

    @Test
    void manySmallObjectsAreRefusedBeforeTheyFillTheMemory() {
        byte[] bytes = new byte[16 << 20];
        for (int i = 2; i + 3 <= bytes.length; i += 3) {
            bytes[i] = 'o';
            bytes[i + 1] = '{';
        }
        bytes[0] = (byte) 0xff;
        bytes[1] = 15;
        bytes[2] = '\'';
        bytes[3] = 0;
        bytes[4] = 0;
        assertThatThrownBy(() -> ValueDeserializer.deserialize(bytes, 0, bytes.length))
                .isInstanceOf(DataCloneException.class)
                .hasMessageContaining((MessageLimits.MAX_FOOTPRINT >> 20) + " MiB");
    }
}
