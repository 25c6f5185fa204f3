package dev.drover.daemon;

import dev.drover.childprocess.ChildProcesses;
import dev.drover.childprocess.Keeper;
import dev.drover.childprocess.ProcessRef;
import dev.drover.daemon.setup.SetupBook;
import dev.drover.domain.Home;
import dev.drover.domain.ProcessDescription;
import dev.drover.domain.Signal;
import dev.drover.protocol.pm2.DumpFormat;
import dev.drover.protocol.pm2.TriggerFields;
import dev.drover.supervisor.Supervisor;
import dev.drover.supervisor.trigger.RestartTriggers;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A supervisor that answers on the two sockets of its home. It lives until a client or a signal
 * ends it, with all its services, or until {@link #close}, which leaves the services alone.
 */
public final class Daemon implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Daemon.class);
    private static final int STOP_SECONDS = 60;

    /** Exit code; to a keeper it is a death as any other. */
    private static final int WITHOUT_MEMORY = 70;

    private final Home home;
    private final HomeFolder folder;
    private final HomeSettings settings;
    private final SupervisorLog log;
    private final Supervisor supervisor;
    private final EventPublisher publisher;
    private final AutoCloseable subscription;
    private final RestartTriggers triggers;
    private final SetupBook setups;
    private final AtomicReference<Optional<AutoCloseable>> sampling =
            new AtomicReference<>(Optional.empty());
    private final AtomicBoolean ending = new AtomicBoolean();
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private final RpcServer rpc;
    private volatile boolean handedOver;

    private Daemon(
            Home home,
            HomeFolder folder,
            HomeSettings settings,
            Supervisor supervisor,
            DaemonOptions options)
            throws IOException, DaemonException {
        this.home = home;
        this.settings = settings;
        this.folder = folder;
        this.supervisor = supervisor;
        log = SupervisorLog.open(home.supervisorLog());
        ServerSocketChannel pub = LocalSockets.listen(home.pubSocket());
        publisher =
                EventPublisher.start(
                        pub,
                        folder.owner(),
                        options.subscriberLimit(),
                        settings.redaction(),
                        this::sampleMetrics);
        subscription =
                supervisor.subscribe(
                        new EventFeed(supervisor, publisher, log, this::servesIntroduced));
        triggers = RestartTriggers.of(supervisor, TriggerFields::read);
        setups = SetupBook.of(supervisor, home.runSetups(), settings.storeEnvironment());
        supervisor.rotateLogs(new RotationSettings(home, supervisor::log));
        ServerSocketChannel server = LocalSockets.resume(home.rpcSocket());
        RpcDispatcher methods =
                new RpcDispatcher(
                        RpcMethods.table(
                                home,
                                options.version(),
                                supervisor,
                                setups,
                                settings.redaction(),
                                this::killMe,
                                this::handOver),
                        settings,
                        supervisor::batch,
                        publisher::flush);
        rpc = RpcServer.start(server, folder.owner(), methods);
        // Straight to the file: nobody listens yet, and the line must be there even if we end at
        // once.
        folder.notice().ifPresent(notice -> log.write(notice, Instant.now()));
    }

    /**
     * Lets {@link #open} and the first client wait less: does meanwhile, on another thread, what is
     * to be done once in a JVM.
     */
    public static void warmUp() {
        WarmUp.begin();
    }

    /** From now on, memory that work needed is given back when the work is done. */
    public static void releaseMemoryWhenIdle() {
        IdleMemory.begin();
    }

    /** From now on, a memory that is full and stays full ends this process: nothing else can. */
    public void endWithoutMemory() {
        MemoryWatch.begin(
                () -> {
                    try {
                        log.write(MemoryWatch.sentence(), Instant.now());
                        log.close();
                    } catch (IOException | OutOfMemoryError e) {
                        LOG.error("It cannot even be told that there is no memory.", e);
                    } finally {
                        Runtime.getRuntime().halt(WITHOUT_MEMORY);
                    }
                });
    }

    /**
     * Takes the home and listens. When this returns, clients are answered.
     *
     * @throws DaemonException with one sentence for the user; nothing is left behind
     */
    public static Daemon open(Home home, DaemonOptions options) throws DaemonException {
        HomeFolder folder = openFolder(home);
        Optional<Supervisor> supervisor = Optional.empty();
        try {
            Optional<String> unwritten = folder.writePid();
            HomeSettings settings = HomeSettings.read(home.settings());
            supervisor = Optional.of(openSupervisor(home, settings));
            Daemon daemon = new Daemon(home, folder, settings, supervisor.get(), options);
            unwritten.ifPresent(notice -> daemon.log.write(notice, Instant.now()));
            if (settings.bringBack()) {
                supervisor.get().bringBack();
            }
            return daemon;
        } catch (OutOfMemoryError | CompletionException e) {
            if (!(e instanceof OutOfMemoryError || e.getCause() instanceof OutOfMemoryError)) {
                throw e;
            }
            closeQuietly(folder);
            throw told(home, new DaemonException(MemoryWatch.sentence(), e));
        } catch (IOException | DaemonException e) {
            supervisor.ifPresent(Supervisor::close);
            closeQuietly(folder);
            throw told(
                    home,
                    e instanceof DaemonException known
                            ? known
                            : new DaemonException(
                                    "The home %s cannot be used (%s).".formatted(home.root(), e),
                                    e));
        }
    }

    private static HomeFolder openFolder(Home home) throws DaemonException {
        try {
            return HomeFolder.open(home);
        } catch (DaemonException e) {
            // Of somebody else's home nothing is written.
            throw Keeper.isOfAnother() && !e.isAlreadyRunning() ? told(home, e) : e;
        }
    }

    /** In the log too: nobody reads what a supervisor says that its keeper has started. */
    private static DaemonException told(Home home, DaemonException why) {
        try (SupervisorLog log = SupervisorLog.open(home.supervisorLog())) {
            log.write(String.valueOf(why.getMessage()), Instant.now());
        } catch (IOException e) {
            LOG.warn("The supervisor's log cannot be written.", e);
        }
        return why;
    }

    /** Ends the daemon and its services when the process gets SIGTERM or SIGINT; ignores SIGHUP. */
    public void endOnSignals() {
        TerminationSignals.handle(
                name -> {
                    saveList();
                    end("pm2 has been killed by SIGNAL", true, Optional.empty());
                });
    }

    /** Waits until the first request has been answered, but not longer than this. */
    public void awaitFirstAnswer(Duration atMost) {
        rpc.awaitFirstAnswer(atMost);
    }

    /**
     * Lets the keeper of this process, if it has one, know that clients are answered, and has it
     * hold the socket for the time after us. Takes a while the first time.
     */
    public void meetKeeper() {
        supervisor
                .keeper()
                .ifPresent(
                        keeper -> {
                            KeeperCare.begin(keeper, supervisor::log);
                            keeper.ready();
                            keeper.holdListener(home.rpcSocket());
                        });
    }

    /** After the end of the daemon: the keeper, if there is one, knows that it was wanted. */
    public void leaves(int code) {
        supervisor.keeper().ifPresent(keeper -> keeper.leaves(code));
    }

    /** Waits until the daemon has ended. */
    public void awaitEnd() {
        ended.join();
    }

    /** True once it has ended so that the next one goes on, started by the keeper. */
    public boolean isHandedOver() {
        return handedOver;
    }

    /** Ends the daemon at once. The services go on, and so the next daemon can adopt them. */
    @Override
    public void close() {
        if (ending.compareAndSet(false, true)) {
            closeQuietly(triggers);
            closeQuietly(setups);
            // Before the sockets, so that what was said before is in the log.
            supervisor.close();
            closeSockets();
            closeHome();
            ended.complete(null);
        }
    }

    private static Supervisor openSupervisor(Home home, HomeSettings settings) {
        return Supervisor.open(
                home,
                new Pm2Children(home),
                new SavedListCodec(home, settings),
                Optional.of(new RunLineCodec()));
    }

    private boolean servesIntroduced() {
        return rpc.servesIntroduced();
    }

    /** Samples cost something: they are only taken while somebody listens. */
    private void sampleMetrics(boolean wanted) {
        Optional<AutoCloseable> next =
                wanted ? Optional.of(supervisor.sampleMetrics()) : Optional.empty();
        sampling.getAndSet(next).ifPresent(Daemon::closeQuietly);
    }

    private void killMe(RpcMethod.Call call, Optional<Long> pid) {
        // PM2's client waits for SIGQUIT. Only the pid that the client itself goes by gets it.
        Optional<ProcessRef> peer =
                pid.filter(p -> Caller.pid(call.request()).equals(Optional.of(p)))
                        .flatMap(ChildProcesses::find);
        Thread.ofPlatform()
                .name("drover-end")
                .start(() -> end("pm2 has been killed via CLI", false, peer));
    }

    /** The sockets stay: whoever comes meanwhile waits for the next daemon. */
    private void handOver() {
        Thread.ofPlatform()
                .name("drover-end")
                .start(
                        () -> {
                            if (ending.compareAndSet(false, true)) {
                                handedOver = true;
                                closeQuietly(triggers);
                                closeQuietly(setups);
                                supervisor.handOver();
                                publisher.flush();
                                closeQuietly(subscription);
                                closeHome();
                                ended.complete(null);
                            }
                        });
    }

    private void end(String reason, boolean comeBack, Optional<ProcessRef> peer) {
        if (!ending.compareAndSet(false, true)) {
            return;
        }
        closeQuietly(triggers);
        closeQuietly(setups);
        awaitStops(supervisor.shutdown(reason, comeBack));
        closeSockets();
        closeHome();
        // Last: a client that goes on now finds a home that is free.
        peer.ifPresent(client -> client.signal(Signal.SIGQUIT));
        ended.complete(null);
    }

    /** As long as they take, unless the supervisor itself answers no more. */
    private void awaitStops(CompletableFuture<Void> stops) {
        while (!isDoneWithin(stops, STOP_SECONDS)) {
            if (!isDoneWithin(supervisor.list(), STOP_SECONDS)) {
                LOG.error("The processes could not be stopped in order.");
                return;
            }
        }
    }

    /** True when it failed, too: that is an answer. */
    private static boolean isDoneWithin(CompletableFuture<?> answer, int seconds) {
        return answer.handle((_, _) -> true)
                .completeOnTimeout(false, seconds, TimeUnit.SECONDS)
                .join();
    }

    /** PM2's {@code dump.pm2}, with the one before kept beside it. */
    private void saveList() {
        try {
            List<ProcessDescription> list =
                    supervisor.list().orTimeout(STOP_SECONDS, TimeUnit.SECONDS).join();
            if (list.isEmpty()) {
                return;
            }
            if (Files.isRegularFile(home.dump())) {
                Files.move(
                        home.dump(),
                        home.dumpBackup(),
                        StandardCopyOption.ATOMIC_MOVE,
                        StandardCopyOption.REPLACE_EXISTING);
            }
            HomeFolder.replace(
                    home.dump(),
                    DumpFormat.encodeDump(list.stream().map(settings::stored).toList()));
        } catch (IOException e) {
            supervisor.log("dump.pm2 could not be written: " + e.getMessage());
        } catch (OutOfMemoryError | CompletionException e) {
            // Whoever ends us is not to wait for it.
            LOG.error("dump.pm2 could not be written.", e);
        }
    }

    private void closeSockets() {
        closeQuietly(rpc);
        closeQuietly(subscription);
        closeQuietly(publisher);
        try {
            Files.deleteIfExists(home.rpcSocket());
            Files.deleteIfExists(home.pubSocket());
            // Nobody is to wait for a supervisor that was wanted gone.
            Files.deleteIfExists(home.keeperSocket());
        } catch (IOException e) {
            LOG.warn("A socket could not be removed.", e);
        }
    }

    private void closeHome() {
        closeQuietly(log);
        closeQuietly(folder);
    }

    @SuppressWarnings("checkstyle:IllegalCatch")
    private static void closeQuietly(AutoCloseable resource) {
        try {
            resource.close();
        } catch (Exception e) {
            // The boundary of AutoCloseable, whose close may throw anything: the end goes on.
            LOG.warn("{} did not close cleanly.", resource, e);
        }
    }
}
