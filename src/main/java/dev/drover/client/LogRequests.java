package dev.drover.client;

import dev.drover.domain.LogHits;
import dev.drover.domain.LogSearchRequest;
import dev.drover.domain.LogSettings;
import dev.drover.domain.LogTail;
import dev.drover.domain.LogWindow;
import dev.drover.domain.LogWindowRequest;
import dev.drover.protocol.pm2.LogFields;
import dev.drover.protocol.pm2.LogPageFields;
import dev.drover.protocol.pm2.Requests;

import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * Reads logs: asks the supervisor where it can do that, and reads the files here where it is a PM2
 * daemon.
 */
final class LogRequests implements AutoCloseable {

    private final Orders orders;
    private final RpcPeer rpc;
    private final Set<String> features;
    private final LocalOrders here;
    private final LocalLogs files = new LocalLogs();

    LogRequests(Orders orders, RpcPeer rpc, Set<String> features, LocalOrders here) {
        this.here = here;
        this.orders = orders;
        this.rpc = rpc;
        this.features = features;
    }

    CompletableFuture<LogTail> tail(int id, int maxBytes) {
        return features.contains(Requests.LOG_TAIL)
                ? rpc.call(Requests.LOG_TAIL, Requests.logTail(id, maxBytes))
                        .thenApply(LogFields::decodeTail)
                : fromFiles(id, logs -> LogFileTails.read(logs, maxBytes));
    }

    CompletableFuture<LogWindow> window(LogWindowRequest request) {
        return features.contains(Requests.LOG_WINDOW)
                ? rpc.call(Requests.LOG_WINDOW, LogPageFields.request(request))
                        .thenApply(LogPageFields::decodeWindow)
                : fromFiles(request.id(), logs -> files.window(logs, request));
    }

    CompletableFuture<LogHits> search(LogSearchRequest request) {
        return features.contains(Requests.LOG_SEARCH)
                ? rpc.call(Requests.LOG_SEARCH, LogPageFields.request(request))
                        .thenApply(LogPageFields::decodeHits)
                : fromFiles(request.id(), logs -> files.search(logs, request));
    }

    private <T> CompletableFuture<T> fromFiles(int id, Function<LogSettings, T> reading) {
        return here.order(() -> orders.resolve(Target.id(id)))
                .thenApplyAsync(
                        found -> reading.apply(found.getFirst().spec().logs()),
                        Thread::startVirtualThread);
    }

    @Override
    public void close() {
        files.close();
    }
}
