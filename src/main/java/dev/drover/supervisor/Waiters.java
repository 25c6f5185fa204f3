package dev.drover.supervisor;

import dev.drover.domain.ProcessDescription;
import dev.drover.supervisor.SupervisorException.Kind;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Answers those who wait for a start or a stop of an entry. Owner thread. */
final class Waiters {

    private Waiters() {}

    /** All of them get the description as it is now. */
    static void answer(List<CompletableFuture<ProcessDescription>> waiters, ManagedProcess row) {
        List<CompletableFuture<ProcessDescription>> all = List.copyOf(waiters);
        waiters.clear();
        all.forEach(waiter -> waiter.complete(row.describe()));
    }

    /** Those who wait for a start hear why there is none. */
    static void failStart(ManagedProcess row) {
        List<CompletableFuture<ProcessDescription>> all = List.copyOf(row.startWaiters);
        row.startWaiters.clear();
        String reason = row.statusReason.orElse(row.spec.name() + " could not be started.");
        all.forEach(
                w -> w.completeExceptionally(new SupervisorException(Kind.START_FAILED, reason)));
    }

    /** One answer: the value, or the error where there is one. */
    static <T> void settle(CompletableFuture<T> answer, T value, @Nullable Throwable error) {
        if (error == null) {
            answer.complete(value);
        } else {
            answer.completeExceptionally(error);
        }
    }

    /** The last who asked for a start hears that there is no need. */
    static void refuse(ManagedProcess row, Kind kind) {
        String state =
                kind == Kind.ALREADY_ONLINE ? " is online already" : " is being started already";
        row.startWaiters
                .removeLast()
                .completeExceptionally(
                        new SupervisorException(
                                kind, row.spec.name() + " (id " + row.id + ")" + state + "."));
    }
}
