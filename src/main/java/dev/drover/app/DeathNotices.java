package dev.drover.app;

import dev.drover.domain.Cause;
import dev.drover.domain.ExitStatus;
import dev.drover.domain.ProcessDescription;
import dev.drover.domain.ProcessEvent;
import dev.drover.domain.ProcessStatus;
import dev.drover.ui.common.ExitText;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * Tells of services that died for good or were given up: all of a few seconds together, so that a
 * burst is one notification. Safe for use by several threads; does not block.
 */
final class DeathNotices {

    private static final int MAX_NAMES = 6;

    private final Duration patience;
    private final ScheduledExecutorService scheduler;
    private final ResourceBundle texts;
    private final Sink sink;
    private final Map<Integer, Death> waiting = new LinkedHashMap<>();

    private record Death(String name, String sentence, boolean givenUp) {}

    /**
     * Shows one notification, about this process before any other; called on the scheduler's
     * thread.
     */
    @FunctionalInterface
    interface Sink {
        void show(String title, String text, boolean urgent, int process);
    }

    /**
     * @param patience how long further deaths are waited for
     */
    DeathNotices(
            Duration patience,
            ScheduledExecutorService scheduler,
            ResourceBundle texts,
            Sink sink) {
        this.patience = patience;
        this.scheduler = scheduler;
        this.texts = texts;
        this.sink = sink;
    }

    /** Takes what is about the end of a service; the rest is ignored. */
    void accept(ProcessEvent event) {
        switch (event) {
            case ProcessEvent.RestartLimitReached(ProcessDescription process, var _) ->
                    add(process, givenUp(process), true);
            case ProcessEvent.ProcessExited(ProcessDescription process, ExitStatus status, var _)
                    when isDeath(process, status) ->
                    add(
                            process,
                            texts.getString("notice.died")
                                    .formatted(process.name(), ExitText.of(status)),
                            false);
            case ProcessEvent.ProcessOnline(ProcessDescription process, var _) -> back(process);
            default -> {}
        }
    }

    /** The count of short runs begins anew when a service is given up. */
    private String givenUp(ProcessDescription process) {
        return process.lastExit()
                .map(
                        exit ->
                                texts.getString("notice.givenUp")
                                        .formatted(process.name(), ExitText.of(exit)))
                .orElseGet(() -> texts.getString("notice.givenUp.plain"));
    }

    private synchronized void back(ProcessDescription process) {
        waiting.remove(process.id());
    }

    /** Nobody asked for it, it did not end well, and it is not started again. */
    private static boolean isDeath(ProcessDescription process, ExitStatus status) {
        // Between two runs a service is stopped, too.
        boolean down =
                process.status() == ProcessStatus.ERRORED
                        || process.status() == ProcessStatus.STOPPED
                                && !process.spec().restart().autorestart();
        boolean asked = process.endCause().filter(Cause.ByUser.class::isInstance).isPresent();
        boolean well = status instanceof ExitStatus.Exited(int code) && code == 0;
        return down && !asked && !well;
    }

    private synchronized void add(ProcessDescription process, String sentence, boolean givenUp) {
        boolean first = waiting.isEmpty();
        Death known = waiting.get(process.id());
        if (known == null || givenUp) {
            waiting.put(process.id(), new Death(process.name(), sentence, givenUp));
        }
        if (first) {
            scheduler.schedule(this::tell, patience.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private void tell() {
        Map<Integer, Death> deaths;
        synchronized (this) {
            deaths = new LinkedHashMap<>(waiting);
            waiting.clear();
        }
        if (deaths.isEmpty()) {
            return;
        }
        int first = deaths.keySet().iterator().next();
        boolean urgent = deaths.values().stream().anyMatch(Death::givenUp);
        if (deaths.size() == 1) {
            Death only = deaths.values().iterator().next();
            sink.show(only.name(), only.sentence(), urgent, first);
            return;
        }
        String names =
                deaths.values().stream()
                        .map(Death::name)
                        .limit(MAX_NAMES)
                        .collect(Collectors.joining(", "));
        sink.show(
                texts.getString("notice.many").formatted(deaths.size()),
                deaths.size() > MAX_NAMES ? names + ", …" : names,
                urgent,
                first);
    }
}
