package dev.drover.client;

import dev.drover.domain.Home;
import dev.drover.domain.ProcessDescription;
import dev.drover.domain.ProcessSpec;
import dev.drover.protocol.pm2.ListEntry;
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
import java.util.function.Function;
import java.util.stream.Collectors;

/** Calls of one connection that are about entries of the list, as PM2's client makes them. */
final class Orders {

    private final Home home;
    private final RpcPeer rpc;
    private final Set<String> features;

    Orders(Home home, RpcPeer rpc, Set<String> features) {
        this.home = home;
        this.rpc = rpc;
        this.features = features;
    }

    CompletableFuture<List<ProcessDescription>> list() {
        return rpc.call("getMonitorData", Map.of()).thenApply(this::decodeList);
    }

    CompletableFuture<List<ProcessDescription>> prepare(ProcessSpec spec) {
        return asSent(spec)
                .thenCompose(sent -> rpc.call("prepare", SpecFields.encode(sent)))
                .thenApply(this::decodeList);
    }

    /** With what the daemon leaves to its client. */
    CompletableFuture<ProcessSpec> asSent(ProcessSpec spec) {
        return isPm2()
                ? CompletableFuture.supplyAsync(() -> Pm2Half.of(spec), Thread::startVirtualThread)
                : CompletableFuture.completedFuture(spec);
    }

    CompletableFuture<List<ProcessDescription>> resolve(Target target) {
        return list().thenApply(list -> Targets.find(target, list));
    }

    /** The entries as they are now: the answer to a reload is about what was replaced. */
    CompletableFuture<List<ProcessDescription>> afresh(List<ProcessDescription> before) {
        Set<Integer> ids = before.stream().map(ProcessDescription::id).collect(Collectors.toSet());
        return list().thenApply(now -> now.stream().filter(p -> ids.contains(p.id())).toList());
    }

    /** One order for each entry of a target; all are under way at once. */
    CompletableFuture<List<ProcessDescription>> onEach(
            Target target,
            Function<ProcessDescription, CompletableFuture<ProcessDescription>> order) {
        return resolve(target).thenCompose(found -> joined(found.stream().map(order).toList()));
    }

    static CompletableFuture<List<ProcessDescription>> joined(
            List<CompletableFuture<ProcessDescription>> orders) {
        return CompletableFuture.allOf(orders.toArray(CompletableFuture<?>[]::new))
                .thenApply(_ -> orders.stream().map(CompletableFuture::join).toList());
    }

    /** An order, then what PM2's client announces after it. */
    CompletableFuture<ProcessDescription> act(
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
    CompletableFuture<@Nullable Object> withoutWatch(String method, ProcessDescription process) {
        return isPm2()
                ? rpc.call("stopWatch", method, process.id())
                : CompletableFuture.completedFuture(null);
    }

    boolean isPm2() {
        return features.isEmpty();
    }

    CompletableFuture<@Nullable Object> droverOnly(String method, Object argument) {
        return features.contains(method)
                ? rpc.call(method, argument)
                : CompletableFuture.failedFuture(
                        new UnsupportedRequestException(
                                (features.isEmpty()
                                                ? "The supervisor of %s is a PM2 daemon, which"
                                                        + " cannot do this."
                                                : "The supervisor of %s is of an older version,"
                                                      + " which cannot do this; let the present one"
                                                      + " take over.")
                                        .formatted(home.root())));
    }

    List<ProcessDescription> decodeList(@Nullable Object reply) {
        List<ProcessDescription> list = new ArrayList<>(ListEntry.decodeList(reply, home));
        list.sort(Comparator.comparingInt(ProcessDescription::id));
        return List.copyOf(list);
    }

    /** Some of PM2's replies are no description; then what was known stands. */
    ProcessDescription decodeOr(ProcessDescription known, @Nullable Object reply) {
        Optional<ProcessDescription> decoded = ListEntry.tryDecode(reply, home);
        return decoded.filter(process -> process.id() == known.id()).orElse(known);
    }
}
