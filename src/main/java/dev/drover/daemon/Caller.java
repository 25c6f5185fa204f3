package dev.drover.daemon;

import dev.drover.domain.Cause;
import dev.drover.protocol.rpc.RpcRequest;

import java.util.Optional;
import java.util.regex.Pattern;

/** Who is at the other end of a connection, as far as it tells. */
final class Caller {

    private static final Pattern PID = Pattern.compile("[0-9]{1,10}");

    private final InOrder starts = new InOrder();
    private volatile Optional<String> name = Optional.empty();

    /** What the client calls itself from now on. */
    void introduce(String value) {
        name = Optional.of(value);
    }

    /** What its starts are answered through: PM2 answers them one after the other. */
    InOrder starts() {
        return starts;
    }

    /** True for Drover's clients; PM2's say nothing about themselves. */
    boolean isIntroduced() {
        return name.isPresent();
    }

    /** Why something that this request asks for happens. */
    Cause cause(RpcRequest request) {
        return new Cause.ByUser(
                name.orElseGet(
                        () ->
                                pid(request)
                                        .map(pid -> "pm2 client, pid " + pid)
                                        .orElse("a client")));
    }

    /** The pid that PM2's client puts into its request ids. */
    static Optional<Long> pid(RpcRequest request) {
        String id = request.idText();
        int colon = id.indexOf(':');
        return colon > 0 && PID.matcher(id.substring(0, colon)).matches()
                ? Optional.of(Long.valueOf(id.substring(0, colon)))
                : Optional.empty();
    }
}
