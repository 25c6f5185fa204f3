package dev.drover.client;

import dev.drover.domain.Home;
import dev.drover.domain.LogTail;
import dev.drover.domain.ProcessDescription;
import dev.drover.domain.ProcessSpec;
import dev.drover.domain.RunRecord;
import dev.drover.domain.Signal;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * A connection to a supervisor: PM2's programmatic API in Java. Works with Drover's supervisor and
 * with a PM2 daemon. Methods never block; a refused or lost request completes its future with a
 * {@link RequestException}. Futures are completed on the connection's thread. Safe for use by
 * several threads.
 */
public interface ProcessManager extends AutoCloseable {

    /** The home of the supervisor. */
    Home home();

    /** The version that the supervisor reports. */
    String version();

    /** The {@code drover:} methods that the supervisor has; empty for a PM2 daemon. */
    Set<String> features();

    /** All entries by ascending id. */
    CompletableFuture<List<ProcessDescription>> list();

    /** The entries of a target. */
    CompletableFuture<List<ProcessDescription>> describe(Target target);

    /** Starts a new service; completes with its instances. */
    CompletableFuture<List<ProcessDescription>> start(ProcessSpec spec);

    /** Starts stopped entries again. */
    CompletableFuture<List<ProcessDescription>> start(Target target);

    /** Stops entries; they stay in the list. */
    CompletableFuture<List<ProcessDescription>> stop(Target target);

    /** Stops and starts entries; stopped ones are started. */
    CompletableFuture<List<ProcessDescription>> restart(Target target);

    /**
     * Restarts without downtime where that is possible (cluster mode), else as {@link #restart}.
     */
    CompletableFuture<List<ProcessDescription>> reload(Target target);

    /** Stops entries and removes them from the list. */
    CompletableFuture<List<ProcessDescription>> delete(Target target);

    /** Sends SIGKILL to the processes and all their descendants. Drover only. */
    CompletableFuture<List<ProcessDescription>> killTree(Target target);

    /** Sends a signal to one entry. */
    CompletableFuture<Void> sendSignalToProcessId(int id, Signal signal);

    /** Sends a signal to each running entry of a name. */
    CompletableFuture<Void> sendSignalToProcessName(String name, Signal signal);

    /**
     * Sends {@code {id, type, topic, data}} to the process over its IPC channel.
     *
     * @param data JSON-shaped
     */
    CompletableFuture<Void> sendDataToProcessId(
            int id, String type, String topic, @Nullable Object data);

    /** Sends any JSON-shaped message as it is. Drover only. */
    CompletableFuture<Void> sendMessage(int id, @Nullable Object message);

    /** Writes a line to the standard input of the process. */
    CompletableFuture<Void> sendLineToStdin(int id, String line);

    /**
     * The last bytes of both logs of an entry. From a PM2 daemon they are read from its log files.
     */
    CompletableFuture<LogTail> logTail(int id, int maxBytes);

    /** The runs of an entry, oldest first. Drover only. */
    CompletableFuture<List<RunRecord>> runs(int id);

    /**
     * Opens the stream of events; it delivers everything that requests sent after its completion
     * cause.
     */
    CompletableFuture<Bus> launchBus();

    /** Deletes all services, then ends the supervisor: PM2's {@code killDaemon}. */
    CompletableFuture<Void> killDaemon();

    /**
     * Stops all services and ends the supervisor, which keeps their list: they are there, stopped,
     * when it is opened again. A PM2 daemon keeps only what was saved.
     */
    CompletableFuture<Void> shutdown();

    /** Called once when the connection was lost or closed; at once when it is so already. */
    void onClose(Runnable listener);

    /** Ends the connection; services and supervisor go on. */
    @Override
    void close();
}
