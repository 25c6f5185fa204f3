package dev.drover.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drover.protocol.rpc.RpcReply;
import dev.drover.protocol.rpc.RpcRequest;

import org.junit.jupiter.api.Test;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

class AmpDecoderTest {

    /** The ping of spec/pm2.md section 1.3. */
    private static final byte[] PING =
            HexFormat.of()
                    .parseHex(
                            "120000002d6a3a7b2274797065223a2263616c6c222c226d6574686f64223a2270696e67"
                                + "222c2261726773223a5b7b7d5d7d00000006733a70793a30");

    private static final byte[] PONG =
            HexFormat.of()
                    .parseHex(
                            "120000001b6a3a7b2261726773223a5b7b226d7367223a22706f6e67227d5d7d"
                                    + "00000006733a70793a30");

    private static List<AmpFrame> decode(byte[] bytes) throws ProtocolException {
        return new AmpDecoder().feed(ByteBuffer.wrap(bytes));
    }

    @Test
    void capturedPingIsWhatWeSend() {
        assertThat(RpcRequest.encodeCall("ping", List.of(Map.of()), "py:0")).isEqualTo(PING);
    }

    @Test
    void capturedPingIsUnderstood() throws Exception {
        RpcRequest request = RpcRequest.decode(decode(PING).getFirst());
        assertThat(request.body()).isEqualTo(new RpcRequest.Call("ping", List.of(Map.of())));
        assertThat(request.idText()).isEqualTo("py:0");
    }

    @Test
    void capturedPongIsWhatWeAnswer() throws Exception {
        byte[] id = RpcRequest.decode(decode(PING).getFirst()).id();
        assertThat(RpcReply.Success.of(Map.of("msg", "pong")).encode(id)).isEqualTo(PONG);
    }

    @Test
    void framesAreFoundWhereverTheBytesAreSplit() throws Exception {
        byte[] two = new byte[PING.length + PONG.length];
        System.arraycopy(PING, 0, two, 0, PING.length);
        System.arraycopy(PONG, 0, two, PING.length, PONG.length);
        for (int split = 0; split <= two.length; split++) {
            AmpDecoder decoder = new AmpDecoder();
            List<AmpFrame> frames = new ArrayList<>(decoder.feed(ByteBuffer.wrap(two, 0, split)));
            frames.addAll(decoder.feed(ByteBuffer.wrap(two, split, two.length - split)));
            assertThat(frames).hasSize(2);
            assertThat(frames.get(0).encode()).isEqualTo(PING);
            assertThat(frames.get(1).encode()).isEqualTo(PONG);
            assertThat(decoder.isMidFrame()).isFalse();
        }
    }

    @Test
    void framesAreFoundWhenBytesComeOneByOne() throws Exception {
        AmpDecoder decoder = new AmpDecoder();
        int found = 0;
        for (byte b : PING) {
            found += decoder.feed(ByteBuffer.wrap(new byte[] {b})).size();
        }
        assertThat(found).isEqualTo(1);
    }

    @Test
    void frameWithoutArgumentsDoesNotDisturbTheNextOne() throws Exception {
        byte[] bytes = new byte[1 + PING.length];
        bytes[0] = 0x10;
        System.arraycopy(PING, 0, bytes, 1, PING.length);
        List<AmpFrame> frames = decode(bytes);
        assertThat(frames).hasSize(2);
        assertThat(frames.get(0).arguments()).isEmpty();
        assertThat(frames.get(1).encode()).isEqualTo(PING);
    }

    @Test
    void emptyArgumentDoesNotDisturbTheNextFrame() throws Exception {
        AmpFrame empty = new AmpFrame(List.of(new byte[0], "s:x".getBytes(), new byte[0]));
        AmpDecoder decoder = new AmpDecoder();
        List<AmpFrame> frames = new ArrayList<>(decoder.feed(ByteBuffer.wrap(empty.encode())));
        frames.addAll(decoder.feed(ByteBuffer.wrap(PING)));
        assertThat(frames).hasSize(2);
        assertThat(frames.get(0).arguments()).hasSize(3);
    }

    @Test
    void oversizedFrameIsRefusedAtItsHeader() {
        byte[] header = {0x12, (byte) 0xff, (byte) 0xff, (byte) 0xff, (byte) 0xff};
        assertThatThrownBy(() -> decode(header))
                .isInstanceOf(ProtocolException.class)
                .hasMessageContaining("4294967300");
    }

    @Test
    void foreignVersionIsRefused() {
        assertThatThrownBy(() -> decode("GET / HTTP/1.1\r\n\r\n".getBytes()))
                .isInstanceOf(ProtocolException.class);
    }

    @Test
    void typedArgumentsComeBackAsTheyWere() throws Exception {
        AxonMessage message =
                AxonMessage.of(
                        new AmpArgument.Text("log:out"),
                        new AmpArgument.JsonValue(Map.of("€", List.of(1, true, "ü"))),
                        new AmpArgument.Blob(new byte[] {1, 2, 3}));
        assertThat(AxonMessage.decode(decode(message.encode()).getFirst())).isEqualTo(message);
    }
}
