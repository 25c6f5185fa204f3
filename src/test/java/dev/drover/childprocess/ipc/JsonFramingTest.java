package dev.drover.childprocess.ipc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drover.childprocess.ipc.advanced.MessageLimits;
import dev.drover.childprocess.value.JsBoxed;
import dev.drover.childprocess.value.JsDate;
import dev.drover.childprocess.value.JsError;
import dev.drover.childprocess.value.JsMap;
import dev.drover.childprocess.value.JsRegExp;
import dev.drover.childprocess.value.JsSet;
import dev.drover.childprocess.value.JsSparseArray;
import dev.drover.childprocess.value.JsTypedArray;
import dev.drover.childprocess.value.JsUndefined;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

final class JsonFramingTest {

    private final JsonFraming framing = new JsonFraming();
    private final RecordingReceiver receiver = new RecordingReceiver();
    private final List<@Nullable Object> messages = receiver.messages;
    private final List<String> errors = receiver.errors;

    @Test
    void messageSplitAtEveryByteIsOneMessage() {
        for (byte b : utf8("{\"k\":\"é😀\"}\n[1,2]\n")) {
            framing.decode(new byte[] {b}, 0, 1, receiver);
        }
        assertThat(messages).isEqualTo(List.of(Map.of("k", "é😀"), List.of(1, 2)));
        assertThat(errors).isEmpty();
    }

    @Test
    void numbersAreWrittenAsStringifyDoes() {
        List<Double> numbers =
                List.of(5.0, -0.0, 0.1, 1e-4, 1e-7, 1e7, 1e20, 1e21, -1.5e300, 5e-324, 1234567.25);
        assertThat(new String(framing.encode(numbers), StandardCharsets.UTF_8))
                .isEqualTo(
                        "[5,0,0.1,0.0001,1e-7,10000000,100000000000000000000,1e+21,-1.5e+300,5e-324,1234567.25]\n");
    }

    @Test
    void severalMessagesInOneReadKeepTheirOrder() {
        decode("1\n\"two\"\nnull\n3");
        assertThat(messages).isEqualTo(Arrays.asList(1, "two", null));
        decode("0\n");
        assertThat(messages).isEqualTo(Arrays.asList(1, "two", null, 30));
    }

    @Test
    void halfCharactersAreReadInNamesAndTexts() {
        decode("{\"\\ud800\":\"\\udc00\",\"é\\udbffx\\\\ud800\":\"\\ud83d\\ude00\"}\n7\n");
        char high = 0xd800;
        char low = 0xdc00;
        char last = 0xdbff;
        assertThat(messages)
                .isEqualTo(
                        List.of(
                                Map.of(
                                        String.valueOf(high),
                                        String.valueOf(low),
                                        "é" + last + "x\\ud800",
                                        "😀"),
                                7));
        assertThat(errors).isEmpty();
    }

    @Test
    void whatIsNoUtf8IsReplacedAsNodeDoes() {
        byte[] line = utf8("\"___é\"\n");
        line[1] = (byte) 0xed;
        line[2] = (byte) 0xa0;
        line[3] = (byte) 0x80;
        framing.decode(line, 0, line.length, receiver);
        assertThat(messages).isEqualTo(List.of("\ufffd\ufffd\ufffdé"));
    }

    @Test
    void negativeZeroIsReadAsJavaScriptDoes() {
        decode("[-0,0,-1]\n");
        assertThat(messages).isEqualTo(List.of(List.of(-0.0, 0, -1)));
    }

    /** IP-27 */
    @Test
    void linesThatDoNotBeginAsJsonAreReportedAndTheNextIsRead() {
        decode("garbage\n\n}\n  \nListening on :80\n7\n");
        assertThat(messages).isEqualTo(List.of(7));
        assertThat(errors).hasSize(5).containsOnly("ERR_IPC_INVALID_JSON");
        assertThat(receiver.broken).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1 2", "{\"a\":", "[1", "\"abc", "[nope]", "{\"a\":1} x", "{\"a\" 1}"})
    void aBrokenMessageEndsTheChannelAndNothingAfterItIsRead(String line) {
        decode("6\n" + line + "\n7\n");
        decode("8\n");
        assertThat(messages).isEqualTo(List.of(6));
        assertThat(errors).isEqualTo(List.of("ERR_IPC_INVALID_JSON"));
        assertThat(receiver.broken).isTrue();
    }

    @Test
    void aMessageThatWouldTakeTooMuchMemoryEndsTheChannel() {
        long empties = MessageLimits.MAX_FOOTPRINT / 100;
        decode("[");
        byte[] part = utf8("[],".repeat(100_000));
        for (long i = 0; i < empties && errors.isEmpty(); i += 100_000) {
            framing.decode(part, 0, part.length, receiver);
        }
        decode("0]\n9\n");
        assertThat(messages).isEmpty();
        assertThat(errors).hasSize(1);
        assertThat(receiver.broken).isTrue();
    }

    @Test
    void carriageReturnBeforeTheNewlineIsHarmless() {
        decode("5\r\n");
        assertThat(messages).isEqualTo(List.of(5));
    }

    @Test
    void invalidUtf8BecomesTheReplacementCharacter() {
        byte[] bytes = {'"', (byte) 0xff, '"', '\n'};
        framing.decode(bytes, 0, bytes.length, receiver);
        assertThat(messages).isEqualTo(List.of("\ufffd"));
    }

    @Test
    void lineThatLooksLikeAnotherEncodingIsNoMessage() {
        for (String line : List.of("7\0\n", "\0007\n", "\0\0\0007\n", "7\0\0\0\n")) {
            new JsonFraming().decode(utf8(line), 0, line.length(), receiver);
        }
        assertThat(messages).isEmpty();
        assertThat(errors).hasSize(4).containsOnly("ERR_IPC_INVALID_JSON");
    }

    @Test
    void longTextComesWhole() {
        String text = "x".repeat(100_000);
        decode("{\"ascii\":\"" + text + "\",\"more\":\"" + text + "é\"}\n");
        decode("{\"ascii\":\"" + text + "\"}\n");
        assertThat(messages)
                .isEqualTo(
                        List.of(Map.of("ascii", text, "more", text + "é"), Map.of("ascii", text)));
    }

    @Test
    void messageAboveTheLimitEndsTheChannel() {
        byte[] chunk = new byte[1 << 20];
        Arrays.fill(chunk, (byte) 'x');
        for (int i = 0; i <= MessageLimits.MAX_BYTES >> 20; i++) {
            framing.decode(chunk, 0, chunk.length, receiver);
        }
        decode("\n8\n");
        assertThat(errors).isEqualTo(List.of("ERR_IPC_MESSAGE_TOO_LARGE"));
        assertThat(messages).isEmpty();
        assertThat(receiver.broken).isTrue();
    }

    @Test
    void nestingAboveTheLimitEndsTheChannel() {
        decode("[".repeat(100_000) + "]".repeat(100_000) + "\n9\n");
        assertThat(errors).isEqualTo(List.of("ERR_IPC_INVALID_JSON"));
        assertThat(messages).isEmpty();
        assertThat(receiver.broken).isTrue();
    }

    @Test
    void loneSurrogatesAndControlCharactersAreEscaped() {
        assertThat(framing.encode("\ud800\u0001\n😀\u2028"))
                .isEqualTo(utf8("\"\\ud800\\u0001\\n😀\u2028\"\n"));
    }

    @Test
    void encodedMessageIsOneLine() {
        assertThat(framing.encode(Map.of("a", List.of(1, true, "x\ny"))))
                .isEqualTo(utf8("{\"a\":[1,true,\"x\\ny\"]}\n"));
    }

    /** IP-13 */
    @Test
    void whatJsonHasNoWordForBecomesWhatStringifyMakesOfIt() {
        Map<String, @Nullable Object> message = new LinkedHashMap<>();
        message.put("d", new JsDate(0));
        message.put("i", Instant.parse("2026-01-02T03:04:05.678912Z"));
        message.put("invalid", JsDate.INVALID);
        message.put("m", new JsMap(Map.of(1, 2)));
        message.put("s", new JsSet(List.of(1)));
        message.put("b", new byte[] {1, -1});
        message.put("bb", ByteBuffer.wrap(new byte[] {9, 2}, 1, 1));
        message.put("u", JsUndefined.UNDEFINED);
        message.put("n", Arrays.asList(Double.NaN, Double.NEGATIVE_INFINITY, -0.0));
        message.put("t", JsTypedArray.of((short) 5, (short) -6));
        message.put("r", new JsRegExp("x", "g"));
        message.put("e", new JsError(JsError.Kind.ERROR, "boom"));
        message.put("o", List.of(new JsBoxed(true), new JsBoxed("x"), JsUndefined.UNDEFINED));
        JsSparseArray holes = new JsSparseArray(3);
        holes.set(1, "x");
        message.put("h", holes);
        assertThat(new String(framing.encode(message), StandardCharsets.UTF_8))
                .isEqualTo(
                        "{\"d\":\"1970-01-01T00:00:00.000Z\",\"i\":\"2026-01-02T03:04:05.678Z\","
                                + "\"invalid\":null,\"m\":{},\"s\":{},"
                                + "\"b\":{\"type\":\"Buffer\",\"data\":[1,255]},"
                                + "\"bb\":{\"type\":\"Buffer\",\"data\":[2]},"
                                + "\"n\":[null,null,0],\"t\":{\"0\":5,\"1\":-6},\"r\":{},\"e\":{},"
                                + "\"o\":[true,\"x\",null],\"h\":[null,\"x\",null]}\n");
    }

    /** IP-08, IP-11 */
    @Test
    void undefinedCyclesAndFunctionsAreRefused() {
        Map<String, Object> itself = new LinkedHashMap<>();
        itself.put("me", itself);
        Runnable function = () -> {};
        assertThatThrownBy(() -> framing.encode(JsUndefined.UNDEFINED))
                .hasMessage("The \"message\" argument must be specified");
        for (Object refused : List.of(itself, List.of(function), new JsSparseArray(1 << 30))) {
            assertThatThrownBy(() -> framing.encode(refused))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith("A message");
        }
    }

    private void decode(String text) {
        byte[] bytes = utf8(text);
        framing.decode(bytes, 0, bytes.length, receiver);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
