package dev.drover.childprocess;

import static dev.drover.childprocess.SendHandleContract.ANY_PORT;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.childprocess.ChildRig.Inbox;
import dev.drover.childprocess.SendHandleContract.Pair;
import dev.drover.childprocess.posix.PosixBackend;
import dev.drover.domain.Signal;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** The answers to handles that a Node child never gives: a shell plays the other side. */
@Timeout(value = 180, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class HandleProtocolTest {

    private static final String NACK = "echo '{\"cmd\":\"NODE_HANDLE_NACK\"}' >&3;";
    private static final String ACK = "echo '{\"cmd\":\"NODE_HANDLE_ACK\"}' >&3;";

    /** Reads a line and sends it back as the text of a message. */
    private static final String LINE =
            "read -r line <&3; case $line in *NODE_HANDLE*) echo '\"handle\"' >&3;; *) echo"
                    + " \"$line\" >&3;; esac;";

    private static ChildProcess sh(String script) throws SpawnException {
        return new ChildRig(new PosixBackend())
                .sh(
                        SpawnOptions.DEFAULT.withStdio(
                                ChildRig.IGNORE,
                                new Stdio.Inherit(),
                                new Stdio.Inherit(),
                                ChildRig.IPC),
                        script);
    }

    @Test
    @DisplayName("HD-16 a lost connection is sent four times, then given up")
    void aLostConnectionIsGivenUpAfterThreeRetries() throws Exception {
        Pair pair = Pair.open();
        try (Handle.Socket peer = pair.peer();
                ChildProcess child = sh((LINE + NACK).repeat(4) + LINE + "read -r end <&3")) {
            Inbox inbox = new Inbox(child);
            CompletableFuture<ChildProcessException> warning = new CompletableFuture<>();
            child.onError(warning::complete);
            child.send("lost", pair.here(), SendOptions.DEFAULT, _ -> {});
            child.send("behind");
            for (int i = 0; i < 4; i++) {
                assertThat(inbox.next()).isEqualTo("handle");
            }
            assertThat(inbox.next()).isEqualTo("behind");
            assertThat(ChildRig.await(warning).code()).isEqualTo("SentHandleNotReceivedWarning");
            assertThat(peer.input().read()).as("the connection is closed").isEqualTo(-1);
        }
    }

    @Test
    @DisplayName("HD-16 a connection that comes at the second attempt")
    void aConnectionThatComesAtLastIsNoError() throws Exception {
        Pair pair = Pair.open();
        try (Handle.Socket _ = pair.peer();
                ChildProcess child = sh(LINE + NACK + LINE + ACK + LINE + "read -r end <&3")) {
            Inbox inbox = new Inbox(child);
            child.send("late", pair.here(), SendOptions.DEFAULT, _ -> {});
            child.send("behind");
            assertThat(List.of(inbox.next(), inbox.next(), inbox.next()))
                    .isEqualTo(List.of("handle", "handle", "behind"));
        }
    }

    @Test
    @DisplayName("HD-16 a lost server is not sent again")
    void aLostServerOnlyReleasesTheQueue() throws Exception {
        try (Handle.Server server = Handles.listen(ANY_PORT, ListenOptions.DEFAULT);
                ChildProcess child = sh(LINE + NACK + LINE + "read -r end <&3")) {
            Inbox inbox = new Inbox(child);
            child.send("lost", server, SendOptions.DEFAULT, _ -> {});
            child.send("behind");
            assertThat(inbox.next()).isEqualTo("handle");
            assertThat(inbox.next()).isEqualTo("behind");
            assertThat(server.isOpen()).isTrue();
        }
    }

    @Test
    @DisplayName("HD-15 an answer to nothing")
    void answersThatNobodyAskedForAreIgnored() throws Exception {
        try (Handle.Server server = Handles.listen(ANY_PORT, ListenOptions.DEFAULT);
                ChildProcess child =
                        sh(ACK + NACK + LINE + LINE + ACK + ACK + LINE + "read -r end <&3")) {
            Inbox inbox = new Inbox(child);
            child.send("plain");
            assertThat(inbox.next()).isEqualTo("plain");
            child.send("server", server, SendOptions.DEFAULT, _ -> {});
            child.send("behind");
            assertThat(inbox.next()).isEqualTo("handle");
            assertThat(inbox.next()).isEqualTo("behind");
        }
    }

    @Test
    @DisplayName("IP-22 disconnect while a handle is not confirmed")
    void disconnectWaitsForTheAnswerAndWhatIsBehindIt() throws Exception {
        String script =
                "read -r handle <&3; read -r go <&0; "
                        + ACK
                        + " read -r behind <&3; echo $behind;"
                        + " read -r end <&3 || echo end";
        ChildProcess child =
                new ChildRig(new PosixBackend())
                        .sh(
                                SpawnOptions.DEFAULT.withStdio(
                                        ChildRig.PIPE,
                                        ChildRig.PIPE,
                                        new Stdio.Inherit(),
                                        ChildRig.IPC),
                                script);
        try (Handle.Server server = Handles.listen(ANY_PORT, ListenOptions.DEFAULT)) {
            child.send("server", server, SendOptions.DEFAULT, _ -> {});
            child.send("behind");
            child.disconnect();
            assertThat(child.connected()).isFalse();
            child.stdin().orElseThrow().write("go\n".getBytes());
            child.stdin().orElseThrow().flush();
            assertThat(new String(child.stdout().orElseThrow().readAllBytes()))
                    .isEqualTo("\"behind\"\nend\n");
        }
    }

    @Test
    @DisplayName("IP-22 IP-07 a child that ends while a handle is not confirmed")
    void aChildThatEndsLeavesNoHandleBehind() throws Exception {
        Pair first = Pair.open();
        Pair second = Pair.open();
        try (Handle.Socket firstPeer = first.peer();
                Handle.Socket secondPeer = second.peer();
                ChildProcess child = sh(LINE + "read -r end <&3")) {
            Inbox inbox = new Inbox(child);
            CompletableFuture<@Nullable IpcException> behind = new CompletableFuture<>();
            child.send("unanswered", first.here(), SendOptions.DEFAULT, _ -> {});
            child.send("held", second.here(), SendOptions.DEFAULT, behind::complete);
            assertThat(inbox.next()).isEqualTo("handle");
            child.kill(Signal.SIGKILL);
            IpcException failure = ChildRig.await(behind);
            assertThat(failure).isNotNull();
            assertThat(failure.code()).isEqualTo("EPIPE");
            assertThat(firstPeer.input().read()).isEqualTo(-1);
            assertThat(secondPeer.input().read()).isEqualTo(-1);
        }
    }

    @Test
    void aReservedMessageTakesItsHandleRaw() throws Exception {
        try (Handle.Server server = Handles.bind(ANY_PORT, ListenOptions.DEFAULT);
                ChildProcess child =
                        sh(
                                "read -r line <&3; case $line in *'\"type\":\"net.Native\"'*) echo"
                                        + " '\"raw\"' >&3;; *) echo '\"wrapped\"' >&3;; esac; "
                                        + ACK
                                        + "read -r end <&3")) {
            Inbox inbox = new Inbox(child);
            child.send(
                    Map.of("cmd", "NODE_CLUSTER", "ack", 1), server, SendOptions.DEFAULT, _ -> {});
            assertThat(inbox.next()).isEqualTo("raw");
        }
    }
}
