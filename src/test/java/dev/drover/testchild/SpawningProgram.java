package dev.drover.testchild;

import dev.drover.childprocess.ChildProcess;
import dev.drover.childprocess.ChildProcesses;
import dev.drover.childprocess.ForkOptions;
import dev.drover.childprocess.IpcException;
import dev.drover.childprocess.ParentChannel;
import dev.drover.childprocess.Serialization;
import dev.drover.childprocess.SpawnException;
import dev.drover.childprocess.SpawnOptions;
import dev.drover.childprocess.Stdio;

import java.io.FileInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A program that has children and does with them what its first argument says. */
public final class SpawningProgram {

    private static final SpawnOptions IGNORING =
            SpawnOptions.DEFAULT.withEveryStdio(new Stdio.Ignore());

    private SpawningProgram() {}

    public static void main(String[] args) throws Exception {
        String answer =
                switch (args[0]) {
                    case "full-table" -> fullTable();
                    case "unread" -> unread();
                    case "leaves" -> leaves();
                    case "denied" -> denied(args[1]);
                    case "sends" -> sends();
                    case "deep" -> deep(Path.of(args[1]));
                    case "sends-and-listens" -> sendsAndListens();
                    case "references" -> references();
                    case "references-an-ended-child" -> referencesAnEndedChild();
                    case "references-a-channel" -> referencesAChannel(Path.of(args[1]));
                    case "references-its-parent" -> referencesItsParent();
                    case "large" -> large(Path.of(args[1]), Integer.parseInt(args[2]));
                    default -> throw new IllegalArgumentException(args[0]);
                };
        System.out.println(answer);
    }

    /** Spawns with two descriptors left, then with enough of them. */
    private static String fullTable() throws IOException {
        String warm = attempt("nonexistent_cmd_x") + attempt("true");
        Deque<FileInputStream> open = new ArrayDeque<>();
        String full;
        try {
            while (true) {
                open.push(new FileInputStream("/dev/null"));
            }
        } catch (IOException _) {
            open.pop().close();
            open.pop().close();
            full = attempt("true");
        }
        while (!open.isEmpty()) {
            open.pop().close();
        }
        return warm + full + attempt("true");
    }

    /** Has more children than descriptors, one after the other, and reads of none. */
    private static String unread() throws SpawnException {
        for (int i = 0; i < 400; i++) {
            CompletableFuture<Boolean> closed = new CompletableFuture<>();
            ChildProcesses.spawn("sh", "-c", "echo x; echo y >&2")
                    .onClose(_ -> closed.complete(true));
            closed.join();
        }
        return "spawned";
    }

    private static String attempt(String command) {
        try {
            CompletableFuture<Boolean> ended = new CompletableFuture<>();
            ChildProcesses.spawn(command).onExit(status -> ended.complete(status.isSuccess()));
            return ended.join() ? "ok;" : "failed;";
        } catch (SpawnException e) {
            return "%s %d %s;".formatted(e.code(), e.errno(), e.syscall());
        }
    }

    /** Ends with two children that run. */
    private static String leaves() throws SpawnException {
        ChildProcess plain = ChildProcesses.spawn("sleep", List.of("60"), IGNORING);
        ChildProcess detached =
                ChildProcesses.spawn("sleep", List.of("60"), IGNORING.withDetached(true));
        detached.unref();
        return plain.pid() + " " + detached.pid();
    }

    /** Signals a child that belongs to root. */
    private static String denied(String setuidSetpriv) throws Exception {
        ChildProcess child =
                ChildProcesses.spawn(
                        setuidSetpriv,
                        "--reuid=0",
                        "--regid=0",
                        "--clear-groups",
                        "sh",
                        "-c",
                        "echo ready; exec sleep 60");
        if (child.stdout().orElseThrow().read() < 0) {
            return "0 it did not start";
        }
        CompletableFuture<String> error = new CompletableFuture<>();
        child.onError(e -> error.complete(e.code()));
        boolean sent = child.kill();
        // Only the portable backend says none: for the other one there is time.
        boolean says = !"portable".equals(System.getProperty("drover.childprocess.backend"));
        int patience = sent ? 0 : says ? 60 : 1;
        String code = error.completeOnTimeout("none", patience, TimeUnit.SECONDS).join();
        return "%d %s %s %s".formatted(child.pid(), sent, code, child.killed());
    }

    /** Ends with a message that the parent has not read. */
    private static String sends() {
        ParentChannel.open().send("x".repeat(4_000_000));
        return "sent";
    }

    /** Ends before the parent has read the message. */
    private static String sendsAndListens() {
        ParentChannel.open().send("x".repeat(4_000_000), _ -> System.out.println("taken"));
        return "main";
    }

    /** Ends before its child and the one that has its output. */
    private static String references() throws SpawnException {
        ChildProcess child = ChildProcesses.spawn("sh", "-c", "sleep 0.2 & exit 3");
        child.ref();
        child.onExit(_ -> System.out.println("exit"));
        child.onClose(_ -> System.out.println("close"));
        return "main";
    }

    private static String referencesAnEndedChild() throws SpawnException {
        ChildProcess child = ChildProcesses.spawn("true");
        CompletableFuture<Boolean> closed = new CompletableFuture<>();
        child.onClose(_ -> closed.complete(true));
        closed.join();
        child.ref();
        child.onExit(_ -> System.out.println("exit"));
        return "main";
    }

    private static String referencesAChannel(Path disconnects) throws SpawnException {
        ChildProcess child = ChildProcesses.fork(disconnects, List.of(), ForkOptions.DEFAULT);
        child.channel().orElseThrow().ref();
        child.onDisconnect(() -> System.out.println("disconnect"));
        child.send("go");
        return "main";
    }

    private static String referencesItsParent() {
        ParentChannel parent = ParentChannel.open();
        parent.ref();
        parent.onDisconnect(() -> System.out.println("disconnect"));
        return "main";
    }

    /** How deep the lists in lists are that a child sends. */
    private static String deep(Path sender) throws Exception {
        return depth(sender, Serialization.JSON) + " " + depth(sender, Serialization.ADVANCED);
    }

    private static String depth(Path sender, Serialization serialization) throws Exception {
        ForkOptions options =
                ForkOptions.DEFAULT.withSpawn(
                        SpawnOptions.DEFAULT.withSerialization(serialization));
        CompletableFuture<String> answer = new CompletableFuture<>();
        try (ChildProcess child = ChildProcesses.fork(sender, List.of(), options)) {
            child.onMessage(message -> answer.complete(Integer.toString(depth(message))));
            child.onError(e -> answer.complete(e.toString()));
            child.onDisconnect(() -> answer.complete("disconnected"));
            return answer.get();
        }
    }

    private static int depth(Object message) {
        int depth = 0;
        for (Object at = message; at instanceof List<?> list; at = list.getFirst()) {
            depth++;
            if (list.isEmpty()) {
                return depth;
            }
        }
        return depth;
    }

    /** Sends and gets back messages of this size. */
    private static String large(Path echo, int size) throws Exception {
        byte[] bytes = new byte[size];
        Arrays.fill(bytes, (byte) 7);
        String text = "x".repeat(size);
        return echoed(echo, Serialization.JSON, text)
                + " "
                + echoed(echo, Serialization.ADVANCED, bytes);
    }

    private static boolean echoed(Path echo, Serialization serialization, Object message)
            throws Exception {
        ForkOptions options =
                ForkOptions.DEFAULT.withSpawn(
                        SpawnOptions.DEFAULT.withSerialization(serialization));
        try (ChildProcess child = ChildProcesses.fork(echo, List.of(), options)) {
            BlockingQueue<Object> inbox = new LinkedBlockingQueue<>();
            child.onMessage(answer -> inbox.add(answer));
            child.onError(e -> inbox.add(e.toString()));
            inbox.take();
            CompletableFuture<IpcException> sent = new CompletableFuture<>();
            child.send(message, sent::complete);
            Object answer = inbox.take();
            return sent.join() == null
                    && (message instanceof byte[] bytes
                            ? answer instanceof byte[] back && Arrays.equals(bytes, back)
                            : message.equals(answer));
        }
    }
}
