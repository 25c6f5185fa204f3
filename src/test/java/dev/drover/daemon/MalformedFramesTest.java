package dev.drover.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.domain.Home;
import dev.drover.protocol.AmpFrame;
import dev.drover.protocol.rpc.RpcReply;
import dev.drover.protocol.rpc.RpcRequest;
import dev.drover.testing.NearTheRoot;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/** What crashed PM2's daemon (spec/faults.md section 2) costs at most the connection it came by. */
@Timeout(value = 180, unit = TimeUnit.SECONDS)
class MalformedFramesTest {

    @TempDir(factory = NearTheRoot.class)
    private Path folder;

    private Home home;
    private Daemon daemon;

    @BeforeEach
    void openDaemon() throws Exception {
        home = new Home(folder.resolve("h"));
        daemon = Daemon.open(home, DaemonOptions.DEFAULT);
    }

    @AfterEach
    void closeDaemon() throws Exception {
        try (RawClient client = new RawClient(home.rpcSocket())) {
            assertThat(client.answersPing()).isTrue();
        }
        daemon.close();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private RpcReply answer(AmpFrame frame) throws Exception {
        try (RawClient client = new RawClient(home.rpcSocket())) {
            client.send(frame.encode());
            return RpcReply.decode(client.next().orElseThrow()).reply();
        }
    }

    private RpcReply answerToBody(String body) throws Exception {
        return answer(new AmpFrame(List.of(utf8(body), utf8("s:x:1"))));
    }

    private Optional<AmpFrame> afterSending(byte[] bytes) throws Exception {
        try (RawClient client = new RawClient(home.rpcSocket())) {
            client.send(bytes);
            return client.next();
        }
    }

    private RpcReply call(String method, Object... args) throws Exception {
        try (RawClient client = new RawClient(home.rpcSocket())) {
            return client.call(method, Arrays.asList(args));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "j:{not json",
                "j:",
                "j:null",
                "j:5",
                "j:[]",
                "s:text",
                "blob",
                "",
                "j:{}",
                "j:{\"type\":\"call\",\"method\":7,\"args\":[]}",
                "j:{\"type\":\"call\",\"method\":\"ping\"}",
                "j:{\"type\":\"call\",\"method\":\"ping\",\"args\":\"text\"}",
                "j:{\"type\":\"call\",\"method\":\"ping\",\"args\":{\"0\":1}}",
                "j:{\"type\":\"call\",\"method\":\"ping\",\"args\":[]}"
            })
    void bodyThatIsNoCallIsAnsweredWithAnError(String body) throws Exception {
        assertThat(answerToBody(body)).isInstanceOf(RpcReply.Failure.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "hasOwnProperty",
                "__proto__",
                "constructor",
                "toString",
                "nope",
                "drover:nope"
            })
    void unknownMethodIsAnsweredInPm2sWords(String method) throws Exception {
        assertThat(call(method, Map.of()))
                .isEqualTo(new RpcReply.Failure("method \"" + method + "\" does not exist"));
    }

    @Test
    void methodNameOfAMegabyteIsAnswered() throws Exception {
        assertThat(call("x".repeat(1 << 20), Map.of())).isInstanceOf(RpcReply.Failure.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "startProcessId",
                "stopProcessId",
                "restartProcessId",
                "reloadProcessId",
                "softReloadProcessId",
                "deleteProcessId",
                "duplicateProcessId",
                "resetMetaProcessId",
                "sendLineToStdin",
                "sendDataToProcessId",
                "msgProcess",
                "sendSignalToProcessId",
                "sendSignalToProcessName",
                "notifyByProcessId",
                "monitor",
                "unmonitor",
                "prepare",
                "drover:killTree",
                "drover:sendMessage",
                "drover:logTail",
                "drover:logWindow",
                "drover:logSearch",
                "drover:runs",
                "drover:signalActions",
                "drover:figures"
            })
    void argumentOfTheWrongShapeIsAnsweredWithAnError(String method) throws Exception {
        for (Object argument :
                Arrays.asList(null, Map.of(), List.of(), "constructor", true, 1e300, -1)) {
            assertThat(call(method, argument))
                    .as("%s(%s)", method, argument)
                    .isInstanceOf(RpcReply.Failure.class);
        }
        assertThat(call(method)).isInstanceOf(RpcReply.Failure.class);
    }

    @Test
    void unknownIdsAreAnsweredInPm2sWords() throws Exception {
        assertThat(call("startProcessId", 99)).isEqualTo(new RpcReply.Failure("99 id unknown"));
        assertThat(call("stopProcessId", "77")).isEqualTo(new RpcReply.Failure("77 : id unknown"));
        assertThat(call("restartProcessId", Map.of("id", 5, "env", Map.of())))
                .isEqualTo(new RpcReply.Failure("God db process id unknown"));
        assertThat(call("restartProcessId", Map.of()))
                .isEqualTo(new RpcReply.Failure("opts.id not passed to restartProcessId"));
        assertThat(call("reloadProcessId", Map.of("id", 5)))
                .isEqualTo(new RpcReply.Failure("PM2 ID unknown"));
        assertThat(call("softReloadProcessId", Map.of("id", 44)))
                .isEqualTo(new RpcReply.Failure("pm_id 44 not available in 44"));
        assertThat(call("sendLineToStdin", Map.of("pm_id", 7, "line", "x")))
                .isEqualTo(new RpcReply.Failure("Process with ID <7> unknown."));
        assertThat(call("sendSignalToProcessName", Map.of("signal", "SIGHUP", "process_name", "x")))
                .isEqualTo(new RpcReply.Failure("Unknown process name"));
        assertThat(call("msgProcess", Map.of("name", "x", "msg", "y")))
                .isEqualTo(RpcReply.Success.of(Map.of("process_count", 0, "success", true)));
    }

    @Test
    void frameWithoutAnIdEndsItsConnection() throws Exception {
        assertThat(afterSending(new byte[] {0x10})).isEmpty();
        assertThat(afterSending(new AmpFrame(List.of(utf8("j:{}"))).encode())).isEmpty();
    }

    @Test
    void fifteenArgumentsAreAnsweredToTheLast() throws Exception {
        List<byte[]> arguments = Collections.nCopies(15, utf8("s:7:0"));
        assertThat(answer(new AmpFrame(arguments))).isInstanceOf(RpcReply.Failure.class);
    }

    /** S33: each gets its own answer, whatever its id. */
    @Test
    void requestsWithTheSameIdAreAllAnswered() throws Exception {
        try (RawClient client = new RawClient(home.rpcSocket())) {
            for (int i = 0; i < 5; i++) {
                client.send(RpcRequest.encodeCall("ping", List.of(Map.of()), "same"));
            }
            for (int i = 0; i < 5; i++) {
                assertThat(RpcReply.decode(client.next().orElseThrow()).id()).isEqualTo("same");
            }
            client.send(RpcRequest.encodeCall("getVersion", List.of(Map.of()), "other"));
            assertThat(RpcReply.decode(client.next().orElseThrow()).id()).isEqualTo("other");
        }
    }

    @Test
    void emptyIdIsEchoed() throws Exception {
        byte[] body = utf8("j:{\"type\":\"call\",\"method\":\"ping\",\"args\":[{}]}");
        AmpFrame answer =
                afterSending(new AmpFrame(List.of(body, new byte[0])).encode()).orElseThrow();
        assertThat(answer.arguments().getLast()).isEmpty();
    }

    /** S30. */
    @Test
    void keysAreCounted() throws Exception {
        assertThat(answerToBody("j:" + objects(100_001)))
                .isInstanceOfSatisfying(
                        RpcReply.Failure.class,
                        e -> assertThat(e.error()).contains("too many keys"));
        assertThat(answerToBody("j:" + objects(1000)))
                .isEqualTo(new RpcReply.Failure(".method required"));
    }

    private static String objects(int keys) {
        return "{\"a\":[" + "{\"k\":1},".repeat(keys - 2) + "{\"k\":1}]}";
    }

    @Test
    void depthIsCounted() throws Exception {
        for (int depth : List.of(500, 600)) {
            String nested = "[".repeat(depth) + "]".repeat(depth);
            RpcReply answer =
                    answerToBody(
                            "j:{\"type\":\"call\",\"method\":\"ping\",\"args\":" + nested + "}");
            assertThat(answer instanceof RpcReply.Success).isEqualTo(depth == 500);
        }
    }

    @Test
    void hugeNumberAndHugeKeyAreAnsweredWithAnError() throws Exception {
        assertThat(answerToBody("j:" + "9".repeat(1_000_000))).isInstanceOf(RpcReply.Failure.class);
        assertThat(answerToBody("j:{\"" + "k".repeat(1_000_000) + "\":1}"))
                .isInstanceOf(RpcReply.Failure.class);
    }

    @Test
    void httpEndsItsConnection() throws Exception {
        assertThat(afterSending(utf8("GET / HTTP/1.1\r\nHost: x\r\n\r\n"))).isEmpty();
    }

    @Test
    void frameOfFourGigabytesEndsItsConnectionAtTheHeader() throws Exception {
        assertThat(afterSending(new byte[] {0x12, -1, -1, -1, -1})).isEmpty();
    }

    @Test
    void deepJsonIsAnsweredWithAnError() throws Exception {
        assertThat(answerToBody("j:" + "[".repeat(200_000))).isInstanceOf(RpcReply.Failure.class);
    }

    @Test
    void rawIdIsEchoedAsItCame() throws Exception {
        byte[] id = {0, 1, 2, (byte) 0xff};
        byte[] body = utf8("j:{\"type\":\"call\",\"method\":\"ping\",\"args\":[{}]}");
        AmpFrame answer = afterSending(new AmpFrame(List.of(body, id)).encode()).orElseThrow();
        assertThat(answer.arguments().getLast()).isEqualTo(id);
    }

    @Test
    void pipelinedRequestsAreAllAnswered() throws Exception {
        try (RawClient client = new RawClient(home.rpcSocket())) {
            for (int i = 0; i < 200; i++) {
                client.send(RpcRequest.encodeCall("getMonitorData", List.of(Map.of()), "1:" + i));
            }
            for (int i = 0; i < 200; i++) {
                assertThat(client.next()).isPresent();
            }
        }
    }

    @Test
    void randomBytesNeverReachBeyondTheirConnection() throws Exception {
        Random random = new Random(42);
        for (int i = 0; i < 500; i++) {
            byte[] bytes = new byte[1 + random.nextInt(64)];
            random.nextBytes(bytes);
            try (RawClient client = new RawClient(home.rpcSocket())) {
                client.send(bytes);
            } catch (java.io.IOException e) {
                assertThat(e).as("closed while it was written to").isNotNull();
            }
        }
    }

    @Test
    void introspectionNamesEveryMethodOfPm2() throws Exception {
        assertThat(answerToBody("j:{\"type\":\"methods\"}"))
                .isInstanceOfSatisfying(
                        RpcReply.MethodTable.class,
                        table ->
                                assertThat(
                                                table.methods().keySet().stream()
                                                        .filter(n -> !n.startsWith("drover:")))
                                        .hasSize(30));
    }
}
