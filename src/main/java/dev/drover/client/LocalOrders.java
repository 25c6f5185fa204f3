package dev.drover.client;

import dev.drover.domain.Home;

import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * What reads or writes files, which can only be done where the home is.
 *
 * @param remote whether that is another machine
 */
record LocalOrders(Home home, boolean remote) {

    /** Carries an order out, or fails with an {@link UnsupportedRequestException}. */
    <T> CompletableFuture<T> order(Supplier<CompletableFuture<T>> order) {
        return remote
                ? CompletableFuture.failedFuture(
                        new UnsupportedRequestException(
                                "The home %s is on another machine, whose files cannot be reached from here."
                                        .formatted(home.root())))
                : order.get();
    }
}
