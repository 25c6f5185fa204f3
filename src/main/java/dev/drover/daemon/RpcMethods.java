package dev.drover.daemon;

import dev.drover.domain.Home;
import dev.drover.domain.ProcessDescription;
import dev.drover.domain.ProcessSpec;
import dev.drover.domain.ProcessStatus;
import dev.drover.domain.Signal;
import dev.drover.protocol.pm2.Arguments;
import dev.drover.protocol.pm2.Descriptions;
import dev.drover.protocol.pm2.InvalidOptionException;
import dev.drover.protocol.pm2.ListEntry;
import dev.drover.protocol.pm2.LogFields;
import dev.drover.protocol.pm2.Replies;
import dev.drover.protocol.pm2.ReportedFields;
import dev.drover.protocol.pm2.SpecFields;
import dev.drover.supervisor.Supervisor;
import dev.drover.supervisor.SupervisorException;
import dev.drover.supervisor.SupervisorException.Kind;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * The method table: every name that can be called (spec/pm2.md section 3), then those that PM2 does
 * not have. What this version cannot do says so.
 */
final class RpcMethods {

    private static final String BAD_SIGNAL = "Error when sending signal (signal unknown)";

    private final Home home;
    private final String version;
    private final Supervisor supervisor;
    private final BiConsumer<RpcMethod.Call, Optional<Long>> killMe;
    private final Instant startedAt = Instant.now();
    private final Map<String, RpcMethod> table = new LinkedHashMap<>();

    private RpcMethods(
            Home home,
            String version,
            Supervisor supervisor,
            BiConsumer<RpcMethod.Call, Optional<Long>> killMe) {
        this.home = home;
        this.version = version;
        this.supervisor = supervisor;
        this.killMe = killMe;
    }

    /**
     * @param killMe takes the daemon down; gets the call and the pid that waits for a signal
     */
    static Map<String, RpcMethod> table(
            Home home,
            String version,
            Supervisor supervisor,
            BiConsumer<RpcMethod.Call, Optional<Long>> killMe) {
        RpcMethods methods = new RpcMethods(home, version, supervisor, killMe);
        methods.addQueries();
        methods.addStartAndStop();
        methods.addMessages();
        methods.addWatchAndShutdown();
        methods.addUnsupported();
        methods.addDrover();
        return Collections.unmodifiableMap(methods.table);
    }

    private void addQueries() {
        add("ping", "env", _ -> done(Replies.pong()));
        add("getVersion", "env", _ -> done(version));
        add(
                "getMonitorData",
                "env",
                _ ->
                        supervisor
                                .list()
                                .thenApply(list -> list.stream().map(ListEntry::encode).toList()));
        add("getSystemData", "env", _ -> done(Map.of()));
        add(
                "getReport",
                "env",
                _ ->
                        supervisor
                                .list()
                                .thenApply(list -> Replies.report(version, home, list, startedAt)));
    }

    private void addStartAndStop() {
        add("prepare", "env", this::prepare);
        add(
                "startProcessId",
                "id",
                unknown("%s id unknown"),
                call ->
                        supervisor
                                .start(call.arguments().id(), call.cause())
                                .thenApply(ListEntry::spawnResult));
        add(
                "stopProcessId",
                "id",
                unknown("%s : id unknown"),
                call ->
                        supervisor
                                .stop(call.arguments().id(), call.cause())
                                .thenApply(ListEntry::withoutMonit));
        add("restartProcessId", "opts", unknown("God db process id unknown"), this::restart);
        add("reloadProcessId", "opts", unknown("PM2 ID unknown"), this::restart);
        add(
                "softReloadProcessId",
                "opts",
                unknown("pm_id %1$s not available in %1$s"),
                this::restart);
        add(
                "deleteProcessId",
                "id",
                unknown("%s : id unknown"),
                call ->
                        supervisor
                                .delete(call.arguments().id(), call.cause())
                                .thenApply(ListEntry::withoutMonit));
        add(
                "duplicateProcessId",
                "id",
                unknown("%s id unknown"),
                call ->
                        supervisor
                                .duplicate(call.arguments().id(), call.cause())
                                .thenApply(ListEntry::spawnResult));
        add(
                "resetMetaProcessId",
                "id",
                unknown("%s id unknown"),
                call -> supervisor.reset(call.arguments().id()).thenCompose(this::wholeList));
    }

    private void addMessages() {
        RpcMethod.Refusals angles =
                (kind, id) ->
                        switch (kind) {
                            case UNKNOWN_PROCESS ->
                                    Optional.of("Process with ID <" + id + "> unknown.");
                            case NOT_RUNNING ->
                                    Optional.of("Process with ID <" + id + "> offline.");
                            default -> Optional.empty();
                        };
        add(
                "sendLineToStdin",
                "packet",
                angles,
                call -> {
                    Arguments.Line line = call.arguments().line();
                    return supervisor.sendLine(line.id(), line.line()).thenApply(_ -> line.echo());
                });
        add(
                "sendDataToProcessId",
                "packet",
                angles,
                call -> {
                    Arguments.Packet packet = call.arguments().packet();
                    return supervisor
                            .send(packet.id(), packet.packet())
                            .thenApply(_ -> Replies.sent(packet.packet()));
                });
        add("msgProcess", "cmd", unknown("%s id unknown"), this::trigger);
        RpcMethod.Refusals signals =
                (kind, id) ->
                        switch (kind) {
                            case UNKNOWN_PROCESS -> Optional.of(id + " id unknown");
                            case NOT_RUNNING -> Optional.of(BAD_SIGNAL);
                            default -> Optional.empty();
                        };
        add(
                "sendSignalToProcessId",
                "opts",
                signals,
                call -> {
                    Arguments.SignalRequest request = call.arguments().signalById();
                    return supervisor
                            .signal(request.id().orElseThrow(), signal(request.signal()))
                            .thenCompose(this::wholeList);
                });
        add("sendSignalToProcessName", "opts", signals, this::signalByName);
        add(
                "notifyByProcessId",
                "opts",
                unknown("process id doesnt exists"),
                call -> {
                    Arguments.Notification note = call.arguments().notification();
                    return supervisor
                            .announce(note.id(), note.action())
                            .thenApply(_ -> RpcMethod.NO_VALUE);
                });
    }

    private void addWatchAndShutdown() {
        addMethod("stopWatch", List.of("method", "value"), true, none(), this::stopWatch);
        for (String name : List.of("monitor", "unmonitor")) {
            add(
                    name,
                    "pm_id",
                    unknown("Unknown pm_id"),
                    call -> {
                        int id = call.arguments().id();
                        return supervisor.describe(id).thenApply(_ -> Replies.monitored(id));
                    });
        }
        addMethod("notifyKillPM2", List.of(), false, none(), _ -> supervisor.prepareShutdown());
        addMethod(
                "killMe",
                List.of(),
                false,
                none(),
                call -> {
                    killMe.accept(call, call.arguments().pid());
                    return done(RpcMethod.NO_VALUE);
                });
        // A service holds its log files itself, opened for appending: there is nothing to reopen.
        add("reloadLogs", "opts", _ -> done(Map.of()));
    }

    private void addUnsupported() {
        for (String name : List.of("startWatch", "toggleWatch")) {
            addMethod(
                    name,
                    List.of("method", "value"),
                    true,
                    none(),
                    _ -> refused(name + " is not supported"));
        }
        for (String name : List.of("profileCPU", "profileMEM")) {
            addMethod(name, List.of(), true, none(), _ -> done(Replies.notSupported(name)));
        }
    }

    private void addDrover() {
        add(
                "drover:hello",
                "client",
                call -> {
                    call.arguments().client().ifPresent(call.caller()::introduce);
                    List<String> own =
                            table.keySet().stream().filter(n -> n.startsWith("drover:")).toList();
                    return done(Replies.hello(version, own));
                });
        add(
                "drover:killTree",
                "id",
                unknown("%s id unknown"),
                call ->
                        supervisor
                                .killTree(call.arguments().id())
                                .thenApply(ListEntry::withoutMonit));
        add(
                "drover:sendMessage",
                "packet",
                unknown("%s id unknown"),
                call -> {
                    Arguments.Message message = call.arguments().message();
                    return supervisor
                            .send(message.id(), message.message())
                            .thenApply(_ -> Replies.success());
                });
        add(
                "drover:logTail",
                "opts",
                unknown("%s id unknown"),
                call -> {
                    Arguments.Tail tail = call.arguments().tail();
                    return supervisor
                            .logTail(tail.id(), tail.maxBytes())
                            .thenApply(LogFields::encodeTail);
                });
        add(
                "drover:runs",
                "id",
                unknown("%s id unknown"),
                call -> supervisor.runs(call.arguments().id()).thenApply(LogFields::encodeRuns));
    }

    private CompletableFuture<?> prepare(RpcMethod.Call call) {
        ProcessSpec given = call.arguments().spec(home);
        ProcessSpec spec = SpecFields.withVersion(given, PackageVersion.of(given.script()));
        CompletableFuture<List<ProcessDescription>> started =
                call.arguments().isSavedAsStopped()
                        ? supervisor.register(spec).thenApply(List::of)
                        : supervisor.start(spec, call.cause());
        return started.thenApply(list -> list.stream().map(ListEntry::spawnResult).toList());
    }

    private CompletableFuture<?> restart(RpcMethod.Call call) {
        Arguments.Restart request = call.arguments().restart();
        return supervisor
                .describe(request.id())
                .thenApply(p -> Arguments.merge(p.spec(), request.env(), home))
                .thenCompose(spec -> supervisor.restart(request.id(), _ -> spec, call.cause()))
                .thenApply(ListEntry::spawnResult);
    }

    private CompletableFuture<?> trigger(RpcMethod.Call call) {
        Arguments.Trigger trigger = call.arguments().trigger();
        if (trigger.id().isEmpty()) {
            String name = trigger.name().orElseThrow();
            return supervisor
                    .list()
                    .thenCompose(
                            list ->
                                    forEach(
                                            list,
                                            p -> p.name().equals(name) && p.ipc(),
                                            p -> supervisor.send(p.id(), trigger.message())))
                    .thenApply(Replies::triggered);
        }
        return supervisor
                .describe(trigger.id().get())
                .thenCompose(
                        process -> {
                            if (process.status() != ProcessStatus.ONLINE) {
                                return refused(process.id() + " : id offline");
                            }
                            if (!ReportedFields.hasAction(process, trigger.action())) {
                                return refused(
                                        "Action doesn't exist %s for %s"
                                                .formatted(trigger.action(), process.name()));
                            }
                            return supervisor
                                    .send(process.id(), trigger.message())
                                    .thenApply(_ -> Replies.triggered(1));
                        });
    }

    private CompletableFuture<?> signalByName(RpcMethod.Call call) {
        Arguments.SignalRequest request = call.arguments().signalByName();
        Signal signal = signal(request.signal());
        return supervisor
                .list()
                .thenCompose(
                        list -> {
                            if (list.stream().noneMatch(p -> p.name().equals(request.name()))) {
                                return refused("Unknown process name");
                            }
                            return forEach(
                                            list,
                                            p ->
                                                    p.name().equals(request.name())
                                                            && p.status().isAlive(),
                                            p -> supervisor.signal(p.id(), signal))
                                    .thenCompose(this::wholeList);
                        });
    }

    private CompletableFuture<?> stopWatch(RpcMethod.Call call) {
        Arguments.Watch watch = call.arguments().watch();
        return supervisor
                .list()
                .thenCompose(
                        list ->
                                forEach(
                                        list,
                                        p ->
                                                SpecFields.isWatched(p.spec())
                                                        && watch.id().orElse(p.id()) == p.id(),
                                        p -> supervisor.update(p.id(), RpcMethods::withoutWatch)))
                .thenApply(_ -> Replies.success());
    }

    private static ProcessDescription withoutWatch(ProcessDescription process) {
        return Descriptions.withSpec(process, SpecFields.withoutWatch(process.spec()));
    }

    /**
     * Carries an order out on each entry that is meant, side by side; completes with their number.
     */
    private static CompletableFuture<Integer> forEach(
            List<ProcessDescription> list,
            Predicate<ProcessDescription> meant,
            Function<ProcessDescription, CompletableFuture<?>> order) {
        List<CompletableFuture<?>> orders =
                list.stream().filter(meant).<CompletableFuture<?>>map(order).toList();
        return CompletableFuture.allOf(orders.toArray(CompletableFuture<?>[]::new))
                .thenApply(_ -> orders.size());
    }

    private CompletableFuture<List<Object>> wholeList(Object ignored) {
        return supervisor.list().thenApply(ListEntry::withoutMonit);
    }

    private static Signal signal(String text) {
        Optional<Signal> signal =
                text.matches("[0-9]{1,2}")
                        ? Optional.of(Signal.ofNumber(Integer.parseInt(text)))
                        : Signal.find(text);
        return signal.filter(s -> s.number() > 0)
                .orElseThrow(() -> new InvalidOptionException(BAD_SIGNAL));
    }

    private void add(String name, String parameter, RpcMethod.Handler handler) {
        add(name, parameter, none(), handler);
    }

    private void add(
            String name, String parameter, RpcMethod.Refusals refusals, RpcMethod.Handler handler) {
        addMethod(name, List.of(parameter), true, refusals, handler);
    }

    private void addMethod(
            String name,
            List<String> parameters,
            boolean answered,
            RpcMethod.Refusals refusals,
            RpcMethod.Handler handler) {
        table.put(name, new RpcMethod(parameters, answered, refusals, handler));
    }

    private static CompletableFuture<Object> done(Object value) {
        return CompletableFuture.completedFuture(value);
    }

    private static <T> CompletableFuture<T> refused(String sentence) {
        return CompletableFuture.failedFuture(
                new SupervisorException(Kind.NOT_SUPPORTED, sentence));
    }

    private static RpcMethod.Refusals none() {
        return unknown("%s id unknown");
    }

    /** PM2's words for an unknown id, and those that all methods share. */
    private static RpcMethod.Refusals unknown(String format) {
        return (kind, id) ->
                switch (kind) {
                    case UNKNOWN_PROCESS -> Optional.of(format.formatted(id));
                    case ALREADY_ONLINE -> Optional.of("process already online");
                    case ALREADY_LAUNCHING -> Optional.of("process already started");
                    case SHUTTING_DOWN ->
                            Optional.of(
                                    "[RestartProcessId] PM2 is being killed, stopping restart"
                                            + " procedure...");
                    default -> Optional.empty();
                };
    }
}
