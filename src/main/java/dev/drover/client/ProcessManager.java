package dev.drover.client;

import dev.drover.domain.Figure;
import dev.drover.domain.FigureSheet;
import dev.drover.domain.Home;
import dev.drover.domain.LogHits;
import dev.drover.domain.LogSearchRequest;
import dev.drover.domain.LogTail;
import dev.drover.domain.LogWindow;
import dev.drover.domain.LogWindowRequest;
import dev.drover.domain.ProcessDescription;
import dev.drover.domain.ProcessSpec;
import dev.drover.domain.RunChanges;
import dev.drover.domain.RunRecord;
import dev.drover.domain.Signal;
import dev.drover.domain.SignalActions;
import dev.drover.project.AppOptions;
import dev.drover.project.FileSelection;
import dev.drover.project.TrustCheck;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * A connection to a supervisor: PM2's programmatic API in Java, method for method. Works with
 * Drover's supervisor and with a PM2 daemon (5, 6 and 7), which speak the same protocol.
 *
 * <pre>{@code
 * try (ProcessManager pm2 = ProcessManagers.connect().get()) {
 *     pm2.start(AppOptions.script("api.js").name("api")).get();
 *     pm2.list().get().forEach(p -> System.out.println(p.name() + " " + p.status()));
 *     pm2.restart(Target.name("api")).get();
 * }
 * }</pre>
 *
 * <p>Methods never block; a future that fails holds a {@link RequestException} whose class says
 * what kind of failure it is and whose message is for the user. Futures are completed on the
 * connection's thread: do not block there. Safe for use by several threads.
 *
 * <p>{@code docs/client.md} shows each example of PM2's API document in Java.
 */
public interface ProcessManager extends AutoCloseable {

    /** The home of the supervisor. */
    Home home();

    /** The version that the supervisor reports. */
    String version();

    /** The {@code drover:} methods that the supervisor has; empty for a PM2 daemon. */
    Set<String> features();

    /** True for Drover's own supervisor, false for a PM2 daemon. */
    default boolean isDrover() {
        return !features().isEmpty();
    }

    /** All entries by ascending id. */
    CompletableFuture<List<ProcessDescription>> list();

    /** The entries of a target. */
    CompletableFuture<List<ProcessDescription>> describe(Target target);

    /**
     * Starts a script: a file relative to the working folder, a program, or a command with blanks.
     * One that is listed and stopped is started again; one that runs already is refused.
     */
    CompletableFuture<List<ProcessDescription>> start(String script);

    /**
     * Starts an app; completes with its instances. When its name is listed already, those entries
     * are restarted with these options (unless {@link AppOptions#force} asks for another copy).
     */
    CompletableFuture<List<ProcessDescription>> start(AppOptions app);

    /** Starts several apps, in their order; when the options of one are wrong, none is started. */
    CompletableFuture<List<ProcessDescription>> start(List<AppOptions> apps);

    /**
     * Starts what a definition file defines: an ecosystem file in JSON or YAML, a {@code
     * package.json} or a Procfile. One in JavaScript is refused: it would have to be run.
     */
    default CompletableFuture<List<ProcessDescription>> start(Path file) {
        return start(file, FileSelection.ALL, TrustCheck.NOBODY);
    }

    /**
     * Starts what a definition file defines. Nothing is started from a file with an error.
     *
     * @param selection which of its apps and which of their environments
     * @param trust asked before Node runs a file in JavaScript
     */
    CompletableFuture<List<ProcessDescription>> start(
            Path file, FileSelection selection, TrustCheck trust);

    /** Starts a new service as it is specified; completes with its instances. */
    CompletableFuture<List<ProcessDescription>> start(ProcessSpec spec);

    /** Starts stopped entries again. */
    CompletableFuture<List<ProcessDescription>> start(Target target);

    /** Stops entries; they stay in the list. */
    CompletableFuture<List<ProcessDescription>> stop(Target target);

    /** Stops and starts entries; stopped ones are started. */
    CompletableFuture<List<ProcessDescription>> restart(Target target);

    /**
     * Restarts entries with changed options: what {@code changes} does not say stays. For PM2's
     * {@code updateEnv}, {@code changes} is {@code AppOptions.none().env(System.getenv())}.
     */
    CompletableFuture<List<ProcessDescription>> restart(Target target, AppOptions changes);

    /**
     * Gives an entry another definition; its id, its counters and its logs stay. A definition
     * cannot change how many instances there are.
     *
     * @param process with the definition that was changed: only the differences are sent
     * @param definition the new one
     * @param effect {@link TakesEffect#AT_NEXT_START} is for Drover only
     */
    CompletableFuture<ProcessDescription> redefine(
            ProcessDescription process, ProcessSpec definition, TakesEffect effect);

    /**
     * Restarts without downtime where that is possible (cluster mode), else as {@link #restart}.
     */
    CompletableFuture<List<ProcessDescription>> reload(Target target);

    /**
     * Brings a name to a number of instances, as {@code pm2 scale}: more are copies of its first
     * entry, of too many those with the highest ids are stopped and deleted.
     *
     * @param instances at least 1
     * @return all entries of the name as they are then
     */
    CompletableFuture<List<ProcessDescription>> scale(String name, int instances);

    /**
     * Begins, or ends, to restart entries when files of their folders change. What PM2's {@code
     * watch} named in particular is forgotten when it ends; begun again, it is the whole folder.
     */
    CompletableFuture<List<ProcessDescription>> watch(Target target, boolean on);

    /**
     * Gives entries another schedule of restarts, PM2's {@code cron_restart}, or takes it away.
     * Drover's supervisor goes by it at once and restarts nothing; a PM2 daemon restarts each entry
     * for it, also one that was stopped.
     *
     * @param pattern five fields, or six with seconds first ({@link
     *     dev.drover.domain.CronPattern}); empty: none
     */
    CompletableFuture<List<ProcessDescription>> schedule(Target target, Optional<String> pattern);

    /** Stops entries and removes them from the list. */
    CompletableFuture<List<ProcessDescription>> delete(Target target);

    /**
     * Puts an entry that was deleted back into the list, by the request of PM2's {@code resurrect}:
     * it gets its definition and another id. What did not run is listed as stopped and not started.
     *
     * @param entry as it was before it was deleted
     */
    CompletableFuture<List<ProcessDescription>> resurrect(ProcessDescription entry);

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

    /** Sends {@code data} as PM2's document does: type {@code process:msg}, topic true. */
    CompletableFuture<Void> sendDataToProcessId(int id, @Nullable Object data);

    /** Sends any JSON-shaped message as it is. Drover only. */
    CompletableFuture<Void> sendMessage(int id, @Nullable Object message);

    /**
     * What the process has arranged for signals. Drover only, and only where its supervisor runs on
     * Linux.
     */
    CompletableFuture<SignalActions> signalActions(int id);

    /**
     * Asks the process for one of its custom actions: PM2's {@code trigger}. What it answers comes
     * over the bus, as a message of type {@code axm:reply}.
     *
     * @param action as the process announced it ({@link CustomActions})
     * @param parameter a text for an action that takes one
     */
    CompletableFuture<Void> trigger(int id, String action, Optional<String> parameter);

    /** Writes a line to the standard input of the process. */
    CompletableFuture<Void> sendLineToStdin(int id, String line);

    /**
     * Empties the log files of entries. The client does it, on the files themselves; with {@link
     * Target#all} the supervisor's own log is emptied as well.
     */
    CompletableFuture<Void> flush(Target target);

    /** Makes the supervisor open its log files anew, after something has moved them away. */
    CompletableFuture<Void> reloadLogs();

    /**
     * Writes the list into {@code dump.pm2} of the home, for PM2's {@code resurrect}. The client
     * does it, as PM2's does; the list before is kept as {@code dump.pm2.bak}.
     */
    CompletableFuture<Void> dump();

    /**
     * The last bytes of both logs of an entry. From a PM2 daemon they are read from its log files.
     */
    CompletableFuture<LogTail> logTail(int id, int maxBytes);

    /**
     * Lines at any place of a log of an entry, what was rotated off included. Of a PM2 daemon they
     * are read from its log files; then no line has a time of receipt.
     */
    CompletableFuture<LogWindow> logWindow(LogWindowRequest request);

    /**
     * Looks for lines in a log of an entry, a step at a time. Of a PM2 daemon its log files are
     * searched here.
     */
    CompletableFuture<LogHits> logSearch(LogSearchRequest request);

    /**
     * What is found out only for who asks, of all entries at once. Drover only, of this version or
     * a newer one.
     */
    CompletableFuture<FigureSheet> figures(Set<Figure> wanted);

    /** The runs of an entry, oldest first. Drover only. */
    CompletableFuture<List<RunRecord>> runs(int id);

    /**
     * What has changed for a run of an entry since an earlier one: definition, environment,
     * program, commit, files. Drover only.
     *
     * @param earlier the number of a run that is kept, as {@code later}
     */
    CompletableFuture<RunChanges> changes(int id, int earlier, int later);

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

    /**
     * Lets the next supervisor take over from this one, while all services go on: what is installed
     * now runs then. Completes when this one has gone; the next one answers a moment later. Fails
     * with an {@link UnsupportedRequestException} when it is PM2's daemon.
     */
    CompletableFuture<Void> upgrade();

    /** Called once when the connection was lost or closed; at once when it is so already. */
    void onClose(Runnable listener);

    /**
     * Ends the connection: PM2's {@code disconnect}. Services and supervisor go on, unless the
     * supervisor runs in this program: then its services are stopped and their end is waited for.
     */
    @Override
    void close();
}
