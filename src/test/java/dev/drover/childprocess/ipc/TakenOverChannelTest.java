package dev.drover.childprocess.ipc;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/** What a channel does that another process had before, or may have after this one. */
final class TakenOverChannelTest {

    private final JsonFraming framing = new JsonFraming();
    private final RecordingReceiver receiver = new RecordingReceiver();

    private void decode(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        framing.decode(bytes, 0, bytes.length, receiver);
    }

    @Test
    void onlyWholeMessagesAreTaken() {
        byte[] bytes = "{\"a\":1}\n{\"b\":2}\n{\"c\"".getBytes(StandardCharsets.UTF_8);
        assertThat(framing.whole(bytes, bytes.length)).isEqualTo(16);
        assertThat(framing.whole(bytes, 5)).isZero();
    }

    @Test
    void theRestOfATornMessageDoesNotEndIt() {
        framing.resume();
        decode("{\"x\":[1,\n{\"n\":1}\n");
        assertThat(receiver.messages).hasSize(1);
        assertThat(receiver.messages.getFirst()).isInstanceOf(Map.class);
        assertThat(receiver.errors).containsExactly("ERR_IPC_INVALID_JSON");
        assertThat(receiver.broken).isFalse();
    }

    @Test
    void aTornMessageLaterEndsItAllTheSame() {
        framing.resume();
        decode("{\"n\":1}\n{\"x\":[1,\n{\"n\":2}\n");
        assertThat(receiver.messages).hasSize(1);
        assertThat(receiver.broken).isTrue();
    }
}
