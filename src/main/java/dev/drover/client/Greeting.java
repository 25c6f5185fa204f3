package dev.drover.client;

import dev.drover.protocol.pm2.Requests;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** How a connection begins: each side says what it is and what it can do. */
final class Greeting {

    private Greeting() {}

    /** Connects, and fails with a {@link RequestException} when nobody answers in time. */
    static CompletableFuture<ProcessManager> connect(ConnectOptions options) {
        return CompletableFuture.supplyAsync(
                        () -> RpcPeer.connect(options.door().rpcSocket()),
                        Thread::startVirtualThread)
                .thenCompose(rpc -> greet(options, rpc))
                .exceptionallyCompose(Greeting::asRequestFailure);
    }

    private static CompletableFuture<ProcessManager> greet(ConnectOptions options, RpcPeer rpc) {
        CompletableFuture<Set<String>> features =
                rpc.call(Requests.HELLO, Requests.hello(options.client()))
                        .handle(
                                (hello, refused) ->
                                        refused == null ? Requests.features(hello) : Set.of());
        CompletableFuture<ProcessManager> greeted =
                rpc.call("getVersion", Map.of())
                        .thenCombine(
                                features,
                                (version, found) ->
                                        new SocketProcessManager(
                                                options, rpc, String.valueOf(version), found));
        new Patience(options).watch(greeted);
        return greeted.whenComplete(
                (_, failure) -> {
                    if (failure != null) {
                        rpc.close();
                    } else if (options.forwarded().isEmpty()) {
                        SupervisorPulse.of(options.home()).ifPresent(rpc::watch);
                    }
                });
    }

    private static <T> CompletableFuture<T> asRequestFailure(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException wrapped && wrapped.getCause() != null
                        ? wrapped.getCause()
                        : failure;
        return CompletableFuture.failedFuture(
                cause instanceof RequestException known
                        ? known
                        : new ConnectionException("The supervisor cannot be greeted.", cause));
    }
}
