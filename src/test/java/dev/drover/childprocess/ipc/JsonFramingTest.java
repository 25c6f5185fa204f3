package dev.drover.childprocess.ipc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.childprocess.IpcException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class JsonFramingTest {

    private final JsonFraming framing = new JsonFraming();
    private final List<@Nullable Object> messages = new ArrayList<>();
    private final List<String> errors = new ArrayList<>();
    private final Framing.Receiver receiver =
            new Framing.Receiver() {
                @Override
                public void received(@Nullable Object message) {
                    messages.add(message);
                }

                @Override
                public void failed(IpcException error) {
                    errors.add(error.code());
                }
            };

    @Test
    void messageSplitAtEveryByteIsOneMessage() {
        for (byte b : utf8("{\"k\":\"é😀\"}\n[1,2]\n")) {
            framing.decode(new byte[] {b}, 0, 1, receiver);
        }
        assertThat(messages).isEqualTo(List.of(Map.of("k", "é😀"), List.of(1, 2)));
        assertThat(errors).isEmpty();
    }

    @Test
    void severalMessagesInOneReadKeepTheirOrder() {
        decode("1\n\"two\"\nnull\n3");
        assertThat(messages).isEqualTo(Arrays.asList(1, "two", null));
        decode("0\n");
        assertThat(messages).isEqualTo(Arrays.asList(1, "two", null, 30));
    }

    @Test
    void brokenLinesAreReportedAndTheNextIsRead() {
        decode("nope\n\n1 2\n{\"a\":\n[1\n7\n");
        assertThat(messages).isEqualTo(List.of(7));
        assertThat(errors).hasSize(5).containsOnly("ERR_IPC_INVALID_JSON");
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
    void messageAboveTheLimitIsDroppedOnceAndTheNextIsRead() {
        byte[] chunk = new byte[1 << 20];
        Arrays.fill(chunk, (byte) 'x');
        for (int i = 0; i < 70; i++) {
            framing.decode(chunk, 0, chunk.length, receiver);
        }
        decode("\n8\n");
        assertThat(errors).isEqualTo(List.of("ERR_IPC_MESSAGE_TOO_LARGE"));
        assertThat(messages).isEqualTo(List.of(8));
    }

    @Test
    void nestingAboveTheLimitIsRefused() {
        decode("[".repeat(100_000) + "]".repeat(100_000) + "\n9\n");
        assertThat(errors).isEqualTo(List.of("ERR_IPC_INVALID_JSON"));
        assertThat(messages).isEqualTo(List.of(9));
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

    private void decode(String text) {
        byte[] bytes = utf8(text);
        framing.decode(bytes, 0, bytes.length, receiver);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
