package dev.drover.childprocess.ipc;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

final class AdvancedFramingTest {

    private final AdvancedFraming framing = new AdvancedFraming();
    private final RecordingReceiver receiver = new RecordingReceiver();

    @Test
    void framesAreAsNodeWritesThem() {
        assertThat(hex(framing.encode("hi"))).isEqualTo("00000006ff0f22026869");
        assertThat(hex(framing.encode(Map.of("a", 1)))).isEqualTo("0000000aff0f6f22016149027b01");
        assertThat(hex(framing.encode(new byte[] {104, 105})))
                .isEqualTo("00000008ff0f5c000a026869");
        assertThat(hex(framing.encode(Map.of("cmd", "NODE_HANDLE_ACK"))))
                .isEqualTo("0000001bff0f6f2203636d64220f4e4f44455f48414e444c455f41434b7b01");
    }

    @Test
    void frameSplitAtEveryByteIsOneMessage() {
        byte[] frames = frames(Map.of("k", "é😀"), List.of(1, 2), "x".repeat(10_000));
        for (byte b : frames) {
            framing.decode(new byte[] {b}, 0, 1, receiver);
        }
        assertThat(receiver.messages)
                .isEqualTo(List.of(Map.of("k", "é😀"), List.of(1, 2), "x".repeat(10_000)));
        assertThat(receiver.errors).isEmpty();
    }

    @Test
    void twoReadsOfEverySizeAreTheSameMessages() {
        byte[] frames = frames("one", 2, List.of(3));
        for (int cut = 0; cut <= frames.length; cut++) {
            receiver.messages.clear();
            framing.decode(frames, 0, cut, receiver);
            framing.decode(frames, cut, frames.length - cut, receiver);
            assertThat(receiver.messages).isEqualTo(List.of("one", 2, List.of(3)));
        }
    }

    @Test
    void severalFramesInOneReadKeepTheirOrder() {
        byte[] frames = frames("one", 2, null);
        byte[] inTheMiddle = new byte[frames.length + 7];
        System.arraycopy(frames, 0, inTheMiddle, 3, frames.length);
        framing.decode(inTheMiddle, 3, frames.length, receiver);
        assertThat(receiver.messages).isEqualTo(Arrays.asList("one", 2, null));
    }

    @ParameterizedTest
    @ValueSource(strings = {"00000000", "00000003ff0f5a", "00000002ff10", "00000004ff0f227f"})
    void frameThatHoldsNoValueEndsTheChannel(String frame) {
        decode("00000004ff0f4902" + frame + "00000004ff0f4904");
        decode("00000004ff0f4906");
        assertThat(receiver.errors).isEqualTo(List.of("ERR_IPC_INVALID_ADVANCED"));
        assertThat(receiver.messages).isEqualTo(List.of(1));
        assertThat(receiver.broken).isTrue();
    }

    @Test
    void bytesAfterTheValueAreIgnored() {
        decode("00000006ff0f49020102");
        assertThat(receiver.messages).isEqualTo(List.of(1));
    }

    @Test
    void lengthAboveTheLimitEndsTheChannel() {
        decode("00000004ff0f4902" + "7fffffff" + "00000004ff0f4902");
        decode("00000004ff0f4902");
        assertThat(receiver.messages).isEqualTo(List.of(1));
        assertThat(receiver.errors).isEqualTo(List.of("ERR_IPC_MESSAGE_TOO_LARGE"));
        assertThat(receiver.broken).isTrue();
    }

    @Test
    void lengthIsUnsigned() {
        for (byte b : HexFormat.of().parseHex("ffffffff01")) {
            framing.decode(new byte[] {b}, 0, 1, receiver);
        }
        assertThat(receiver.errors).isEqualTo(List.of("ERR_IPC_MESSAGE_TOO_LARGE"));
    }

    private void decode(String hex) {
        byte[] bytes = HexFormat.of().parseHex(hex);
        framing.decode(bytes, 0, bytes.length, receiver);
    }

    private byte[] frames(Object... messages) {
        ByteArrayOutputStream frames = new ByteArrayOutputStream();
        for (Object message : messages) {
            frames.writeBytes(framing.encode(message));
        }
        return frames.toByteArray();
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
