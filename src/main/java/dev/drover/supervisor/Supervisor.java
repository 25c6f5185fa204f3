package dev.drover.supervisor;

import dev.drover.childprocess.Keeper;
import dev.drover.domain.Cause;
import dev.drover.domain.Home;
import dev.drover.domain.LogRotation;
import dev.drover.domain.LogTail;
import dev.drover.domain.ProcessDescription;
import dev.drover.domain.ProcessEvent;
import dev.drover.domain.ProcessSpec;
import dev.drover.domain.RunRecord;
import dev.drover.domain.Signal;
import dev.drover.supervisor.Lifecycle.Input;
import dev.drover.supervisor.cluster.Refusal;
import dev.drover.supervisor.log.ProcessLogs;
import dev.drover.supervisor.store.ListCodec;
import dev.drover.supervisor.store.ListStore;
import dev.drover.supervisor.store.RunCodec;
import dev.drover.supervisor.store.RunHistory;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * The supervisor of one home. Commands may come from any thread; they are put in a mailbox and
 * carried out one at a time, by the owner thread or, where nothing else is being done, by the
 * thread that gives them. A command that is refused completes its future exceptionally with a
 * {@link SupervisorException}. Futures are completed by that thread, after the events that the
 * command caused were published: what depends on them must not block.
 */
public final class Supervisor implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Supervisor.class);

    /** PM2's daemon waits this long for the client that announced a shutdown. */
    private static final Duration SHUTDOWN_ANNOUNCEMENT = Duration.ofSeconds(3);

    private final Mailbox mailbox;
    private final Workers workers;
    private final ProcessTable table = new ProcessTable();
    private final EventHub events;
    private final EntryLogs logs;
    private final EntryCommands entries;
    private final ChildTalk talk;
    private final MetricsTicker metrics;
    private final PortWatch ports;
    private final ListKeeper keeper;
    private final ClusterApps clusters;
    private final KeptRuns kept;
    private final LifecycleDriver driver;
    private boolean handingOver;
    private final CompletableFuture<Void> ended = new CompletableFuture<>();

    private Supervisor(
            Home home,
            ChildEnvironment environment,
            Optional<ListCodec> codec,
            Optional<RunCodec> runs) {
        mailbox = new Mailbox(this::failed, this::endOfTurn);
        workers = new Workers(error -> mailbox.post(() -> failed(error)));
        events = new EventHub(this::listChanged);
        logs = new EntryLogs(mailbox, events, table, new ProcessLogs(home));
        kept = new KeptRuns(home, codec.isPresent());
        clusters = new ClusterApps(this::cannotListen, kept);
        EntryNotes notes = new EntryNotes(home, codec, kept, workers);
        ProcessRunner runner = new ProcessRunner(home, environment, notes, kept, clusters);
        Optional<RunHistory> history =
                runs.map(c -> workers.owns(new RunHistory(home.runHistory(), c)));
        RunBook book = new RunBook(mailbox, workers, events, notes, history);
        WorkerExchange exchange = new WorkerExchange(mailbox, workers, events, runner, kept, book);
        TakenPorts taken = new TakenPorts(workers, table, home);
        driver =
                new LifecycleDriver(
                        mailbox, workers, events, logs, runner, notes, book, exchange, taken);
        ports = new PortWatch(mailbox, workers, table, driver::changed);
        entries = new EntryCommands(events, table, logs, driver, exchange, environment);
        talk = new ChildTalk(mailbox, workers, events);
        metrics = new MetricsTicker(mailbox, workers, events, table, entries::overMemoryLimit);
        Adoption adoption = new Adoption(logs, driver, runner, kept, workers, clusters, book);
        Optional<ListStore> store = codec.map(c -> new ListStore(home.list(), c));
        keeper = new ListKeeper(mailbox, workers, events, table, home, notes, store, adoption);
    }

    /** Opens a supervisor that saves nothing; starts nothing. */
    public static Supervisor open(Home home, ChildEnvironment environment) {
        return new Supervisor(home, environment, Optional.empty(), Optional.empty());
    }

    /**
     * Opens a supervisor that keeps its list in {@link Home#list()}. The entries that are saved
     * there come back: with their processes where the supervisor before this one left them running,
     * else stopped, with a sentence in their description; {@code runs} is for what is known of
     * their runs. What is to be told is told as {@link ProcessEvent.SupervisorLogged} to the first
     * subscriber. Blocks while that is done.
     */
    public static Supervisor open(
            Home home, ChildEnvironment environment, ListCodec codec, Optional<RunCodec> runs) {
        Supervisor supervisor = new Supervisor(home, environment, Optional.of(codec), runs);
        List<String> notices = supervisor.command(supervisor.keeper::restore).join();
        notices.forEach(supervisor.events::logToFirst);
        return supervisor;
    }

    /** Starts what ran when the machine, or the supervisor before this one, came to its end. */
    public void bringBack() {
        mailbox.post(() -> keeper.bringBack(entries::restored));
    }

    /** The keeper of this process, when it has one; knows our home from then on. */
    public Optional<Keeper> keeper() {
        return kept.keeper();
    }

    private void failed(Throwable error) {
        LOG.error("A task of the supervisor failed.", error);
        events.log("A task of the supervisor failed: " + error);
    }

    private void endOfTurn() {
        talk.flush();
        events.settle();
    }

    /** What this thread asks for until it closes the result is done together; it must not wait. */
    public Batch batch() {
        return mailbox.gather();
    }

    private void cannotListen(Refusal refusal) {
        mailbox.post(() -> entries.cannotListen(refusal));
    }

    private void listChanged() {
        keeper.changed();
        metrics.wake();
    }

    /**
     * Adds a listener.
     *
     * @return removes the listener when closed
     */
    public AutoCloseable subscribe(EventListener listener) {
        AutoCloseable subscription = events.subscribe(listener);
        mailbox.post(events::publishKept);
        return subscription;
    }

    /** Samples CPU and memory each second, and looks for ports every five, while somebody asks. */
    public AutoCloseable sampleMetrics() {
        AtomicBoolean open = new AtomicBoolean(true);
        mailbox.post(metrics::ask);
        mailbox.post(ports::ask);
        return () -> {
            if (open.getAndSet(false)) {
                mailbox.post(metrics::release);
                mailbox.post(ports::release);
            }
        };
    }

    /** Registers the instances of a specification; completes when they are online or stopped. */
    public CompletableFuture<List<ProcessDescription>> start(ProcessSpec spec, Cause cause) {
        return command(answer -> entries.start(spec, cause, answer));
    }

    /** Registers one entry with its counter as a saved list has it, without starting it. */
    public CompletableFuture<ProcessDescription> register(ProcessSpec spec, int restarts) {
        return command(answer -> entries.register(spec, restarts, answer));
    }

    /** Starts a stopped or given-up entry. */
    public CompletableFuture<ProcessDescription> start(int id, Cause cause) {
        return command(answer -> entries.start(table.get(id), cause, answer));
    }

    /** Stops an entry; completes when nothing of it runs any more. A stopped one stays so. */
    public CompletableFuture<ProcessDescription> stop(int id, Cause cause) {
        return command(answer -> entries.stop(table.get(id), cause, new Input.Stop(), answer));
    }

    /**
     * Stops an entry if it runs and starts it, with its specification changed by {@code change}.
     */
    public CompletableFuture<ProcessDescription> restart(
            int id, UnaryOperator<ProcessSpec> change, Cause cause) {
        return command(answer -> entries.restart(table.get(id), change, cause, answer));
    }

    /**
     * Exchanges a cluster worker that is online for a new one without a gap: the one before goes on
     * until the new one listens, or says ready where that is waited for, and then until its clients
     * have gone; completes with the one before, as stopped. When the new one ends before, the one
     * before stays and the future fails. For all other entries a restart.
     *
     * @param byMessage whether the worker from before is asked to end by the message "shutdown"
     */
    public CompletableFuture<ProcessDescription> reload(
            int id, UnaryOperator<ProcessSpec> change, boolean byMessage, Cause cause) {
        return command(answer -> entries.reload(table.get(id), change, byMessage, cause, answer));
    }

    /** Stops an entry and removes it; completes with its last state. */
    public CompletableFuture<ProcessDescription> delete(int id, Cause cause) {
        return command(answer -> entries.delete(table.get(id), cause, answer));
    }

    /** One more instance of the same specification. */
    public CompletableFuture<ProcessDescription> duplicate(int id, Cause cause) {
        return command(answer -> entries.duplicate(table.get(id), cause, answer));
    }

    /** Sets restart counters to zero. */
    public CompletableFuture<ProcessDescription> reset(int id) {
        return command(answer -> entries.reset(table.get(id), answer));
    }

    /** Sends SIGKILL at once to the process and all its descendants. */
    public CompletableFuture<ProcessDescription> killTree(int id) {
        Cause cause = new Cause.ByUser("a kill command");
        return command(answer -> entries.stop(table.get(id), cause, new Input.Kill(), answer));
    }

    /** Sends a signal to the process itself. */
    public CompletableFuture<ProcessDescription> signal(int id, Signal signal) {
        return command(answer -> talk.signal(table.get(id), signal, answer));
    }

    /** Sends a JSON-shaped message; completes, on any thread, when the kernel has taken it. */
    public CompletableFuture<ProcessDescription> send(int id, @Nullable Object message) {
        return command(answer -> talk.send(table.get(id), message, answer));
    }

    /** Writes text to the standard input of the process; completes when it was written. */
    public CompletableFuture<ProcessDescription> sendLine(int id, String text) {
        return command(answer -> talk.write(table.get(id), text, answer));
    }

    /** All entries by ascending id, with fresh metrics. */
    public CompletableFuture<List<ProcessDescription>> list() {
        return command(answer -> metrics.whenFresh(() -> answer.complete(table.describe())));
    }

    /** One entry, with fresh metrics. */
    public CompletableFuture<ProcessDescription> describe(int id) {
        return command(
                answer -> {
                    ManagedProcess row = table.get(id);
                    metrics.whenFresh(() -> answer.complete(row.describe()));
                });
    }

    /** The runs of an entry, oldest first, bounded. */
    public CompletableFuture<List<RunRecord>> runs(int id) {
        return command(answer -> answer.complete(table.get(id).runs.list()));
    }

    /** The last {@code maxBytes} bytes of both logs, merged in the order of receipt. */
    public CompletableFuture<LogTail> logTail(int id, int maxBytes) {
        return command(answer -> logs.tell(table.get(id), maxBytes, answer));
    }

    /** What {@code reading} asks of the logs of an entry; completed on any thread. */
    public <T> CompletableFuture<T> readLogs(
            int id, Function<LogAccess, CompletableFuture<T>> reading) {
        return command(answer -> logs.read(table.get(id), reading, answer));
    }

    /** Changes what is known about an entry without a restart: version, name, custom actions. */
    public CompletableFuture<ProcessDescription> update(
            int id, UnaryOperator<ProcessDescription> change) {
        return command(answer -> entries.update(table.get(id), change, answer));
    }

    /** Publishes {@link ProcessEvent.ActionAnnounced}. */
    public CompletableFuture<Void> announce(int id, String action) {
        return command(
                answer -> {
                    ProcessDescription process = table.get(id).describe();
                    events.publish(
                            new ProcessEvent.ActionAnnounced(process, action, Instant.now()));
                    answer.complete(null);
                });
    }

    /**
     * No automatic restart happens from now on, until the time-out of a few seconds passes: PM2's
     * notifyKillPM2.
     */
    public CompletableFuture<Void> prepareShutdown() {
        return command(
                answer -> {
                    driver.holdRestarts(SHUTDOWN_ANNOUNCEMENT);
                    answer.complete(null);
                });
    }

    /**
     * Says when logs are rotated. {@code policy} is asked again from time to time, on a thread that
     * may block; it gives the same object as long as nothing has changed.
     */
    public void rotateLogs(Supplier<LogRotation> policy) {
        logs.rotateBy(policy);
    }

    /**
     * Follows what somebody has done to the names of log files: PM2's reloadLogs. Completes, on any
     * thread, when what comes goes to the files that have the names now.
     */
    public CompletableFuture<Void> reloadLogs() {
        return command(logs::reopen);
    }

    /** Publishes a line for the supervisor's own log. */
    public void log(String line) {
        mailbox.post(() -> events.log(line));
    }

    /**
     * Announces the end, stops every service, then ends the owner thread.
     *
     * @param comeBack whether what runs now is wanted again by {@link #bringBack}
     */
    public CompletableFuture<Void> shutdown(String reason, boolean comeBack) {
        return shutdown(reason, comeBack, StopAll.GRACE);
    }

    /** The same with another time than {@link StopAll#GRACE}. */
    CompletableFuture<Void> shutdown(String reason, boolean comeBack, Duration grace) {
        CompletableFuture<Void> answer = new CompletableFuture<>();
        if (!mailbox.post(() -> shutDown(reason, comeBack, grace, answer))) {
            answer.complete(null);
        }
        return answer;
    }

    private void shutDown(String reason, boolean back, Duration grace, CompletableFuture<?> done) {
        events.publish(new ProcessEvent.SupervisorStopping(reason, Instant.now()));
        if (back) {
            keeper.freeze();
        }
        new StopAll(entries, table, grace)
                .begin(mailbox)
                .whenComplete((_, _) -> end())
                .whenComplete((_, _) -> done.complete(null));
    }

    /** Ends the owner thread at once; services go on. Blocks until the list is saved. */
    @Override
    public void close() {
        if (mailbox.post(this::end)) {
            ended.join();
        }
    }

    /**
     * As {@link #close}, but what services say from now on stays in their channels, for the
     * supervisor that comes next.
     */
    public void handOver() {
        if (mailbox.post(this::pauseAndEnd)) {
            ended.join();
        }
    }

    private void pauseAndEnd() {
        handingOver = true;
        talk.pause(table.rows(), this::end);
    }

    private void end() {
        if (!ended.isDone()) {
            endOfTurn();
            keeper.freeze();
            mailbox.close();
            logs.close();
            if (!handingOver) {
                clusters.close();
            }
            workers.close();
            ended.complete(null);
        }
    }

    private <T> CompletableFuture<T> command(Consumer<CompletableFuture<T>> body) {
        return mailbox.ask(body, EntryCommands::shuttingDown);
    }
}
