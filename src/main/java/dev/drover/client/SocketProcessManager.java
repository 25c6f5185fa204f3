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
import dev.drover.protocol.pm2.ChangeFields;
import dev.drover.protocol.pm2.DumpFormat;
import dev.drover.protocol.pm2.FigureFields;
import dev.drover.protocol.pm2.Requests;
import dev.drover.protocol.pm2.RunFields;
import dev.drover.protocol.pm2.SignalFields;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** A {@link ProcessManager} over the two sockets of a home. */
final class SocketProcessManager implements ProcessManager {

    private final Home home;
    private final Home door;
    private final LocalOrders here;
    private final Orders orders;
    private final Starter starter;
    private final LogRequests logs;
    private final RpcPeer rpc;
    private final String version;
    private final Set<String> features;
    private volatile Runnable ending = () -> {};

    SocketProcessManager(
            ConnectOptions options, RpcPeer rpc, String version, Set<String> features) {
        this.home = options.home();
        this.door = options.door();
        this.here = new LocalOrders(options.home(), options.forwarded().isPresent());
        this.orders = new Orders(options.home(), rpc, features);
        this.starter = new Starter(orders, new Spawning(options));
        this.logs = new LogRequests(orders, rpc, features, here);
        this.rpc = rpc;
        this.version = version;
        this.features = features;
    }

    /** The same connection, whose end is the end of the supervisor too. */
    ProcessManager endingWith(Runnable awaitEnd) {
        ending =
                () -> {
                    shutdown().join();
                    awaitEnd.run();
                };
        return this;
    }

    @Override
    public Home home() {
        return home;
    }

    @Override
    public String version() {
        return version;
    }

    @Override
    public Set<String> features() {
        return features;
    }

    @Override
    public CompletableFuture<List<ProcessDescription>> list() {
        return orders.list();
    }

    @Override
    public CompletableFuture<List<ProcessDescription>> describe(Target target) {
        return orders.resolve(target);
    }

    @Override
    public CompletableFuture<List<ProcessDescription>> start(String script) {
        return here.order(() -> starter.start(script));
    }

    @Override
    public CompletableFuture<List<ProcessDescription>> start(AppOptions app) {
        return here.order(() -> starter.start(List.of(app)));
    }

    @Override
    public CompletableFuture<List<ProcessDescription>> start(List<AppOptions> apps) {
        return here.order(() -> starter.start(apps));
    }

    @Override
    public CompletableFuture<List<ProcessDescription>> start(
            Path file, FileSelection selection, TrustCheck trust) {
        return here.order(() -> starter.start(file, selection, trust));
    }

    @Override
    public CompletableFuture<List<ProcessDescription>> restart(Target target, AppOptions changes) {
        return starter.restart(target, changes);
    }

    @Override
    public CompletableFuture<ProcessDescription> redefine(
            ProcessDescription process, ProcessSpec definition, TakesEffect effect) {
        return starter.redefine(process, definition, effect);
    }

    @Override
    public CompletableFuture<List<ProcessDescription>> start(ProcessSpec spec) {
        return orders.prepare(spec);
    }

    @Override
    public CompletableFuture<List<ProcessDescription>> start(Target target) {
        return orders.onEach(
                target,
                process ->
                        process.status().isAlive()
                                ? CompletableFuture.completedFuture(process)
                                : orders.act("startProcessId", process, process.id(), "start"));
    }

    @Override
    public CompletableFuture<List<ProcessDescription>> stop(Target target) {
        return orders.onEach(
                target,
                p ->
                        orders.withoutWatch("stopProcessId", p)
                                .thenCompose(_ -> orders.act("stopProcessId", p, p.id(), "stop")));
    }

    @Override
    public CompletableFuture<List<ProcessDescription>> restart(Target target) {
        return orders.onEach(
                target,
                p -> orders.act("restartProcessId", p, Requests.restart(p.id()), "restart"));
    }

    @Override
    public CompletableFuture<List<ProcessDescription>> reload(Target target) {
        return orders.onEach(
                        target,
                        p -> orders.act("reloadProcessId", p, Requests.restart(p.id()), "reload"))
                .thenCompose(orders::afresh);
    }

    @Override
    public CompletableFuture<List<ProcessDescription>> scale(String name, int instances) {
        return new Scaling(orders, rpc).scale(name, instances);
    }

    @Override
    public CompletableFuture<List<ProcessDescription>> watch(Target target, boolean on) {
        // The name of a method makes PM2 take the id; one of a stop ends no watch of Drover's.
        String method = "restartProcessId";
        return orders.onEach(
                        target,
                        p ->
                                (on
                                                ? rpc.call(
                                                        "startWatch", method, Map.of("id", p.id()))
                                                : rpc.call("stopWatch", method, p.id()))
                                        .thenApply(_ -> p))
                .thenCompose(orders::afresh);
    }

    @Override
    public CompletableFuture<List<ProcessDescription>> schedule(
            Target target, Optional<String> pattern) {
        return orders.onEach(target, p -> starter.schedule(p, pattern)).thenCompose(orders::afresh);
    }

    @Override
    public CompletableFuture<List<ProcessDescription>> delete(Target target) {
        return orders.onEach(
                target,
                p ->
                        orders.withoutWatch("deleteProcessId", p)
                                .thenCompose(_ -> rpc.call("deleteProcessId", p.id()))
                                .thenApply(reply -> orders.decodeOr(p, reply)));
    }

    @Override
    public CompletableFuture<List<ProcessDescription>> resurrect(ProcessDescription entry) {
        return rpc.call("prepare", Requests.saved(entry)).thenApply(orders::decodeList);
    }

    @Override
    public CompletableFuture<List<ProcessDescription>> killTree(Target target) {
        return orders.onEach(
                target,
                p ->
                        orders.droverOnly(Requests.KILL_TREE, p.id())
                                .thenApply(reply -> orders.decodeOr(p, reply)));
    }

    @Override
    public CompletableFuture<Void> sendSignalToProcessId(int id, Signal signal) {
        return done(rpc.call("sendSignalToProcessId", Requests.signalToId(id, signal)));
    }

    @Override
    public CompletableFuture<Void> sendSignalToProcessName(String name, Signal signal) {
        return done(rpc.call("sendSignalToProcessName", Requests.signalToName(name, signal)));
    }

    @Override
    public CompletableFuture<Void> sendDataToProcessId(
            int id, String type, String topic, @Nullable Object data) {
        return done(rpc.call("sendDataToProcessId", Requests.packet(id, type, topic, data)));
    }

    @Override
    public CompletableFuture<Void> sendDataToProcessId(int id, @Nullable Object data) {
        return done(rpc.call("sendDataToProcessId", Requests.packet(id, data)));
    }

    @Override
    public CompletableFuture<Void> flush(Target target) {
        return here.order(() -> orders.resolve(target))
                .thenAcceptAsync(
                        found -> {
                            HomeFiles.flush(found);
                            if (target instanceof Target.All) {
                                HomeFiles.empty(home.supervisorLog());
                            }
                        },
                        Thread::startVirtualThread);
    }

    @Override
    public CompletableFuture<Void> reloadLogs() {
        return done(rpc.call("reloadLogs", Map.of()));
    }

    @Override
    public CompletableFuture<Void> dump() {
        return here.order(() -> rpc.call("getMonitorData", Map.of()))
                .thenAcceptAsync(
                        list -> HomeFiles.dump(home, DumpFormat.dumpOfList(list)),
                        Thread::startVirtualThread);
    }

    @Override
    public CompletableFuture<Void> sendMessage(int id, @Nullable Object message) {
        return done(orders.droverOnly(Requests.SEND_MESSAGE, Requests.message(id, message)));
    }

    @Override
    public CompletableFuture<SignalActions> signalActions(int id) {
        return orders.droverOnly(Requests.SIGNAL_ACTIONS, id).thenApply(SignalFields::decode);
    }

    @Override
    public CompletableFuture<Void> trigger(int id, String action, Optional<String> parameter) {
        return done(rpc.call("msgProcess", Requests.trigger(id, action, parameter)));
    }

    @Override
    public CompletableFuture<Void> sendLineToStdin(int id, String line) {
        String ended = line.endsWith("\n") ? line : line + "\n";
        return done(rpc.call("sendLineToStdin", Requests.line(id, ended)));
    }

    @Override
    public CompletableFuture<LogTail> logTail(int id, int maxBytes) {
        return logs.tail(id, maxBytes);
    }

    @Override
    public CompletableFuture<LogWindow> logWindow(LogWindowRequest request) {
        return logs.window(request);
    }

    @Override
    public CompletableFuture<LogHits> logSearch(LogSearchRequest request) {
        return logs.search(request);
    }

    @Override
    public CompletableFuture<FigureSheet> figures(Set<Figure> wanted) {
        return orders.droverOnly(Requests.FIGURES, FigureFields.request(wanted))
                .thenApply(FigureFields::decode);
    }

    @Override
    public CompletableFuture<List<RunRecord>> runs(int id) {
        return orders.droverOnly(Requests.RUNS, id).thenApply(RunFields::decode);
    }

    @Override
    public CompletableFuture<RunChanges> changes(int id, int earlier, int later) {
        return orders.droverOnly(Requests.CHANGES, ChangeFields.request(id, earlier, later))
                .thenApply(ChangeFields::decode);
    }

    @Override
    public CompletableFuture<Bus> launchBus() {
        boolean fromDrover = !features.isEmpty();
        return CompletableFuture.supplyAsync(
                        () -> SocketBus.connect(home, door, fromDrover), Thread::startVirtualThread)
                .thenCompose(
                        bus ->
                                list().handle(
                                                (list, failure) -> {
                                                    if (failure != null) {
                                                        bus.close();
                                                        throw new CompletionException(failure);
                                                    }
                                                    bus.learn(list);
                                                    return bus;
                                                }));
    }

    @Override
    public CompletableFuture<Void> killDaemon() {
        rpc.notify("notifyKillPM2", Map.of());
        // As PM2's own client does: the services are taken down one by one before their supervisor.
        return delete(Target.all()).thenCompose(_ -> end());
    }

    @Override
    public CompletableFuture<Void> shutdown() {
        if (features().isEmpty()) {
            return killDaemon();
        }
        return end();
    }

    @Override
    public CompletableFuture<Void> upgrade() {
        CompletableFuture<Void> gone = rpc.gone();
        orders.droverOnly(Requests.UPGRADE, Map.of())
                .whenComplete(
                        (_, failure) -> {
                            if (failure != null) {
                                gone.completeExceptionally(failure);
                            }
                        });
        return gone;
    }

    /** The request that is never answered: the end of the connection is the answer. */
    private CompletableFuture<Void> end() {
        CompletableFuture<Void> gone = rpc.gone();
        rpc.notify("killMe", Map.of());
        return gone;
    }

    @Override
    public void onClose(Runnable listener) {
        rpc.onClose(listener);
    }

    @Override
    public void close() {
        ending.run();
        rpc.close();
        logs.close();
    }

    private static CompletableFuture<Void> done(CompletableFuture<?> call) {
        return call.thenApply(_ -> null);
    }
}
