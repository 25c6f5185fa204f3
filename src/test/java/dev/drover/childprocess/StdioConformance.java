package dev.drover.childprocess;

import static dev.drover.childprocess.ChildRig.IGNORE;
import static dev.drover.childprocess.ChildRig.IPC;
import static dev.drover.childprocess.ChildRig.PIPE;
import static dev.drover.childprocess.ChildRig.await;
import static dev.drover.childprocess.ChildRig.exit;
import static dev.drover.childprocess.SpawnConformance.refused;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.drover.childprocess.ChildRig.Inbox;
import dev.drover.domain.ExitStatus;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** The rows ST of the conformance table. */
@Timeout(180)
@ExtendWith(UnsupportedRows.class)
abstract class StdioConformance {

    @TempDir Path folder;

    final ChildRig rig = new ChildRig(backend());

    abstract Backend backend();

    private static SpawnOptions stdio(@Nullable Stdio... entries) {
        return SpawnOptions.DEFAULT.withStdio(entries);
    }

    private static String text(Optional<InputStream> stream) throws IOException {
        return new String(stream.orElseThrow().readAllBytes(), StandardCharsets.UTF_8);
    }

    @Test
    @DisplayName("ST-01 ST-02 ST-05 pipes by default, overlapped is a pipe")
    void pipes() throws Exception {
        assertThat(text(rig.spawn(SpawnOptions.DEFAULT, "echo", "x").stdout())).isEqualTo("x\n");
        SpawnOptions overlapped = SpawnOptions.DEFAULT.withEveryStdio(new Stdio.Overlapped());
        assertThat(text(rig.spawn(overlapped, "echo", "x").stdout())).isEqualTo("x\n");
    }

    @Test
    @DisplayName("ST-03 ignore")
    void ignored() throws Exception {
        ChildProcess child = rig.spawn(SpawnOptions.DEFAULT.withEveryStdio(IGNORE), "true");
        assertThat(child.stdio())
                .containsExactly(Optional.empty(), Optional.empty(), Optional.empty());
        exit(child);
    }

    @Test
    @DisplayName("ST-07 ST-08 short lists and null")
    void shortLists() throws Exception {
        ChildProcess child = rig.spawn(stdio(IGNORE), "echo", "x");
        assertThat(child.stdin()).isEmpty();
        assertThat(text(child.stdout())).isEqualTo("x\n");
        ChildProcess nulls = rig.sh(stdio(null, null, null, null), "ls /proc/$$/fd; true");
        assertThat(text(nulls.stdout())).startsWith("0\n1\n2\n");
        assertThat(nulls.stdio()).hasSize(4);
        assertThat(nulls.stdio().get(3)).isEmpty();
    }

    @Test
    @DisplayName("ST-09 ST-23 extra pipes go in both directions")
    void extraPipes() throws Exception {
        ChildProcess child =
                rig.sh(
                        stdio(PIPE, IGNORE, PIPE, PIPE, null, IGNORE),
                        "read line <&3; echo \"got $line\" >&3; echo err >&2");
        assertThat(child.stdio().stream().map(Optional::isPresent))
                .containsExactly(true, false, true, true, false, false);
        StdioStream extra = child.stdio().get(3).orElseThrow();
        try (OutputStream out = extra.output().orElseThrow()) {
            out.write("hello\n".getBytes(StandardCharsets.UTF_8));
        }
        assertThat(text(extra.input())).isEqualTo("got hello\n");
        assertThat(text(child.stderr())).isEqualTo("err\n");
    }

    @Test
    @DisplayName("ST-09 EV-09 close waits for extra pipes")
    void closeWaitsForExtraPipes() throws Exception {
        ChildProcess child =
                rig.sh(
                        stdio(PIPE, IGNORE, IGNORE, PIPE),
                        "(read line <&4; echo late >&3) 4<&0 & exit 5");
        CompletableFuture<ExitStatus> closed = new CompletableFuture<>();
        child.onClose(closed::complete);
        assertThat(exit(child)).isEqualTo(new ExitStatus.Exited(5));
        assertThat(text(child.stdio().get(3).orElseThrow().input())).isEqualTo("late\n");
        assertThat(await(closed)).isEqualTo(new ExitStatus.Exited(5));
    }

    @Test
    @DisplayName("ST-10 an open file by its descriptor")
    void openFile() throws Exception {
        Path file = folder.resolve("out");
        try (FileOutputStream open = new FileOutputStream(file.toFile())) {
            open.write("before\n".getBytes(StandardCharsets.UTF_8));
            int fd = descriptorOf(file.toRealPath().toString());
            ChildProcess child = rig.spawn(stdio(IGNORE, new Stdio.Descriptor(fd)), "echo", "x");
            assertThat(child.stdio().get(1)).isEmpty();
            exit(child);
            open.write("after\n".getBytes(StandardCharsets.UTF_8));
        }
        assertThat(file).hasContent("before\nx\nafter\n");
    }

    @Test
    @DisplayName("ST-15 a connected socket by its descriptor")
    void openSocket() throws Exception {
        try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.INET)) {
            server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            try (SocketChannel client = SocketChannel.open(server.getLocalAddress());
                    SocketChannel accepted = server.accept()) {
                int port = ((InetSocketAddress) client.getLocalAddress()).getPort();
                int fd = descriptorOf("socket:[%s]".formatted(inodeOfConnectionTo(port)));
                exit(rig.spawn(stdio(IGNORE, new Stdio.Descriptor(fd)), "echo", "to the net"));
                accepted.shutdownOutput();
                assertThat(new String(client.socket().getInputStream().readAllBytes()))
                        .isEqualTo("to the net\n");
            }
        }
    }

    private static int descriptorOf(String link) throws IOException {
        try (var all = Files.list(Path.of("/proc/self/fd"))) {
            return all.filter(fd -> link.equals(linkOf(fd)))
                    .mapToInt(fd -> Integer.parseInt(fd.getFileName().toString()))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static String linkOf(Path link) {
        try {
            return Files.readSymbolicLink(link).toString();
        } catch (IOException e) {
            return "closed meanwhile";
        }
    }

    /** The server's end of the connection whose client has this port. */
    private static String inodeOfConnectionTo(int port) throws IOException {
        String suffix = ":%04X".formatted(port);
        return Files.readAllLines(Path.of("/proc/self/net/tcp")).stream()
                .map(line -> line.strip().split("\\s+"))
                .filter(fields -> fields[2].endsWith(suffix))
                .map(fields -> fields[9])
                .findFirst()
                .orElseThrow();
    }

    @Test
    @DisplayName("ST-14 a stream that is closed")
    void closedStream() throws Exception {
        ChildProcess sink = rig.spawn(stdio(PIPE, IGNORE, IGNORE), "cat");
        OutputStream stdin = sink.stdin().orElseThrow();
        stdin.close();
        exit(sink);
        try {
            rig.spawn(stdio(IGNORE, new Stdio.Stream(stdin)), "true");
            throw new AssertionError("it started");
        } catch (InvalidArgumentException e) {
            assertThat(e.code()).isEqualTo("ERR_INVALID_ARG_VALUE");
        }
    }

    @Test
    @DisplayName("ST-11 ST-12 descriptors by number")
    void descriptors() throws Exception {
        ChildProcess negative = rig.spawn(stdio(new Stdio.Descriptor(-1)), "cat");
        negative.stdin().orElseThrow().close();
        exit(negative);
        ChildProcess own = rig.spawn(stdio(new Stdio.Descriptor(0), PIPE), "echo", "x");
        assertThat(own.stdio().getFirst()).isEmpty();
        assertThat(text(own.stdout())).isEqualTo("x\n");
    }

    @Test
    @DisplayName("ST-16 the stream of another child")
    void streamOfAnotherChild() throws Exception {
        ChildProcess sink = rig.spawn(stdio(PIPE, PIPE, IGNORE), "cat");
        ChildProcess source;
        try {
            source =
                    rig.spawn(
                            stdio(IGNORE, new Stdio.Stream(sink.stdin().orElseThrow())),
                            "echo",
                            "through");
        } catch (UnsupportedOperationException e) {
            sink.kill();
            throw e;
        }
        exit(source);
        sink.stdin().orElseThrow().close();
        assertThat(text(sink.stdout())).isEqualTo("through\n");
    }

    @Test
    @DisplayName("ST-17 a stream that is no child's")
    void foreignStream() throws Exception {
        try {
            rig.spawn(stdio(new Stdio.Stream(InputStream.nullInputStream())), "true");
            throw new AssertionError("it started");
        } catch (InvalidArgumentException e) {
            assertThat(e.code()).isEqualTo("ERR_INVALID_ARG_VALUE");
        }
    }

    @Test
    @DisplayName("ST-19 only one IPC channel")
    void oneChannel() {
        refused("ERR_IPC_ONE_PIPE", () -> rig.spawn(stdio(IPC, IPC), "true"));
    }

    @Test
    @DisplayName("ST-21 IPC at any index")
    void channelAnywhere() throws Exception {
        ChildProcess child =
                rig.sh(stdio(IPC, PIPE, IGNORE), "echo $NODE_CHANNEL_FD; echo '\"m\"' >&0");
        assertThat(child.stdin()).isEmpty();
        assertThat(child.stdio().getFirst()).isEmpty();
        assertThat(new Inbox(child).next()).isEqualTo("m");
        assertThat(text(child.stdout())).isEqualTo("0\n");
        exit(child);
        ChildProcess high =
                rig.sh(stdio(IGNORE, PIPE, IGNORE, null, null, IPC), "echo $NODE_CHANNEL_FD");
        assertThat(text(high.stdout())).isEqualTo("5\n");
    }

    @Test
    @DisplayName("ST-24 ST-26 pipes are sockets, nothing else is open")
    void whatTheChildSees() throws Exception {
        assumeTrue(backend().name().equals("native"), "the JDK makes pipes");
        ChildProcess child =
                rig.sh(stdio(PIPE, PIPE, PIPE, PIPE), "cd /proc/$$/fd; ls; readlink 0 1 2 3");
        assertThat(text(child.stdout())).matches("0\n1\n2\n3\n(socket:\\[\\d+]\n){4}");
    }

    @Test
    @DisplayName("ST-25 descriptors of the child block")
    void blocking() throws Exception {
        assumeTrue(backend().name().equals("native"));
        ChildProcess child =
                rig.sh(
                        stdio(PIPE, PIPE, PIPE, PIPE),
                        "for n in 0 1 2 3; do grep flags /proc/$$/fdinfo/$n; done");
        assertThat(text(child.stdout()).lines())
                .hasSize(4)
                .allSatisfy(
                        line ->
                                assertThat(Integer.parseInt(line.split("\\s+")[1], 8) & 0x800)
                                        .isZero());
    }

    @Test
    @DisplayName("ST-27 swapping 1 and 2 does not alias")
    void swapped() throws Exception {
        ChildProcess out = rig.sh(stdio(IGNORE, PIPE, PIPE), "sleep 0; echo o; echo e >&2");
        assertThat(text(out.stdout())).isEqualTo("o\n");
        assertThat(text(out.stderr())).isEqualTo("e\n");
        assumeTrue(backend().name().equals("native"));
        ChildProcess swapped =
                rig.sh(
                        stdio(IGNORE, new Stdio.Descriptor(2), new Stdio.Descriptor(1)),
                        "test \"$(readlink /proc/$$/fd/1)\" = \"$(readlink /proc/$PPID/fd/2)\" &&"
                                + " test \"$(readlink /proc/$$/fd/2)\" = \"$(readlink"
                                + " /proc/$PPID/fd/1)\"");
        assertThat(exit(swapped)).isEqualTo(new ExitStatus.Exited(0));
    }

    @Test
    @DisplayName("ST-28 unread output does not block close")
    void unread() throws Exception {
        ChildProcess child = rig.spawn(SpawnOptions.DEFAULT, "echo", "x");
        CompletableFuture<ExitStatus> closed = new CompletableFuture<>();
        child.onClose(closed::complete);
        assertThat(await(closed)).isEqualTo(new ExitStatus.Exited(0));
        assertThat(text(child.stdout())).isEqualTo("x\n");
    }

    @Test
    @DisplayName("ST-32 input is closed after the exit")
    void inputAfterExit() throws Exception {
        ChildProcess child = rig.spawn(stdio(PIPE, IGNORE, IGNORE), "true");
        exit(child);
        List<Exception> refused = new java.util.ArrayList<>();
        try {
            OutputStream in = child.stdin().orElseThrow();
            in.write(new byte[100_000]);
            in.flush();
        } catch (IOException e) {
            refused.add(e);
        }
        assertThat(refused).hasSize(1);
    }
}
