package dev.drover.daemon;

import dev.drover.domain.ProcessDescription;
import dev.drover.supervisor.SupervisorException;
import dev.drover.supervisor.SupervisorException.Kind;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Predicate;

/** The method table while it is filled, and what its handlers have in common. */
final class MethodTable {

    private final Map<String, RpcMethod> methods = new LinkedHashMap<>();

    /** A view of what was added so far and will be. */
    Map<String, RpcMethod> view() {
        return Collections.unmodifiableMap(methods);
    }

    /** A method with one argument and the usual refusals. */
    void add(String name, String parameter, RpcMethod.Handler handler) {
        add(name, parameter, none(), handler);
    }

    /** A method with one argument. */
    void add(
            String name, String parameter, RpcMethod.Refusals refusals, RpcMethod.Handler handler) {
        addMethod(name, List.of(parameter), true, refusals, handler);
    }

    /** A row in full. */
    void addMethod(
            String name,
            List<String> parameters,
            boolean answered,
            RpcMethod.Refusals refusals,
            RpcMethod.Handler handler) {
        methods.put(name, new RpcMethod(parameters, answered, refusals, handler));
    }

    /**
     * Carries an order out on each entry that is meant, side by side; completes with their number.
     */
    static CompletableFuture<Integer> forEach(
            List<ProcessDescription> list,
            Predicate<ProcessDescription> meant,
            Function<ProcessDescription, CompletableFuture<?>> order) {
        List<CompletableFuture<?>> orders =
                list.stream().filter(meant).<CompletableFuture<?>>map(order).toList();
        return CompletableFuture.allOf(orders.toArray(CompletableFuture<?>[]::new))
                .thenApply(_ -> orders.size());
    }

    /** A result that is there already. */
    static CompletableFuture<Object> done(Object value) {
        return CompletableFuture.completedFuture(value);
    }

    /** A refusal in these words. */
    static <T> CompletableFuture<T> refused(String sentence) {
        return CompletableFuture.failedFuture(
                new SupervisorException(Kind.NOT_SUPPORTED, sentence));
    }

    /** PM2's usual words. */
    static RpcMethod.Refusals none() {
        return unknown("%s id unknown");
    }

    /** PM2's words for an unknown id, and those that all methods share. */
    static RpcMethod.Refusals unknown(String format) {
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
