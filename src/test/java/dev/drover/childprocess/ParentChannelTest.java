package dev.drover.childprocess;

import static dev.drover.childprocess.ChildRig.await;
import static dev.drover.childprocess.ChildRig.exit;
import static dev.drover.childprocess.SendHandleContract.ANY_PORT;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drover.childprocess.ChildRig.Inbox;
import dev.drover.childprocess.SendHandleContract.Arrival;
import dev.drover.childprocess.SendHandleContract.Pair;
import dev.drover.childprocess.portable.PortableBackend;
import dev.drover.childprocess.posix.PosixBackend;
import dev.drover.domain.ExitStatus;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A Java program as the child of a Node parent and of a Java parent. */
@Timeout(value = 180, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class ParentChannelTest {

    static final String JAVA = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    private static final String MAIN = "dev.drover/dev.drover.testchild.EchoToParent";

    private static final String SERVES_HANDLES = "dev.drover/dev.drover.testchild.ServesHandles";

    private final Launcher launcher = new Launcher(new PosixBackend());

    static List<String> flags() {
        String classes = System.getProperty("drover.classes");
        return List.of(
                "-XX:TieredStopAtLevel=1",
                "--module-path=" + classes + File.pathSeparator + System.getProperty("drover.libs"),
                "--patch-module=dev.drover=" + Path.of(classes).resolveSibling("test-classes"),
                "--enable-native-access=dev.drover",
                "-m");
    }

    @Test
    void aNodeParentTalksWithAJavaChild() throws Exception {
        List<String> args =
                new ArrayList<>(
                        List.of(
                                Path.of("src/test/node/childprocess/forks-java.js")
                                        .toAbsolutePath()
                                        .toString(),
                                JAVA,
                                MAIN));
        args.addAll(flags());
        ExecResult result =
                launcher.execFile("node", args, ExecOptions.DEFAULT)
                        .result()
                        .get(50, TimeUnit.SECONDS);
        assertThat(result.stdout().text())
                .isEqualTo(
                        "[\"ready\",{\"a\":[1,\"é\",null,true]},\"long"
                                + " 300000\",\"disconnect\",0]\n");
        assertThat(result.stderr().text()).isEmpty();
    }

    @Test
    void aJavaParentTalksWithAJavaChild() throws Exception {
        ForkOptions options =
                ForkOptions.DEFAULT.withExecPath(JAVA).withExecArgv(flags().toArray(String[]::new));
        ChildProcess child = launcher.fork(MAIN, List.of(), options);
        Inbox inbox = new Inbox(child);
        assertThat(inbox.next()).isEqualTo("ready");
        child.send(Map.of("k", List.of(1, 2)));
        assertThat(inbox.next()).isEqualTo(Map.of("k", List.of(1, 2)));
        CompletableFuture<Boolean> gone = new CompletableFuture<>();
        child.onDisconnect(() -> gone.complete(true));
        child.disconnect();
        await(gone);
        assertThat(exit(child)).isEqualTo(new ExitStatus.Exited(0));
    }

    @ParameterizedTest
    @EnumSource(Serialization.class)
    @DisplayName("HD-02 HD-03 HD-08 HD-13 handles of a Node parent to a Java child")
    void aJavaChildTakesTheHandlesOfANodeParent(Serialization serialization) throws Exception {
        List<String> args =
                new ArrayList<>(
                        List.of(
                                Path.of("src/test/node/childprocess/sends-handles-to-java.js")
                                        .toAbsolutePath()
                                        .toString(),
                                JAVA,
                                SERVES_HANDLES,
                                serialization.name().toLowerCase(Locale.ROOT)));
        args.addAll(flags());
        ExecResult result =
                launcher.execFile("node", args, ExecOptions.DEFAULT)
                        .result()
                        .get(50, TimeUnit.SECONDS);
        assertThat(result.stderr().text()).isEmpty();
        assertThat(result.stdout().text())
                .isEqualTo(
                        "[0,\"closed\",\"datagram\",\"from Java\",\"from"
                                + " Java\",\"ready\",\"server\",\"socket\",true]\n");
    }

    @ParameterizedTest
    @EnumSource(Serialization.class)
    @DisplayName("HD-02 HD-03 HD-08 handles of a Java parent to a Java child and back")
    void aJavaChildTakesTheHandlesOfAJavaParent(Serialization serialization) throws Exception {
        ForkOptions options =
                ForkOptions.DEFAULT
                        .withExecPath(JAVA)
                        .withExecArgv(flags().toArray(String[]::new))
                        .withSpawn(SpawnOptions.DEFAULT.withSerialization(serialization));
        BlockingQueue<Arrival> arrivals = new LinkedBlockingQueue<>();
        Pair pair = Pair.open();
        try (ChildProcess child = launcher.fork(SERVES_HANDLES, List.of(), options);
                Handle.Server server = Handles.listen(ANY_PORT, ListenOptions.DEFAULT);
                Handle.Datagram datagram =
                        Handles.bindDatagram(ANY_PORT, DatagramOptions.DEFAULT)) {
            child.onMessage((message, handle) -> arrivals.add(new Arrival(message, handle)));
            assertThat(arrivals.take().message()).isEqualTo("ready");
            child.send("server", server, SendOptions.DEFAULT, _ -> {});
            child.send("socket", pair.here(), SendOptions.DEFAULT, _ -> {});
            child.send("datagram", datagram, SendOptions.DEFAULT, _ -> {});
            assertThat(arrivals.take().message()).isEqualTo("server");
            assertThat(arrivals.take().message()).isEqualTo("socket");
            Arrival back = arrivals.take();
            assertThat(back.message()).isEqualTo("datagram");
            assertThat(back.handle()).isInstanceOf(Handle.Datagram.class);
            assertThat(back.handle().localAddress()).isEqualTo(datagram.localAddress());
            back.handle().close();
            assertThat(pair.peer().input()).hasContent("from Java");
            try (Handle.Socket client = Handles.connect(server.localAddress().orElseThrow())) {
                assertThat(client.input()).hasContent("from Java");
            }
            child.send("leave");
            assertThat(exit(child)).isEqualTo(new ExitStatus.Exited(0));
        }
        pair.peer().close();
    }

    @Test
    void withoutAParentItSaysWhatIsMissing() {
        assertThatThrownBy(() -> InheritedChannel.open(new PosixBackend(), Map.of()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("NODE_CHANNEL_FD");
    }

    @Test
    void anUnknownSerializationIsNamed() {
        Map<String, String> environment =
                Map.of("NODE_CHANNEL_FD", "3", "NODE_CHANNEL_SERIALIZATION_MODE", "foo");
        assertThatThrownBy(() -> InheritedChannel.open(new PosixBackend(), environment))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("FOO");
    }

    @Test
    void thePortableBackendCannot() {
        Map<String, String> environment = Map.of("NODE_CHANNEL_FD", "3");
        assertThatThrownBy(() -> InheritedChannel.open(new PortableBackend(), environment))
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessageContaining("IP-31");
    }
}
