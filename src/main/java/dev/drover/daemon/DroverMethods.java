package dev.drover.daemon;

import dev.drover.daemon.setup.SetupBook;
import dev.drover.domain.Figure;
import dev.drover.domain.LogSearchRequest;
import dev.drover.domain.LogWindowRequest;
import dev.drover.domain.RunRecord;
import dev.drover.protocol.pm2.Arguments;
import dev.drover.protocol.pm2.ChangeFields;
import dev.drover.protocol.pm2.FigureFields;
import dev.drover.protocol.pm2.InvalidOptionException;
import dev.drover.protocol.pm2.ListEntry;
import dev.drover.protocol.pm2.LogFields;
import dev.drover.protocol.pm2.LogPageFields;
import dev.drover.protocol.pm2.Replies;
import dev.drover.protocol.pm2.Requests;
import dev.drover.protocol.pm2.RunFields;
import dev.drover.protocol.pm2.SignalFields;
import dev.drover.supervisor.Supervisor;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** The methods that PM2 does not have. */
final class DroverMethods {

    private DroverMethods() {}

    /**
     * @param version that the supervisor reports
     * @param handOver ends this supervisor for the next one
     */
    static void addTo(
            MethodTable table,
            String version,
            Supervisor supervisor,
            SetupBook setups,
            Runnable handOver) {
        table.add(
                Requests.HELLO,
                "client",
                call -> {
                    call.arguments().client().ifPresent(call.caller()::introduce);
                    List<String> own =
                            table.view().keySet().stream()
                                    .filter(n -> n.startsWith("drover:"))
                                    .toList();
                    return MethodTable.done(Replies.hello(version, own));
                });
        table.add(
                Requests.KILL_TREE,
                "id",
                MethodTable.unknown("%s id unknown"),
                call ->
                        supervisor
                                .killTree(call.arguments().id())
                                .thenApply(ListEntry::withoutMonit));
        table.add(
                Requests.SEND_MESSAGE,
                "packet",
                MethodTable.unknown("%s id unknown"),
                call -> {
                    Arguments.Message message = call.arguments().message();
                    return supervisor
                            .send(message.id(), message.message())
                            .thenApply(_ -> Replies.success());
                });
        table.add(
                Requests.LOG_TAIL,
                "opts",
                MethodTable.unknown("%s id unknown"),
                call -> {
                    Arguments.Tail tail = call.arguments().tail();
                    return supervisor
                            .logTail(tail.id(), tail.maxBytes())
                            .thenApply(LogFields::encodeTail);
                });
        addReadings(table, supervisor);
        addReports(table, supervisor, setups);
        table.addMethod(
                Requests.UPGRADE,
                List.of(),
                true,
                MethodTable.none(),
                _ -> {
                    if (supervisor.keeper().filter(keeper -> !keeper.isLost()).isEmpty()) {
                        return MethodTable.refused(
                                "This supervisor has no keeper that would start the next one; end"
                                        + " it and start it again.");
                    }
                    handOver.run();
                    return MethodTable.done(Replies.success());
                });
    }

    /** Any place of a log, and searches in it. */
    private static void addReadings(MethodTable table, Supervisor supervisor) {
        table.add(
                Requests.LOG_WINDOW,
                "opts",
                MethodTable.unknown("%s id unknown"),
                call -> {
                    LogWindowRequest request = call.arguments().logWindow();
                    return supervisor
                            .readLogs(request.id(), log -> log.window(request))
                            .thenApply(LogPageFields::encode);
                });
        table.add(
                Requests.LOG_SEARCH,
                "opts",
                MethodTable.unknown("%s id unknown"),
                call -> {
                    LogSearchRequest request = call.arguments().logSearch();
                    return supervisor
                            .readLogs(request.id(), log -> log.search(request))
                            .thenApply(LogPageFields::encode);
                });
    }

    /** What is known of a process beyond its description. */
    private static void addReports(MethodTable table, Supervisor supervisor, SetupBook setups) {
        table.add(
                Requests.RUNS,
                "id",
                MethodTable.unknown("%s id unknown"),
                call -> runs(supervisor, call.arguments().id()));
        table.add(
                Requests.CHANGES,
                "opts",
                MethodTable.unknown("%s id unknown"),
                call -> changes(supervisor, setups, call.arguments().comparison()));
        table.add(
                Requests.FIGURES,
                "opts",
                call -> {
                    Set<Figure> wanted = call.arguments().figures();
                    // Files are read away from the owner thread, and what reads them is made when
                    // somebody asks: no start waits for it.
                    return supervisor
                            .list()
                            .thenApplyAsync(
                                    list -> new FigureReader().read(list, wanted),
                                    Thread::startVirtualThread)
                            .thenApply(FigureFields::encode);
                });
        table.add(
                Requests.SIGNAL_ACTIONS,
                "id",
                MethodTable.unknown("%s id unknown"),
                call ->
                        SignalMasks.of(supervisor, call.arguments().id())
                                .thenApply(SignalFields::encode));
    }

    private static CompletableFuture<Map<String, Object>> changes(
            Supervisor supervisor, SetupBook setups, Arguments.Comparison asked) {
        int id = asked.id();
        return supervisor
                .describe(id)
                .thenCombine(
                        supervisor.runs(id),
                        (process, runs) ->
                                setups.between(
                                        id,
                                        process.spec(),
                                        run(runs, asked.earlier()),
                                        run(runs, asked.later())))
                .thenCompose(changes -> changes)
                .thenApply(ChangeFields::encode);
    }

    private static RunRecord run(List<RunRecord> runs, int number) {
        return runs.stream()
                .filter(run -> run.run() == number)
                .findFirst()
                .orElseThrow(
                        () ->
                                new InvalidOptionException(
                                        "Run %d is not among the runs that are kept."
                                                .formatted(number)));
    }

    private static CompletableFuture<List<Object>> runs(Supervisor supervisor, int id) {
        return supervisor
                .describe(id)
                .thenCombine(
                        supervisor.runs(id),
                        (process, runs) -> RunFields.encode(runs, process.spec()));
    }
}
