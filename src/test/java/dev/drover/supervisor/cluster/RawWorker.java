package dev.drover.supervisor.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.childprocess.ChildProcess;
import dev.drover.childprocess.ChildProcesses;
import dev.drover.childprocess.ForkOptions;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A child that speaks the protocol word for word as a test tells it to. */
final class RawWorker implements AutoCloseable {

    static final int SECONDS = 90;

    final ChildProcess child;
    final ClusterWorker worker;
    private final LinkedBlockingQueue<Map<?, ?>> heard = new LinkedBlockingQueue<>();

    RawWorker(ClusterPrimary primary, Path cwd) throws Exception {
        Path program = Path.of("src/test/node/cluster/raw.js").toAbsolutePath();
        child = ChildProcesses.fork(program, List.of(), ForkOptions.DEFAULT);
        worker = primary.add(primary.nextId(), child, cwd, "app");
        child.onMessage(message -> heard.add((Map<?, ?>) message));
    }

    void say(Map<String, Object> message) {
        child.send(Map.of("say", message));
    }

    void query(Map<String, Object> address, int seq) {
        Map<String, Object> message = new LinkedHashMap<>(address);
        message.put("cmd", "NODE_CLUSTER");
        message.put("act", "queryServer");
        message.put("seq", seq);
        say(message);
    }

    void answer(Map<?, ?> connection, boolean accepted) {
        say(Map.of("cmd", "NODE_CLUSTER", "ack", connection.get("seq"), "accepted", accepted));
    }

    /** The next message of the primary, with what came with it as {@code handle}. */
    Map<?, ?> next() throws InterruptedException {
        Map<?, ?> next = heard.poll(SECONDS, TimeUnit.SECONDS);
        assertThat(next).as("a message of the primary").isNotNull();
        Map<Object, Object> message = new LinkedHashMap<>((Map<?, ?>) next.get("heard"));
        message.put("handle", next.get("handle"));
        return message;
    }

    boolean hasHeardNothing() {
        return heard.isEmpty();
    }

    void die() {
        child.send(Map.of("die", true));
    }

    @Override
    public void close() {
        child.kill("SIGKILL");
    }
}
