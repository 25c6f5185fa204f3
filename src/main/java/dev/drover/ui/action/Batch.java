package dev.drover.ui.action;

import dev.drover.domain.ProcessDescription;
import dev.drover.ui.common.FxThread;
import dev.drover.ui.common.Notices;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * One command on many processes: a few at a time, so that the rest need not be begun when the user
 * cancels it. What was refused, and what was not begun, is told when all that was begun has ended.
 * FX thread only.
 */
final class Batch {

    /** Enough to keep a supervisor busy, few enough to leave something to cancel. */
    private static final int AT_ONCE = 8;

    private static final int NAMES_TOLD = 5;

    private final ProcessAction action;
    private final List<ProcessDescription> targets;
    private final Function<ProcessDescription, CompletableFuture<?>> request;
    private final Notices notices;
    private final List<String> refusals = new ArrayList<>();
    private Notices.Working working = () -> {};
    private int begun;
    private int ended;
    private boolean beginning;
    private boolean cancelled;

    /**
     * @param request asks for one of them
     */
    Batch(
            ProcessAction action,
            List<ProcessDescription> targets,
            Function<ProcessDescription, CompletableFuture<?>> request,
            Notices notices) {
        this.action = action;
        this.targets = targets;
        this.request = request;
        this.notices = notices;
    }

    void run() {
        if (targets.size() > 1) {
            working = notices.working(progress(), this::cancel);
        }
        beginMore();
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
        while (!cancelled && begun < targets.size() && begun - ended < AT_ONCE) {
            ProcessDescription target = targets.get(begun++);
            FxThread.whenDone(request.apply(target), (_, failure) -> end(target, failure));
        }
        beginning = false;
        if (ended == begun) {
            working.done();
            tell();
        } else {
            working.update(progress(), !cancelled && begun < targets.size());
        }
    }

    private void end(ProcessDescription target, Throwable failure) {
        ended++;
        if (failure != null) {
            Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
            refusals.add(
                    Command.TEXTS
                            .getString(action.name() + ".failed")
                            .formatted(target.name(), cause.getMessage()));
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
        List<ProcessDescription> left = targets.subList(begun, targets.size());
        if (!left.isEmpty()) {
            notices.info(
                    Command.TEXTS
                            .getString("cancelled")
                            .formatted(begun - refusals.size(), targets.size(), names(left)));
        }
    }

    private static String names(List<ProcessDescription> left) {
        String names =
                left.stream()
                        .limit(NAMES_TOLD)
                        .map(ProcessDescription::name)
                        .collect(Collectors.joining(", "));
        return left.size() > NAMES_TOLD
                ? Command.TEXTS.getString("failed.more").formatted(names, left.size() - NAMES_TOLD)
                : names;
    }
}
