import dev.drover.protocol.AmpDecoder;
import dev.drover.protocol.AmpFrame;
import dev.drover.protocol.rpc.RpcReply;
import dev.drover.protocol.rpc.RpcRequest;

import java.io.EOFException;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Asks a supervisor as the npm client does, which does not say who it is; one request at a time. */
final class StockClient implements AutoCloseable {

    private final Path home;
    private final SocketChannel channel;
    private final AmpDecoder decoder = new AmpDecoder();
    private final ByteBuffer buffer = ByteBuffer.allocate(64 << 10);
    private int requests;

    StockClient(Path home) throws IOException {
        this.home = home;
        channel = SocketChannel.open(StandardProtocolFamily.UNIX);
        channel.connect(UnixDomainSocketAddress.of(home.resolve("rpc.sock")));
    }

    /** Starts one service as the client's {@code start} does. */
    void start(String name, String script, String... args) throws IOException {
        Map<String, Object> env = new HashMap<>(System.getenv());
        env.put("PM2_HOME", home.toString());
        env.put("PM2_PROGRAMMATIC", "true");
        env.put(name, "{}");
        Map<String, Object> config = new HashMap<>();
        config.put("name", name);
        config.put("args", List.of(args));
        config.put("exec_interpreter", "none");
        config.put("env", env);
        config.put("merge_logs", true);
        config.put("vizion", true);
        config.put("autostart", true);
        config.put("autorestart", true);
        config.put("exec_mode", "fork_mode");
        config.put("instance_var", "NODE_APP_INSTANCE");
        config.put("pmx", true);
        config.put("automation", true);
        config.put("treekill", true);
        config.put("username", System.getProperty("user.name"));
        config.put("windowsHide", true);
        config.put("kill_retry_time", 100);
        config.put("namespace", "default");
        config.put("node_args", List.of());
        config.put("pm_exec_path", script);
        config.put("pm_cwd", "/");
        config.put("instances", 1);
        config.put("pm_out_log_path", home.resolve("logs/" + name + "-out.log").toString());
        config.put("pm_err_log_path", home.resolve("logs/" + name + "-error.log").toString());
        config.put("pm_pid_path", home.resolve("pids/" + name + ".pid").toString());
        config.put("km_link", false);
        call("prepare", config);
    }

    /** Asks and waits for the answer. */
    void call(String method, Object... args) throws IOException {
        String id = ProcessHandle.current().pid() + ":" + requests++;
        ByteBuffer request = ByteBuffer.wrap(RpcRequest.encodeCall(method, List.of(args), id));
        while (request.hasRemaining()) {
            channel.write(request);
        }
        if (RpcReply.decode(answer()).reply() instanceof RpcReply.Failure(String error)) {
            throw new IOException(method + " was refused: " + error);
        }
    }

    private AmpFrame answer() throws IOException {
        while (true) {
            buffer.clear();
            if (channel.read(buffer) < 0) {
                throw new EOFException("The supervisor has gone.");
            }
            List<AmpFrame> frames = decoder.feed(buffer.flip());
            if (!frames.isEmpty()) {
                return frames.getFirst();
            }
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
