package dev.drover.client;

import dev.drover.domain.Home;
import dev.drover.domain.LogTail;
import dev.drover.domain.ProcessDescription;
import dev.drover.domain.ProcessSpec;
import dev.drover.domain.RunRecord;
import dev.drover.domain.Signal;
import dev.drover.protocol.pm2.ListEntry;
import dev.drover.protocol.pm2.LogFields;
import dev.drover.protocol.pm2.Requests;
import dev.drover.protocol.pm2.SpecFields;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** A {@link ProcessManager} over the two sockets of a home. */
final class SocketProcessManager implements ProcessManager {

    private static final int HELLO_SECONDS = 5;

    private final Home home;
    private final RpcPeer rpc;
    private final String version;
    private final Set<String> features;

    private SocketProcessManager(Home home, RpcPeer rpc, String version, Set<String> features) {
        this.home = home;
        this.rpc = rpc;
        this.version = version;
        this.features = features;
    }

    static CompletableFuture<ProcessManager> connect(Home home, String client) {
        return CompletableFuture.supplyAsync(
                        () -> RpcPeer.connect(home.rpcSocket()), Thread::startVirtualThread)
                .thenCompose(rpc -> greet(home, rpc, client))
                .exceptionallyCompose(SocketProcessManager::asRequestFailure);
    }

    private static CompletableFuture<ProcessManager> greet(Home home, RpcPeer rpc, String client) {
        CompletableFuture<Set<String>> features =
                rpc.call(Requests.HELLO, Requests.hello(client))
                        .handle(
                                (hello, refused) ->
                                        refused == null ? Requests.features(hello) : Set.of());
        CompletableFuture<ProcessManager> greeted =
                rpc.call("getVersion", Map.of())
                        .thenCombine(
                                features,
                                (version, found) ->
                                        new SocketProcessManager(
                                                home, rpc, String.valueOf(version), found));
        return greeted.orTimeout(HELLO_SECONDS, TimeUnit.SECONDS)
                .whenComplete(
                        (_, failure) -> {
                            if (failure != null) {
                                rpc.close();
                            }
                        });
    }

    private static <T> CompletableFuture<T> asRequestFailure(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException wrapped && wrapped.getCause() != null
                        ? wrapped.getCause()
                        : failure;
        return CompletableFuture.failedFuture(
                cause instanceof RequestException known
                        ? known
                        : new RequestException(
                                "The supervisor does not answer within %d s; it may be stopped."
                                        .formatted(HELLO_SECONDS),
                                cause));
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
        return rpc.call("getMonitorData", Map.of()).thenApply(this::decodeList);
    }

    @Override
    public CompletableFuture<List<ProcessDescription>> describe(Target target) {
        return resolve(target);
    }

    @Override
    public CompletableFuture<List<ProcessDescription>> start(ProcessSpec spec) {
        return rpc.call("prepare", SpecFields.encode(spec)).thenApply(this::decodeList);
    }

    @Override
    public CompletableFuture<List<ProcessDescription>> start(Target target) {
        return onEach(
                target,
                process ->
                        process.status().isAlive()
                                ? CompletableFuture.completedFuture(process)
                                : act("startProcessId", process, process.id(), "start"));
    }

    @Override
    public CompletableFuture<List<ProcessDescription>> stop(Target target) {
        return onEach(
                target,
                p ->
                        withoutWatch("stopProcessId", p)
                                .thenCompose(_ -> act("stopProcessId", p, p.id(), "stop")));
    }

    @Override
    public CompletableFuture<List<ProcessDescription>> restart(Target target) {
        return onEach(target, p -> act("restartProcessId", p, Requests.restart(p.id()), "restart"));
    }

    @Override
    public CompletableFuture<List<ProcessDescription>> reload(Target target) {
        return onEach(target, p -> act("reloadProcessId", p, Requests.restart(p.id()), "reload"));
    }

    @Override
    public CompletableFuture<List<ProcessDescription>> delete(Target target) {
        return onEach(
                target,
                p ->
                        withoutWatch("deleteProcessId", p)
                                .thenCompose(_ -> rpc.call("deleteProcessId", p.id()))
                                .thenApply(reply -> decodeOr(p, reply)));
    }

    @Override
    public CompletableFuture<List<ProcessDescription>> killTree(Target target) {
        return onEach(
                target,
                p -> droverOnly(Requests.KILL_TREE, p.id()).thenApply(reply -> decodeOr(p, reply)));
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
    public CompletableFuture<Void> sendMessage(int id, @Nullable Object message) {
        return done(droverOnly(Requests.SEND_MESSAGE, Requests.message(id, message)));
    }

    @Override
    public CompletableFuture<Void> sendLineToStdin(int id, String line) {
        String ended = line.endsWith("\n") ? line : line + "\n";
        return done(rpc.call("sendLineToStdin", Requests.line(id, ended)));
    }

    @Override
    public CompletableFuture<LogTail> logTail(int id, int maxBytes) {
        if (features.contains(Requests.LOG_TAIL)) {
            return rpc.call(Requests.LOG_TAIL, Requests.logTail(id, maxBytes))
                    .thenApply(LogFields::decodeTail);
        }
        return resolve(Target.id(id))
                .thenApplyAsync(
                        found -> LogFileTails.read(found.getFirst().spec().logs(), maxBytes),
                        Thread::startVirtualThread);
    }

    @Override
    public CompletableFuture<List<RunRecord>> runs(int id) {
        return droverOnly(Requests.RUNS, id).thenApply(LogFields::decodeRuns);
    }

    @Override
    public CompletableFuture<Bus> launchBus() {
        boolean fromDrover = !features.isEmpty();
        return CompletableFuture.supplyAsync(
                        () -> SocketBus.connect(home, fromDrover), Thread::startVirtualThread)
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
        CompletableFuture<Void> gone = new CompletableFuture<>();
        rpc.notify("notifyKillPM2", Map.of());
        // As PM2's own client does: the services are taken down one by one before their supervisor.
        delete(Target.all())
                .whenComplete(
                        (_, failure) -> {
                            if (failure != null) {
                                gone.completeExceptionally(failure);
                                return;
                            }
                            end(gone);
                        });
        return gone;
    }

    @Override
    public CompletableFuture<Void> shutdown() {
        if (features().isEmpty()) {
            return killDaemon();
        }
        CompletableFuture<Void> gone = new CompletableFuture<>();
        end(gone);
        return gone;
    }

    /** The request that is never answered: the end of the connection is the answer. */
    private void end(CompletableFuture<Void> gone) {
        rpc.onClose(() -> gone.complete(null));
        rpc.notify("killMe", Map.of());
    }

    @Override
    public void onClose(Runnable listener) {
        rpc.onClose(listener);
    }

    @Override
    public void close() {
        rpc.close();
    }

    private CompletableFuture<List<ProcessDescription>> onEach(
            Target target,
            Function<ProcessDescription, CompletableFuture<ProcessDescription>> order) {
        return resolve(target)
                .thenCompose(
                        found -> {
                            List<CompletableFuture<ProcessDescription>> orders =
                                    found.stream().map(order).toList();
                            return CompletableFuture.allOf(
                                            orders.toArray(CompletableFuture<?>[]::new))
                                    .thenApply(
                                            _ ->
                                                    orders.stream()
                                                            .map(CompletableFuture::join)
                                                            .toList());
                        });
    }

    /** An order, then what PM2's client announces after it. */
    private CompletableFuture<ProcessDescription> act(
            String method, ProcessDescription process, Object argument, String action) {
        return rpc.call(method, argument)
                .thenCompose(
                        reply ->
                                rpc.call(
                                                "notifyByProcessId",
                                                Requests.announcement(process.id(), action))
                                        .handle((_, _) -> decodeOr(process, reply)));
    }

    /** PM2 forgets its watch on files for good; Drover's supervisor needs no such order. */
    private CompletableFuture<@Nullable Object> withoutWatch(
            String method, ProcessDescription process) {
        return features.isEmpty()
                ? rpc.call("stopWatch", method, process.id())
                : CompletableFuture.completedFuture(null);
    }

    private CompletableFuture<@Nullable Object> droverOnly(String method, Object argument) {
        return features.contains(method)
                ? rpc.call(method, argument)
                : CompletableFuture.failedFuture(
                        new RequestException(
                                "The supervisor of %s is a PM2 daemon, which cannot do this."
                                        .formatted(home.root())));
    }

    private CompletableFuture<List<ProcessDescription>> resolve(Target target) {
        return list().thenApply(list -> Targets.find(target, list));
    }

    private List<ProcessDescription> decodeList(@Nullable Object reply) {
        List<ProcessDescription> list = new ArrayList<>(ListEntry.decodeList(reply, home));
        list.sort(Comparator.comparingInt(ProcessDescription::id));
        return List.copyOf(list);
    }

    /** Some of PM2's replies are no description; then what was known stands. */
    private ProcessDescription decodeOr(ProcessDescription known, @Nullable Object reply) {
        Optional<ProcessDescription> decoded = ListEntry.tryDecode(reply, home);
        return decoded.filter(process -> process.id() == known.id()).orElse(known);
    }

    private static CompletableFuture<Void> done(CompletableFuture<?> call) {
        return call.thenApply(_ -> null);
    }
}
