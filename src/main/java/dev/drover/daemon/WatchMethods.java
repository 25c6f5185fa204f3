package dev.drover.daemon;

import dev.drover.domain.ProcessDescription;
import dev.drover.domain.ProcessStatus;
import dev.drover.protocol.pm2.Descriptions;
import dev.drover.protocol.pm2.Replies;
import dev.drover.protocol.pm2.TriggerFields;
import dev.drover.supervisor.Supervisor;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** The methods about restarts on a change of files. */
final class WatchMethods {

    private final Supervisor supervisor;

    private WatchMethods(Supervisor supervisor) {
        this.supervisor = supervisor;
    }

    static void addTo(MethodTable table, Supervisor supervisor) {
        WatchMethods methods = new WatchMethods(supervisor);
        List<String> parameters = List.of("method", "value");
        table.addMethod("startWatch", parameters, true, MethodTable.none(), methods::start);
        table.addMethod("stopWatch", parameters, true, MethodTable.none(), methods::stop);
        table.addMethod("toggleWatch", parameters, true, MethodTable.none(), methods::toggle);
    }

    private CompletableFuture<?> start(RpcMethod.Call call) {
        return eachMeant(call, p -> Optional.of(true).filter(_ -> !isWatched(p)))
                .thenApply(changed -> changed == 0 ? Replies.alreadyWatched() : Replies.success());
    }

    private CompletableFuture<?> stop(RpcMethod.Call call) {
        if (!call.arguments().endsWatch()) {
            return MethodTable.done(Replies.success());
        }
        return eachMeant(call, p -> Optional.of(false).filter(_ -> isWatched(p)))
                .thenApply(_ -> Replies.success());
    }

    /**
     * PM2 has ended the watch of what was stopped, so that {@code start NAME --watch} begins it
     * anew; here it outlives the stop, and the same words must not end it.
     */
    private CompletableFuture<?> toggle(RpcMethod.Call call) {
        return eachMeant(
                        call,
                        p -> Optional.of(!isWatched(p) || p.status() == ProcessStatus.STOPPED))
                .thenApply(_ -> Replies.success());
    }

    private static boolean isWatched(ProcessDescription process) {
        return TriggerFields.isWatched(process.spec());
    }

    /** What becomes of the watch of an entry; empty: it stays. */
    @FunctionalInterface
    private interface Choice {
        Optional<Boolean> of(ProcessDescription process);
    }

    private CompletableFuture<Integer> eachMeant(RpcMethod.Call call, Choice choice) {
        Optional<Integer> id = call.arguments().watchedId();
        return supervisor
                .list()
                .thenCompose(
                        list ->
                                MethodTable.forEach(
                                        list,
                                        p ->
                                                id.orElse(p.id()) == p.id()
                                                        && choice.of(p).isPresent(),
                                        p -> set(p.id(), choice.of(p).orElseThrow())));
    }

    private CompletableFuture<?> set(int id, boolean watch) {
        return supervisor.update(
                id,
                process ->
                        Descriptions.withSpec(
                                process, TriggerFields.withWatch(process.spec(), watch)));
    }
}
