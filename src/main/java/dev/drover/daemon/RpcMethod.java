package dev.drover.daemon;

import dev.drover.domain.Cause;
import dev.drover.protocol.pm2.Arguments;
import dev.drover.protocol.rpc.RpcRequest;
import dev.drover.supervisor.SupervisorException.Kind;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * One row of the method table.
 *
 * @param parameters names, the reply callback not counted; a call with fewer arguments is refused
 * @param answered false: there is never a reply
 * @param refusals PM2's words for what the supervisor refuses
 * @param handler carries the call out
 */
record RpcMethod(List<String> parameters, boolean answered, Refusals refusals, Handler handler) {

    /** The result of a call that is answered without a value. */
    static final Object NO_VALUE = new Object();

    /**
     * A result, and what is to happen once its reply has been written.
     *
     * @param then must not block
     */
    record Afterwards(Object value, Runnable then) {}

    /** PM2's words for a refusal; empty: the supervisor's own sentence stands. */
    @FunctionalInterface
    interface Refusals {
        Optional<String> text(Kind kind, String id);
    }

    /** Carries one call out; must not block for long. */
    @FunctionalInterface
    interface Handler {
        CompletableFuture<?> call(Call call);
    }

    /**
     * One call.
     *
     * @param arguments what came with it
     * @param request the whole request
     * @param caller who asks
     */
    record Call(Arguments arguments, RpcRequest request, Caller caller) {

        Cause cause() {
            return caller.cause(request);
        }
    }
}
