package dev.drover.client;

import dev.drover.domain.ProcessDescription;
import dev.drover.domain.ProcessSpec;
import dev.drover.project.AppOptions;
import dev.drover.project.FileSelection;
import dev.drover.project.TrustCheck;
import dev.drover.protocol.pm2.Redefinition;
import dev.drover.protocol.pm2.Requests;
import dev.drover.protocol.pm2.TriggerFields;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntPredicate;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** PM2's rules of starting: what is listed already is restarted, what is not is prepared. */
final class Starter {

    private final Orders orders;
    private final Spawning spawning;

    Starter(Orders orders, Spawning spawning) {
        this.orders = orders;
        this.spawning = spawning;
    }

    CompletableFuture<List<ProcessDescription>> start(String script) {
        return blocking(() -> spawning.resolve(AppOptions.script(script)))
                .thenCompose(spec -> orders.list().thenCompose(list -> startScript(spec, list)));
    }

    private CompletableFuture<List<ProcessDescription>> startScript(
            ProcessSpec spec, List<ProcessDescription> list) {
        List<ProcessDescription> known =
                named(spec.name(), list).stream()
                        .filter(p -> p.spec().script().equals(spec.script()))
                        .filter(p -> p.spec().args().equals(spec.args()))
                        .toList();
        if (known.isEmpty()) {
            return orders.prepare(spec);
        }
        if (known.stream().anyMatch(process -> process.status().isAlive())) {
            return CompletableFuture.failedFuture(
                    new RefusedException(
                            "%s runs already: restart it, or force a second copy."
                                    .formatted(spec.name())));
        }
        return Orders.joined(known.stream().map(p -> restarted(p, p.spec())).toList());
    }

    CompletableFuture<List<ProcessDescription>> start(List<AppOptions> apps) {
        return blocking(() -> apps.stream().map(spawning::resolve).toList())
                .thenCompose(specs -> inOrder(specs, i -> apps.get(i).isForced()));
    }

    CompletableFuture<List<ProcessDescription>> start(
            Path file, FileSelection selection, TrustCheck trust) {
        return blocking(() -> spawning.resolve(file, selection, trust))
                .thenCompose(specs -> inOrder(specs, _ -> false));
    }

    private CompletableFuture<List<ProcessDescription>> inOrder(
            List<ProcessSpec> specs, IntPredicate forced) {
        CompletableFuture<List<ProcessDescription>> started =
                CompletableFuture.completedFuture(List.of());
        for (int i = 0; i < specs.size(); i++) {
            ProcessSpec spec = specs.get(i);
            boolean another = forced.test(i);
            started =
                    started.thenCompose(
                            before ->
                                    (another ? orders.prepare(spec) : startOrRestart(spec))
                                            .thenApply(now -> concat(before, now)));
        }
        return started;
    }

    private CompletableFuture<List<ProcessDescription>> startOrRestart(ProcessSpec spec) {
        return orders.list()
                .thenCompose(
                        list -> {
                            List<ProcessDescription> known = named(spec.name(), list);
                            return known.isEmpty()
                                    ? orders.prepare(spec)
                                    : Orders.joined(
                                            known.stream()
                                                    .map(p -> restarted(p, spawning.onto(p, spec)))
                                                    .toList());
                        });
    }

    CompletableFuture<List<ProcessDescription>> restart(Target target, AppOptions changes) {
        return orders.resolve(target)
                .thenCompose(
                        found ->
                                blocking(
                                                () ->
                                                        found.stream()
                                                                .map(p -> changed(p, changes))
                                                                .toList())
                                        .thenCompose(this::restarted));
    }

    CompletableFuture<ProcessDescription> redefine(
            ProcessDescription process, ProcessSpec definition, TakesEffect effect) {
        boolean now = effect == TakesEffect.NOW;
        if (orders.isPm2() && now) {
            return orders.act(
                    "restartProcessId",
                    process,
                    Redefinition.asRestart(process.id(), process.spec(), definition),
                    "restart");
        }
        return orders.droverOnly(
                        Requests.REDEFINE,
                        Redefinition.encode(process.id(), process.spec(), definition, now))
                .thenApply(reply -> orders.decodeOr(process, reply));
    }

    CompletableFuture<ProcessDescription> schedule(
            ProcessDescription process, Optional<String> pattern) {
        boolean pm2 = orders.isPm2();
        ProcessSpec wanted = TriggerFields.withSchedule(process.spec(), pattern, pm2);
        return redefine(process, wanted, pm2 ? TakesEffect.NOW : TakesEffect.AT_NEXT_START);
    }

    private record Change(ProcessDescription process, ProcessSpec spec) {}

    private Change changed(ProcessDescription process, AppOptions changes) {
        return new Change(process, spawning.changed(process, changes));
    }

    private CompletableFuture<List<ProcessDescription>> restarted(List<Change> changes) {
        List<CompletableFuture<ProcessDescription>> restarts = new ArrayList<>();
        changes.forEach(change -> restarts.add(restarted(change.process(), change.spec())));
        return Orders.joined(restarts);
    }

    private CompletableFuture<ProcessDescription> restarted(
            ProcessDescription process, ProcessSpec spec) {
        return orders.asSent(spec)
                .thenApply(sent -> Requests.restart(process.id(), process.spec(), sent))
                .thenCompose(change -> orders.act("restartProcessId", process, change, "restart"));
    }

    private static List<ProcessDescription> named(String name, List<ProcessDescription> list) {
        return list.stream().filter(p -> p.name().equals(name)).toList();
    }

    private static List<ProcessDescription> concat(
            List<ProcessDescription> first, List<ProcessDescription> second) {
        return Stream.concat(first.stream(), second.stream()).toList();
    }

    private static <T> CompletableFuture<T> blocking(Supplier<T> work) {
        return CompletableFuture.supplyAsync(work, Thread::startVirtualThread);
    }
}
