package dev.drover.daemon;

import dev.drover.protocol.JsonOutput;
import dev.drover.protocol.pm2.Arguments;
import dev.drover.protocol.pm2.InvalidOptionException;
import dev.drover.protocol.rpc.RpcReply;
import dev.drover.protocol.rpc.RpcRequest;
import dev.drover.supervisor.Batch;
import dev.drover.supervisor.SupervisorException;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/**
 * Finds the method of a request and makes a reply of what comes of it. Each request gets exactly
 * one answer, except those that PM2 never answers.
 */
final class RpcDispatcher {

    private static final Logger LOG = LoggerFactory.getLogger(RpcDispatcher.class);

    /** Entries of a list that is encoded by the thread that made it. */
    private static final int FEW = 2;

    private static final int SHOWN_NAME = 100;

    private final Map<String, RpcMethod> table;
    private final HomeSettings settings;
    private final Supplier<Batch> batch;
    private final Runnable beforeAnswer;

    /**
     * @param batch lets what a thread calls be carried out together
     * @param beforeAnswer is called before an answer is handed on: what the call has caused comes
     *     first
     */
    RpcDispatcher(
            Map<String, RpcMethod> table,
            HomeSettings settings,
            Supplier<Batch> batch,
            Runnable beforeAnswer) {
        this.table = table;
        this.settings = settings;
        this.batch = batch;
        this.beforeAnswer = beforeAnswer;
    }

    /** What this thread asks for until the result is closed is done together. */
    Batch batch() {
        return batch.get();
    }

    /** Bytes of one request at most. */
    long frameLimit() {
        return settings.maxFrameBytes();
    }

    /**
     * What goes back.
     *
     * @param then what is to happen once the reply has been written
     */
    record Answer(RpcReply reply, Runnable then) {

        Answer(RpcReply reply) {
            this(reply, () -> {});
        }

        /**
         * True for lists, but not for the few entries of a start: the supervisor's own thread has
         * better things to do than encode them.
         */
        boolean isLong() {
            return reply instanceof RpcReply.Success success
                    && (success.first() instanceof JsonOutput.Source
                            || success.first() instanceof List<?> list && list.size() > FEW);
        }
    }

    /** Carries a request out. Empty: there is no reply. */
    CompletableFuture<Optional<Answer>> answer(RpcRequest request, Caller caller) {
        // No pattern switch: making its call site takes a millisecond of a start.
        RpcRequest.Body body = request.body();
        if (body instanceof RpcRequest.Call(String name, var args)) {
            return call(name, args, request, caller);
        }
        return body instanceof RpcRequest.Invalid(String error)
                ? refuse(error)
                : CompletableFuture.completedFuture(Optional.of(new Answer(methodTable())));
    }

    private CompletableFuture<Optional<Answer>> call(
            String name, List<@Nullable Object> args, RpcRequest request, Caller caller) {
        RpcMethod method = table.get(name);
        if (method == null) {
            String shown = name.length() > SHOWN_NAME ? name.substring(0, SHOWN_NAME) + "…" : name;
            return refuse("method \"" + shown + "\" does not exist");
        }
        if (method.answered() && args.size() < method.parameters().size()) {
            return refuse(
                    "%s needs %d arguments (%s), but got %d."
                            .formatted(
                                    name,
                                    method.parameters().size(),
                                    String.join(", ", method.parameters()),
                                    args.size()));
        }
        Arguments arguments = new Arguments(name, args);
        CompletableFuture<?> result;
        try {
            result = method.handler().call(new RpcMethod.Call(arguments, request, caller));
        } catch (InvalidOptionException e) {
            result = CompletableFuture.failedFuture(e);
        }
        return result.handle(
                (value, failure) -> {
                    if (!method.answered()) {
                        return Optional.empty();
                    }
                    beforeAnswer.run();
                    return Optional.of(answer(method, arguments, value, failure));
                });
    }

    private static CompletableFuture<Optional<Answer>> refuse(String error) {
        return CompletableFuture.completedFuture(
                Optional.of(new Answer(new RpcReply.Failure(error))));
    }

    private Answer answer(
            RpcMethod method,
            Arguments arguments,
            @Nullable Object value,
            @Nullable Throwable failure) {
        return value instanceof RpcMethod.Afterwards(Object result, Runnable then)
                ? new Answer(reply(method, arguments, result, failure), then)
                : new Answer(reply(method, arguments, value, failure));
    }

    private RpcReply reply(
            RpcMethod method,
            Arguments arguments,
            @Nullable Object value,
            @Nullable Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException wrapped && wrapped.getCause() != null
                        ? wrapped.getCause()
                        : failure;
        if (cause == null) {
            return value == RpcMethod.NO_VALUE
                    ? new RpcReply.Success(List.of())
                    : RpcReply.Success.of(settings.redaction().ofReply(value));
        }
        return new RpcReply.Failure(sentence(method, arguments, cause));
    }

    private static String sentence(RpcMethod method, Arguments arguments, Throwable cause) {
        return switch (cause) {
            case InvalidOptionException e -> String.valueOf(e.getMessage());
            case SupervisorException e ->
                    method.refusals()
                            .text(e.kind(), arguments.shownId())
                            .orElse(String.valueOf(e.getMessage()));
            default -> {
                LOG.error("{} has failed.", arguments.method(), cause);
                yield arguments.method() + " has failed inside the supervisor: " + cause;
            }
        };
    }

    private RpcReply methodTable() {
        Map<String, List<String>> methods = new LinkedHashMap<>();
        table.forEach(
                (name, method) -> {
                    List<String> parameters = new ArrayList<>(method.parameters());
                    if (method.answered()) {
                        parameters.add("cb");
                    }
                    methods.put(name, parameters);
                });
        return new RpcReply.MethodTable(methods);
    }
}
