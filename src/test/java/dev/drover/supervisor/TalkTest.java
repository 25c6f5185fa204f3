package dev.drover.supervisor;

import static dev.drover.supervisor.SupervisorRig.ASKED;
import static dev.drover.supervisor.SupervisorRig.get;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drover.domain.ExitStatus;
import dev.drover.domain.LogStream;
import dev.drover.domain.ProcessDescription;
import dev.drover.domain.ProcessEvent;
import dev.drover.domain.ProcessStatus;
import dev.drover.domain.ReadyPolicy;
import dev.drover.domain.StopPolicy;
import dev.drover.supervisor.SupervisorException.Kind;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

class TalkTest {

    @TempDir Path folder;
    SupervisorRig rig;

    @BeforeEach
    void open() {
        rig = new SupervisorRig(folder);
    }

    @AfterEach
    void close() {
        rig.close();
    }

    @Test
    void waitsForReady() {
        ProcessDescription process =
                rig.start(
                        rig.node(
                                "ready",
                                "setTimeout(() => process.send('ready'), 300); setInterval(() =>"
                                        + " {}, 1000)",
                                b -> b.ready(new ReadyPolicy(true, Duration.ofSeconds(80)))));
        assertThat(process.status()).isEqualTo(ProcessStatus.ONLINE);
        assertThat(process.ipc()).isTrue();
        assertThat(rig.summary())
                .containsExactly(
                        "Added(stopped)",
                        "MessageReceived(launching)",
                        "Online(launching)",
                        "Started(online)");
    }

    @Test
    void aReadyThatNeverComesCountsAfterTheTimeout() {
        ProcessDescription process =
                rig.start(
                        rig.spec(
                                "mute",
                                "exec sleep 600",
                                b -> b.ready(new ReadyPolicy(true, Duration.ofMillis(200)))));
        assertThat(process.status()).isEqualTo(ProcessStatus.ONLINE);
        assertThat(process.statusReason())
                .contains("It did not say ready within 200 ms; it counts as online.");
    }

    @Test
    void anExitBeforeReadyAnswersTheStart() {
        ProcessDescription process =
                rig.start(
                        rig.spec(
                                "early",
                                "exit 4",
                                b ->
                                        b.ready(new ReadyPolicy(true, Duration.ofSeconds(60)))
                                                .restart(
                                                        b.build()
                                                                .restart()
                                                                .withAutorestart(false))));
        assertThat(process.status()).isEqualTo(ProcessStatus.STOPPED);
    }

    @Test
    void aMessageReachesTheChildAndItsReplyIsPublished() {
        rig.start(
                rig.node(
                        "echo",
                        "process.on('message', m => process.send({type: 'reply', got: m}))",
                        UnaryOperator.identity()));
        get(rig.supervisor.send(0, Map.of("topic", "hello", "data", List.of(1, true))));
        ProcessEvent.MessageReceived reply =
                rig.await(ProcessEvent.MessageReceived.class, _ -> true);
        assertThat(reply.message())
                .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.MAP)
                .containsEntry("type", "reply");
    }

    @Test
    void messagesToAChildThatDoesNotReadDelayNobody() {
        rig.start(rig.sh("deaf", "exec sleep 600"));
        String big = "x".repeat(100_000);
        for (int i = 0; i < 20; i++) {
            rig.supervisor.send(0, big);
        }
        assertThat(get(rig.supervisor.list())).hasSize(1);
        assertThat(get(rig.supervisor.stop(0, ASKED)).status()).isEqualTo(ProcessStatus.STOPPED);
    }

    @Test
    void aMessageWithoutAChannelIsRefused() {
        rig.start(
                rig.node(
                        "closed",
                        "process.disconnect(); setInterval(() => {}, 1000)",
                        UnaryOperator.identity()));
        rig.await(
                ProcessEvent.ProcessChanged.class,
                e -> e.process().pid().isPresent() && !e.process().ipc());
        assertThatThrownBy(() -> get(rig.supervisor.send(0, "hello")))
                .isInstanceOfSatisfying(
                        SupervisorException.class,
                        e -> assertThat(e.kind()).isEqualTo(Kind.NO_IPC_CHANNEL));
    }

    @Test
    void aProgramThatDoesNotListenIsToldApart() {
        assertThat(rig.start(rig.sh("shell", "exec sleep 600")).ipc()).isFalse();
        assertThat(
                        rig.start(
                                        rig.node(
                                                "node",
                                                "process.on('message', () => {})",
                                                UnaryOperator.identity()))
                                .ipc())
                .isTrue();
    }

    @Test
    void aProgramThatSpokeListens() {
        rig.start(rig.sh("talker", "echo '\"hello\"' >&3; exec sleep 600"));
        rig.await(ProcessEvent.ProcessChanged.class, e -> e.process().ipc());
    }

    @Test
    void aServiceThatSendsGarbageLosesItsChannelAndNothingElse() {
        ProcessDescription other =
                rig.start(
                        rig.node(
                                "other",
                                "process.on('message', m => process.send(m))",
                                UnaryOperator.identity()));
        ProcessDescription bad =
                rig.start(
                        rig.node(
                                "bad",
                                "require('fs').writeSync(process.channel.fd, '{\"a\":\\n1\\n');"
                                        + " process.on('disconnect', () => console.log('gone'));"
                                        + " setInterval(() => {}, 1000)",
                                UnaryOperator.identity()));
        rig.awaitOutput(bad.id(), LogStream.OUT, "gone\n"::equals);
        rig.await(
                ProcessEvent.SupervisorLogged.class,
                e -> e.line().startsWith("bad: ") && e.line().contains("broken"));
        rig.await(
                ProcessEvent.ProcessChanged.class,
                e -> e.process().id() == bad.id() && !e.process().ipc());
        assertThatThrownBy(() -> get(rig.supervisor.send(bad.id(), "hello")))
                .isInstanceOfSatisfying(
                        SupervisorException.class,
                        e -> assertThat(e.kind()).isEqualTo(Kind.NO_IPC_CHANNEL));
        get(rig.supervisor.send(other.id(), "still here"));
        rig.await(
                ProcessEvent.MessageReceived.class,
                e -> e.process().id() == other.id() && "still here".equals(e.message()));
        assertThat(get(rig.supervisor.list()))
                .hasSize(2)
                .allMatch(p -> p.status() == ProcessStatus.ONLINE && p.restarts() == 0);
    }

    @Test
    void aMessageToAStoppedEntryIsRefused() {
        rig.start(rig.spec("tick", "exec sleep 600", b -> b.autostart(false)));
        assertThatThrownBy(() -> get(rig.supervisor.send(0, "hello")))
                .isInstanceOfSatisfying(
                        SupervisorException.class,
                        e -> assertThat(e.kind()).isEqualTo(Kind.NOT_RUNNING));
    }

    @Test
    void linesReachTheStandardInputInOrder() {
        rig.start(rig.sh("cat", "exec cat"));
        rig.supervisor.sendLine(0, "one\n");
        get(rig.supervisor.sendLine(0, "zwei ü\n"));
        rig.awaitOutput(0, LogStream.OUT, "one\nzwei ü\n"::equals);
    }

    @Test
    void aShutdownMessageStopsGracefully() {
        rig.start(
                rig.node(
                        "polite",
                        "process.on('SIGINT', () => {});process.on('message', m => { if (m ==="
                                + " 'shutdown') { console.log('bye'); process.exit(5); } });"
                                + "process.send('ready')",
                        b ->
                                b.stop(
                                                new StopPolicy(
                                                        StopPolicy.DEFAULT.signal(),
                                                        Duration.ofSeconds(80),
                                                        true,
                                                        true))
                                        .ready(new ReadyPolicy(true, Duration.ofSeconds(80)))));
        ProcessDescription stopped = get(rig.supervisor.stop(0, ASKED));
        assertThat(stopped.lastExit()).contains(new ExitStatus.Exited(5));
        assertThat(rig.output(0, LogStream.OUT)).isEqualTo("bye\n");
    }
}
