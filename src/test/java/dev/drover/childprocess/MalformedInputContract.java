package dev.drover.childprocess;

import static dev.drover.childprocess.ChildRig.IGNORE;
import static dev.drover.childprocess.ChildRig.IPC;
import static dev.drover.childprocess.ChildRig.await;
import static dev.drover.childprocess.ChildRig.exit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.childprocess.ChildRig.Inbox;
import dev.drover.domain.ExitStatus;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * What children can do wrong with their channel. Each is a real Node program that writes bytes of
 * its own into the channel and ends with code 3 when it sees the channel's end.
 */
@Timeout(180)
abstract class MalformedInputContract {

    abstract Backend backend();

    /**
     * @param calls JavaScript that writes with {@code raw(latin1)} and {@code repeat(text, count)}
     */
    private ChildProcess start(Serialization serialization, String calls) throws SpawnException {
        Path script = Path.of("src/test/node/childprocess/writes-raw.js").toAbsolutePath();
        SpawnOptions options =
                SpawnOptions.DEFAULT
                        .withStdio(IGNORE, IGNORE, IGNORE, IPC)
                        .withSerialization(serialization);
        return backend().spawn("node", List.of(script.toString(), calls), options);
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    JSON     | broken JSON           | raw('1\\n{"a":\\n2\\n')                        | ERR_IPC_INVALID_JSON
                    JSON     | two values            | raw('1\\n{} {}\\n2\\n')                         | ERR_IPC_INVALID_JSON
                    JSON     | deep nesting          | raw('1\\n'); repeat('[', 1e6); raw('\\n2\\n')    | ERR_IPC_INVALID_JSON
                    JSON     | an endless number     | raw('1\\n'); repeat('9', 1e6); raw('\\n2\\n')    | ERR_IPC_INVALID_JSON
                    JSON     | a line without an end | raw('1\\n'); for (;;) repeat('x', 1e6)           | ERR_IPC_MESSAGE_TOO_LARGE
                    ADVANCED | no payload            | frame('I\\x02'); raw('\\0\\0\\0\\0')               | ERR_IPC_INVALID_ADVANCED
                    ADVANCED | a truncated payload   | frame('I\\x02'); frame('"\\x7f'); frame('I\\x04') | ERR_IPC_INVALID_ADVANCED
                    ADVANCED | a hostile length      | frame('I\\x02'); frame('A\\xff\\xff\\xff\\xff\\x0f') | ERR_IPC_INVALID_ADVANCED
                    ADVANCED | deep nesting          | frame('I\\x02'); frame('A\\x01'.repeat(1e5))     | ERR_IPC_INVALID_ADVANCED
                    ADVANCED | a length of 2 GB      | frame('I\\x02'); raw('\\x7f\\xff\\xff\\xff\\xff\\x0f') | ERR_IPC_MESSAGE_TOO_LARGE
                    """)
    void isAnErrorAndThenTheEndOfTheChannel(
            Serialization serialization, String name, String calls, String code) throws Exception {
        ChildProcess child = start(serialization, calls);
        List<Object> events = new ArrayList<>();
        CompletableFuture<Boolean> gone = new CompletableFuture<>();
        child.onMessage(message -> events.add(message));
        child.onError(e -> events.add(e.code()));
        child.onDisconnect(
                () -> {
                    events.add("disconnect");
                    gone.complete(child.connected());
                });
        assertThat(await(gone)).as(name).isFalse();
        assertThat(events).isEqualTo(List.of(1, code, "disconnect"));
        // The child sees the end of its channel; it is not signalled.
        assertThat(exit(child)).isEqualTo(new ExitStatus.Exited(3));
    }

    @Test
    @DisplayName("IP-27 a line that is no JSON is an error, and the channel stays")
    void aLineThatIsNoJsonIsReportedAndTheChannelStays() throws Exception {
        ChildProcess child = start(Serialization.JSON, "raw('1\\ngarbage\\n\\n2\\n')");
        List<ChildProcessException> errors = new ArrayList<>();
        child.onError(errors::add);
        Inbox inbox = new Inbox(child);
        assertThat(inbox.next()).isEqualTo(1);
        assertThat(inbox.next()).isEqualTo(2);
        assertThat(errors)
                .hasSize(2)
                .allMatch(e -> e.code().equals("ERR_IPC_INVALID_JSON"))
                .first()
                .satisfies(e -> assertThat(e).hasMessageContaining("garbage"));
        assertThat(child.connected()).isTrue();
        child.disconnect();
        assertThat(exit(child)).isEqualTo(new ExitStatus.Exited(3));
    }

    @Test
    void aMessageThatEndsInTheMiddleIsDropped() throws Exception {
        ChildProcess child = start(Serialization.JSON, "raw('1\\n{\"half\":'); process.exit(0)");
        List<Object> events = new ArrayList<>();
        child.onMessage(message -> events.add(message));
        child.onError(e -> events.add(e.code()));
        CompletableFuture<Boolean> closed = new CompletableFuture<>();
        child.onClose(_ -> closed.complete(true));
        await(closed);
        assertThat(events).isEqualTo(List.of(1));
    }

    @Test
    void otherChildrenKeepTheirChannels() throws Exception {
        ChildProcess bad = start(Serialization.ADVANCED, "raw('\\xff\\xff\\xff\\xff')");
        CompletableFuture<Boolean> gone = new CompletableFuture<>();
        bad.onDisconnect(() -> gone.complete(true));
        try (ChildProcess good = new ChildRig(backend()).node("echo.js")) {
            Inbox inbox = new Inbox(good);
            inbox.next();
            await(gone);
            good.send("still here");
            assertThat(inbox.next()).isEqualTo("still here");
        }
        exit(bad);
    }
}
