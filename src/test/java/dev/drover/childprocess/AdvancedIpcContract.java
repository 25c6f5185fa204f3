package dev.drover.childprocess;

import static dev.drover.childprocess.ChildRig.IGNORE;
import static dev.drover.childprocess.ChildRig.IPC;
import static dev.drover.childprocess.ChildRig.await;
import static dev.drover.childprocess.ChildRig.exit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drover.childprocess.ChildRig.Inbox;
import dev.drover.childprocess.value.JsTypedArray;
import dev.drover.childprocess.value.JsUndefined;
import dev.drover.childprocess.value.SameShape;
import dev.drover.childprocess.value.Samples;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.math.BigInteger;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** The IPC channel in advanced mode with real Node children. */
@Timeout(180)
abstract class AdvancedIpcContract {

    /** Samples that an old Node has no type for. */
    private static final Set<String> MAY_BE_UNKNOWN =
            Set.of("regexp with v", "resizable array buffer", "FLOAT16");

    abstract Backend backend();

    /** The program. */
    String node() {
        return "node";
    }

    static SpawnOptions options() {
        return SpawnOptions.DEFAULT
                .withStdio(IGNORE, new Stdio.Inherit(), new Stdio.Inherit(), IPC)
                .withSerialization(Serialization.ADVANCED);
    }

    private ChildProcess start(String script) throws SpawnException {
        Path file = Path.of("src/test/node/childprocess", script).toAbsolutePath();
        return backend().spawn(node(), List.of(file.toString()), options());
    }

    @Test
    void everyValueArrivesAsItWasInBothDirections() throws Exception {
        Map<String, @Nullable Object> samples = Samples.all();
        try (ChildProcess child = start("values.js")) {
            Inbox inbox = new Inbox(child);
            List<?> names = (List<?>) inbox.next();
            Set<String> unknown = new HashSet<>(samples.keySet());
            unknown.removeAll(names);
            assertThat(MAY_BE_UNKNOWN).containsAll(unknown);
            assertThat(names).allMatch(samples::containsKey);
            for (Object name : names) {
                Object value = samples.get(name);
                Map<String, @Nullable Object> message = new LinkedHashMap<>();
                message.put("name", name);
                message.put("value", value);
                child.send(message, _ -> {});
                Map<?, ?> answer = (Map<?, ?>) inbox.next();
                assertThat(answer.get("same")).as("%s arrived as %s", name, answer).isEqualTo(true);
                assertThat(answer.get("checked")).as("%s: %s", name, answer).isEqualTo(true);
                assertThat(SameShape.of(value, answer.get("own")))
                        .as("%s from the child: %s", name, answer)
                        .isTrue();
                assertThat(SameShape.of(value, answer.get("echo")))
                        .as("%s sent back: %s", name, answer)
                        .isTrue();
            }
        }
    }

    @Test
    void eightMegabytesFourTimesArriveInOrderAndReservedOnesAreKeptApart() throws Exception {
        ChildProcess child = start("sends-advanced.js");
        Inbox inbox = new Inbox(child);
        for (int i = 1; i <= 4; i++) {
            byte[] expected = new byte[8 << 20];
            Arrays.fill(expected, (byte) i);
            assertThat(inbox.next()).isEqualTo(JsTypedArray.uint8(expected));
        }
        assertThat(inbox.next()).isEqualTo(Map.of("refused", "f() {} could not be cloned."));
        exit(child);
    }

    @Test
    void eightMegabytesFourTimesReachTheChildInOrder() throws Exception {
        try (ChildProcess child = start("echo.js")) {
            Inbox inbox = new Inbox(child);
            inbox.next();
            for (int i = 1; i <= 4; i++) {
                byte[] bytes = new byte[8 << 20];
                Arrays.fill(bytes, (byte) i);
                child.send(JsTypedArray.uint8(bytes), _ -> {});
            }
            for (int i = 1; i <= 4; i++) {
                byte[] expected = new byte[8 << 20];
                Arrays.fill(expected, (byte) i);
                assertThat(inbox.next()).isEqualTo(JsTypedArray.uint8(expected));
            }
        }
    }

    @Test
    void messagesWaitForTheFirstListener() throws Exception {
        ChildProcess child = start("sends-and-exits.js");
        exit(child);
        Inbox inbox = new Inbox(child);
        for (int i = 0; i < 5; i++) {
            assertThat(inbox.next()).isEqualTo(i);
        }
    }

    @Test
    void whatCannotBeSentIsRefusedAndNothingIsSent() throws Exception {
        try (ChildProcess child = start("echoes-type.js")) {
            Inbox inbox = new Inbox(child);
            inbox.next();
            Runnable function = () -> {};
            assertThatThrownBy(() -> child.send(JsUndefined.UNDEFINED, _ -> {}))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("The \"message\" argument must be specified");
            for (Object refused :
                    List.of(List.of(function), BigInteger.ONE, Map.of(1, 1), Long.MAX_VALUE)) {
                assertThatThrownBy(() -> child.send(refused, _ -> {}))
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessageStartingWith("A message");
            }
            child.send("next", _ -> {});
            assertThat(inbox.next()).isEqualTo(Map.of("type", "string", "text", "next", "size", 4));
        }
    }

    @Test
    void disconnectSendsWhatIsQueuedFirst() throws Exception {
        ChildProcess child = start("echo-length.js");
        new Inbox(child).next();
        CompletableFuture<@Nullable IpcException> sent = new CompletableFuture<>();
        child.send("x".repeat(3_000_000), sent::complete);
        child.disconnect();
        assertThat(await(sent)).isNull();
        assertThat(exit(child)).isEqualTo(new dev.drover.domain.ExitStatus.Exited(33));
    }
}
