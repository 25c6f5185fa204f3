package dev.drover.ui.action;

import dev.drover.ui.common.Failures;
import dev.drover.ui.common.FxThread;
import dev.drover.ui.common.Notices;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * One command on many processes: not all at a time, so that the rest need not be begun when the
 * user cancels it. What was refused, and what was not begun, is told when all that was begun has
 * ended. FX thread only.
 *
 * @param <T> a process, or what is to become one
 */
public final class Batch<T> {

    /** Enough to keep a supervisor busy, few enough to leave something to cancel. */
    private static final int BUSY_AT_ONCE = 8;

    /**
     * Of what mostly waits: each may ignore its signal for the whole of its kill timeout. Half of
     * what a supervisor lets one connection leave unanswered, so other questions get through.
     */
    private static final int WAITING_AT_ONCE = 128;

    private static final int NAMES_TOLD = 5;

    private final Command action;
    private final int atOnce;
    private final List<T> targets;
    private final Function<T, String> name;
    private final Function<T, CompletableFuture<?>> request;
    private final Notices notices;
    private final List<String> refusals = new ArrayList<>();
    private final List<T> done = new ArrayList<>();
    private Consumer<List<T>> whenEnded = _ -> {};
    private Notices.Working working = () -> {};
    private int begun;
    private int ended;
    private boolean beginning;
    private boolean cancelled;

    /**
     * @param name what one of them is called
     * @param request asks for one of them
     */
    public Batch(
            Command action,
            List<T> targets,
            Function<T, String> name,
            Function<T, CompletableFuture<?>> request,
            Notices notices) {
        this.action = action;
        this.atOnce =
                switch (action) {
                    case ProcessAction.STOP,
                            ProcessAction.RESTART,
                            ProcessAction.RESTART_CLEAN,
                            ProcessAction.DELETE ->
                            WAITING_AT_ONCE;
                    default -> BUSY_AT_ONCE;
                };
        this.targets = List.copyOf(targets);
        this.name = name;
        this.request = request;
        this.notices = notices;
    }

    /** Begins; returns at once. */
    public void run() {
        run(_ -> {});
    }

    /**
     * Begins; returns at once.
     *
     * @param ended is told, when all that was begun has ended, with which of them it went well
     */
    public void run(Consumer<List<T>> ended) {
        whenEnded = ended;
        if (isLong()) {
            working = notices.working(progress(), this::cancel);
        }
        beginMore();
    }

    /** One process shows in its row how far it is. */
    private boolean isLong() {
        return targets.size() > 1;
    }

    private void cancel() {
        cancelled = true;
        working.update(progress(), false);
    }

    /** Not recursive where an answer is there at once. */
    private void beginMore() {
        if (beginning) {
            return;
        }
        beginning = true;
        while (!cancelled && begun < targets.size() && begun - ended < atOnce) {
            T target = targets.get(begun++);
            FxThread.whenDone(request.apply(target), (_, failure) -> end(target, failure));
        }
        beginning = false;
        if (ended == begun) {
            working.done();
            tell();
            whenEnded.accept(List.copyOf(done));
        } else if (isLong()) {
            working.update(progress(), !cancelled && begun < targets.size());
        }
    }

    private void end(T target, Throwable failure) {
        ended++;
        if (failure == null) {
            done.add(target);
        } else {
            refusals.add(
                    Command.TEXTS
                            .getString(action.name() + ".failed")
                            .formatted(name.apply(target), Failures.sentence(failure)));
        }
        beginMore();
    }

    private String progress() {
        return cancelled
                ? Command.TEXTS.getString("cancelling").formatted(begun - ended)
                : Command.TEXTS
                        .getString(action.name() + ".working")
                        .formatted(ended, targets.size());
    }

    private void tell() {
        if (refusals.size() == 1) {
            notices.error(refusals.getFirst());
        } else if (!refusals.isEmpty()) {
            notices.error(
                    Command.TEXTS
                            .getString("failed.more")
                            .formatted(refusals.getFirst(), refusals.size() - 1));
        }
        List<T> left = targets.subList(begun, targets.size());
        if (!left.isEmpty()) {
            notices.info(
                    Command.TEXTS
                            .getString("cancelled")
                            .formatted(begun - refusals.size(), targets.size(), names(left)));
        }
    }

    private String names(List<T> left) {
        String names = left.stream().limit(NAMES_TOLD).map(name).collect(Collectors.joining(", "));
        return left.size() > NAMES_TOLD
                ? Command.TEXTS.getString("failed.more").formatted(names, left.size() - NAMES_TOLD)
                : names;
    }
}
