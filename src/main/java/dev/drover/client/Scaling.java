package dev.drover.client;

import dev.drover.domain.ProcessDescription;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Another number of instances of a name, by the requests that PM2's {@code scale} makes. */
record Scaling(Orders orders, RpcPeer rpc) {

    /**
     * @return all entries of the name as they are then; fails with an {@link
     *     IllegalArgumentException} for a number below 1
     */
    CompletableFuture<List<ProcessDescription>> scale(String name, int instances) {
        if (instances < 1) {
            return CompletableFuture.failedFuture(
                    new IllegalArgumentException(
                            "%s cannot have %d instances: 1 is the least. To have none, stop or delete it."
                                    .formatted(name, instances)));
        }
        return orders.resolve(Target.name(name))
                .thenCompose(found -> oneByOne(requests(found, instances)))
                .thenCompose(_ -> orders.resolve(Target.name(name)));
    }

    /**
     * @param found by ascending id
     */
    private List<Request> requests(List<ProcessDescription> found, int instances) {
        List<Request> requests = new ArrayList<>();
        for (int more = found.size(); more < instances; more++) {
            requests.add(new Request("duplicateProcessId", found.getFirst().id()));
        }
        found.reversed().stream()
                .limit(Math.max(0, found.size() - instances))
                .forEach(p -> requests.add(new Request("deleteProcessId", p.id())));
        return requests;
    }

    private record Request(String method, int id) {}

    /** The number of an instance is the least that is free when its turn comes. */
    private CompletableFuture<@Nullable Object> oneByOne(List<Request> requests) {
        CompletableFuture<@Nullable Object> all = CompletableFuture.completedFuture(null);
        for (Request request : requests) {
            all = all.thenCompose(_ -> rpc.call(request.method(), request.id()));
        }
        return all;
    }
}
