package dev.drover.daemon;

import dev.drover.daemon.setup.SetupBook;
import dev.drover.domain.ExecMode;
import dev.drover.domain.Home;
import dev.drover.domain.OwnUser;
import dev.drover.domain.PlainText;
import dev.drover.domain.ProcessDescription;
import dev.drover.domain.ProcessSpec;
import dev.drover.protocol.pm2.Arguments;
import dev.drover.protocol.pm2.Descriptions;
import dev.drover.protocol.pm2.InvalidOptionException;
import dev.drover.protocol.pm2.ListEntry;
import dev.drover.protocol.pm2.MonitorData;
import dev.drover.protocol.pm2.Redaction;
import dev.drover.protocol.pm2.Redefinition;
import dev.drover.protocol.pm2.Replies;
import dev.drover.protocol.pm2.ReportedFields;
import dev.drover.protocol.pm2.Requests;
import dev.drover.protocol.pm2.SpecFields;
import dev.drover.protocol.pm2.TriggerFields;
import dev.drover.protocol.pm2.UserFields;
import dev.drover.supervisor.Supervisor;
import dev.drover.supervisor.SupervisorException.Kind;
import dev.drover.supervisor.metrics.HostSampler;
import dev.drover.supervisor.trigger.RestartTriggers;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;

/**
 * The method table: every name that can be called (spec/pm2.md section 3). Here are the queries and
 * what starts, stops and ends; {@link MessageMethods}, {@link WatchMethods} and {@link
 * DroverMethods} add the rest. What this version cannot do says so.
 */
final class RpcMethods {

    private static final int MAX_INSTANCES = 1024;

    private static final String ROOT = "root";

    /** PM2's word for a Node of a version; here it is the name of a program on the PATH. */
    private static final String VERSIONED = "node@";

    private static final String CHANGED =
            "Its definition was changed; that takes effect when it is next started.";

    private static final String VERSION = "[0-9A-Za-z.+-]+";

    private final Home home;
    private final String version;
    private final Supervisor supervisor;
    private final BiConsumer<RpcMethod.Call, Optional<Long>> killMe;
    private final Instant startedAt = Instant.now();
    private final HostSampler host = new HostSampler();
    private final MonitorData monitorData;
    private final Redaction redaction;
    private final MethodTable table = new MethodTable();

    private RpcMethods(
            Home home,
            String version,
            Supervisor supervisor,
            Redaction redaction,
            BiConsumer<RpcMethod.Call, Optional<Long>> killMe) {
        this.home = home;
        this.version = version;
        this.supervisor = supervisor;
        this.redaction = redaction;
        monitorData = new MonitorData(redaction);
        this.killMe = killMe;
    }

    /**
     * @param killMe takes the daemon down; gets the call and the pid that waits for a signal
     * @param handOver ends the daemon for the next one
     */
    static Map<String, RpcMethod> table(
            Home home,
            String version,
            Supervisor supervisor,
            SetupBook setups,
            Redaction redaction,
            BiConsumer<RpcMethod.Call, Optional<Long>> killMe,
            Runnable handOver) {
        RpcMethods methods = new RpcMethods(home, version, supervisor, redaction, killMe);
        methods.addQueries();
        methods.addStartAndStop();
        MessageMethods.addTo(methods.table, supervisor);
        WatchMethods.addTo(methods.table, supervisor);
        methods.addShutdown();
        methods.addUnsupported();
        methods.table.add(
                Requests.REDEFINE, "opts", MethodTable.unknown("%s id unknown"), methods::redefine);
        DroverMethods.addTo(methods.table, version, supervisor, setups, handOver);
        return methods.table.view();
    }

    private void addQueries() {
        table.add("ping", "env", _ -> MethodTable.done(Replies.pong()));
        table.add(
                "getVersion",
                "env",
                call ->
                        MethodTable.done(
                                Caller.pid(call.request())
                                        .flatMap(ClientVersion::of)
                                        .orElse(version)));
        table.add("getMonitorData", "env", _ -> supervisor.list().thenApply(monitorData::of));
        table.add(
                "getSystemData",
                "env",
                _ -> MethodTable.done(host.sample().map(Replies::host).orElse(Map.of())));
        table.add(
                "getReport",
                "env",
                _ ->
                        supervisor
                                .list()
                                .thenApply(list -> Replies.report(version, home, list, startedAt)));
    }

    private void addStartAndStop() {
        table.add("prepare", "env", this::prepare);
        table.add(
                "startProcessId",
                "id",
                MethodTable.unknown("%s id unknown"),
                call ->
                        supervisor
                                .start(call.arguments().id(), call.cause())
                                .thenCompose(this::noteVersion)
                                .thenApply(ListEntry::spawnResult));
        table.add(
                "stopProcessId",
                "id",
                MethodTable.unknown("%s : id unknown"),
                call ->
                        supervisor
                                .stop(call.arguments().id(), call.cause())
                                .thenApply(ListEntry::withoutMonit));
        table.add(
                "restartProcessId",
                "opts",
                MethodTable.unknown("God db process id unknown"),
                this::restart);
        table.add(
                "reloadProcessId",
                "opts",
                reloadRefusals("PM2 ID unknown"),
                call -> reload(call, false));
        table.add(
                "softReloadProcessId",
                "opts",
                reloadRefusals("pm_id %1$s not available in %1$s"),
                call -> reload(call, true));
        table.add(
                "deleteProcessId",
                "id",
                MethodTable.unknown("%s : id unknown"),
                call ->
                        supervisor
                                .delete(call.arguments().id(), call.cause())
                                .thenApply(ListEntry::withoutMonit));
        table.add(
                "duplicateProcessId",
                "id",
                MethodTable.unknown("%s id unknown"),
                call ->
                        supervisor
                                .duplicate(call.arguments().id(), call.cause())
                                .thenCompose(this::noteVersion)
                                .thenApply(ListEntry::spawnResult));
        table.add(
                "resetMetaProcessId",
                "id",
                MethodTable.unknown("%s id unknown"),
                call -> supervisor.reset(call.arguments().id()).thenCompose(this::wholeList));
    }

    private void addShutdown() {
        for (String name : List.of("monitor", "unmonitor")) {
            boolean marked = name.equals("monitor");
            table.add(
                    name,
                    "id",
                    MethodTable.unknown("Unknown pm_id"),
                    call -> {
                        int id = call.arguments().id();
                        return supervisor
                                .update(id, p -> ReportedFields.withMonitored(p, marked))
                                .thenApply(_ -> Replies.monitored(call.arguments().givenId()));
                    });
        }
        table.addMethod(
                "notifyKillPM2",
                List.of(),
                false,
                MethodTable.none(),
                _ -> supervisor.prepareShutdown());
        table.addMethod(
                "killMe",
                List.of(),
                false,
                MethodTable.none(),
                call -> {
                    killMe.accept(call, call.arguments().pid());
                    return MethodTable.done(RpcMethod.NO_VALUE);
                });
        table.add("reloadLogs", "opts", _ -> supervisor.reloadLogs().thenApply(_ -> Map.of()));
    }

    private void addUnsupported() {
        for (String name : List.of("profileCPU", "profileMEM")) {
            table.addMethod(
                    name,
                    List.of(),
                    true,
                    MethodTable.none(),
                    _ -> MethodTable.done(Replies.notSupported(name)));
        }
    }

    private CompletableFuture<?> prepare(RpcMethod.Call call) {
        ProcessSpec asked = call.arguments().spec(home);
        if (call.arguments().wantsClientsNode()) {
            String node = ClientNode.of(Caller.pid(call.request()));
            asked = asked.toBuilder().interpreter(node).build();
        }
        ProcessSpec given = runnable(redaction.requireValues(asked));
        String release = PlainText.visible(PackageVersion.of(given.script()));
        ProcessSpec spec = SpecFields.withVersion(given, release);
        CompletableFuture<List<ProcessDescription>> started =
                call.arguments().isSavedAsStopped()
                        ? supervisor
                                .register(spec, call.arguments().savedRestarts())
                                .thenApply(List::of)
                        : supervisor.start(spec, call.cause());
        boolean waits = spec.mode() == ExecMode.CLUSTER || spec.ready().waitReady();
        // PM2's client lists what it has started in the order of the answers, and its users count
        // on that.
        CompletableFuture<List<ProcessDescription>> listed =
                waits ? started : call.caller().starts().keep(started);
        return listed.thenApply(list -> list.stream().map(ListEntry::spawnResult).toList());
    }

    /**
     * A service that asks for less rights must not run with more, a schedule must be one, and a
     * slip of the finger must not use up the machine.
     */
    private static ProcessSpec runnable(ProcessSpec spec) {
        if (spec.instances() > MAX_INSTANCES) {
            throw new InvalidOptionException(
                    "%s has a wrong \"instances\": %d are asked for, and at most %d can be."
                            .formatted(spec.name(), spec.instances(), MAX_INSTANCES));
        }
        if (spec.interpreter().startsWith(VERSIONED)
                && !spec.interpreter().substring(VERSIONED.length()).matches(VERSION)) {
            throw new InvalidOptionException(
                    "%s has a wrong \"interpreter\": after %s comes a version, such as 22.1.0."
                            .formatted(spec.name(), VERSIONED));
        }
        TriggerFields.read(spec).cron().ifPresent(schedule -> requireSchedule(spec, schedule));
        return asItsUser(spec);
    }

    /** Only root can run something as somebody else; nobody's service runs as root instead. */
    private static ProcessSpec asItsUser(ProcessSpec spec) {
        String own = OwnUser.name();
        Optional<String> other = SpecFields.otherUser(spec, own);
        if (other.isPresent() && !own.equals(ROOT)) {
            throw new InvalidOptionException(
                    "%s asks for the user or group %s, but only a supervisor of root can do that, and this one is of %s; leave uid and gid out."
                            .formatted(spec.name(), other.get(), own));
        }
        return other.isPresent() ? UserFields.resolved(spec) : spec;
    }

    private static void requireSchedule(ProcessSpec spec, String schedule) {
        try {
            RestartTriggers.requireSchedule(schedule);
        } catch (IllegalArgumentException e) {
            throw TriggerFields.wrongSchedule(spec, String.valueOf(e.getMessage()));
        }
    }

    private CompletableFuture<?> restart(RpcMethod.Call call) {
        Arguments.Restart request = call.arguments().restart();
        // Merged where it is applied: the client may toggle the watch in the same breath.
        return supervisor
                .restart(request.id(), spec -> merged(spec, request), call.cause())
                .thenCompose(this::noteVersion)
                .thenApply(ListEntry::spawnResult);
    }

    private CompletableFuture<ProcessDescription> noteVersion(ProcessDescription started) {
        return PackageVersion.noteAnew(supervisor, started);
    }

    private CompletableFuture<?> redefine(RpcMethod.Call call) {
        Redefinition wanted = call.arguments().redefinition();
        CompletableFuture<ProcessDescription> done =
                wanted.restart()
                        ? supervisor.restart(
                                wanted.id(), spec -> redefined(spec, wanted), call.cause())
                        : supervisor.update(
                                wanted.id(),
                                process -> {
                                    ProcessSpec spec = redefined(process.spec(), wanted);
                                    return process.status().isAlive() && !wanted.isOnlyTriggers()
                                            ? Descriptions.withSpec(process, spec, CHANGED)
                                            : Descriptions.withSpec(process, spec);
                                });
        return done.thenApply(ListEntry::spawnResult);
    }

    private ProcessSpec redefined(ProcessSpec spec, Redefinition wanted) {
        return runnable(redaction.restore(wanted.over(spec, home), spec));
    }

    private ProcessSpec merged(ProcessSpec spec, Arguments.Restart request) {
        return runnable(redaction.restore(Arguments.merge(spec, request.env(), home), spec));
    }

    private CompletableFuture<?> reload(RpcMethod.Call call, boolean soft) {
        Arguments.Restart request = call.arguments().restart();
        return supervisor
                .reload(request.id(), spec -> merged(spec, request), soft, call.cause())
                .thenApply(ListEntry::reloadResult);
    }

    private static RpcMethod.Refusals reloadRefusals(String unknown) {
        RpcMethod.Refusals others = MethodTable.unknown(unknown);
        return (kind, id) ->
                kind == Kind.RELOAD_IN_PROGRESS
                        ? Optional.of(
                                "Reload already in progress for process id " + id + ", retry later")
                        : others.text(kind, id);
    }

    private CompletableFuture<List<Object>> wholeList(Object ignored) {
        return supervisor.list().thenApply(ListEntry::withoutMonit);
    }
}
