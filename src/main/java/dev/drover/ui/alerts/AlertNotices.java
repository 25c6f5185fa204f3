package dev.drover.ui.alerts;

import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * Makes few notices of many hits: those of a moment are one, and then each rule rests; what it
 * finds meanwhile is one notice again. Safe for use by several threads; does not block.
 */
final class AlertNotices {

    private static final int MAX_NAMES = 4;

    private final Duration burst;
    private final Duration rest;
    private final ScheduledExecutorService scheduler;
    private final ResourceBundle texts;
    private final Sink sink;
    private final Map<Long, Pending> pending = new HashMap<>();

    /** What a rule found since its last notice. */
    private static final class Pending {
        private int count;
        private AlertHit last;
        private final Set<String> names = new LinkedHashSet<>();

        Pending(AlertHit first) {
            last = first;
        }

        void add(AlertHit hit) {
            count++;
            last = hit;
            if (names.size() <= MAX_NAMES) {
                names.add(hit.name());
            }
        }
    }

    /** Shows one notice; called on the scheduler's thread. */
    @FunctionalInterface
    interface Sink {
        void show(String title, String text, AlertHit newest);
    }

    /**
     * @param burst how long further hits are waited for
     * @param rest how long a rule that was told of is not told of again
     */
    AlertNotices(
            Duration burst,
            Duration rest,
            ScheduledExecutorService scheduler,
            ResourceBundle texts,
            Sink sink) {
        this.burst = burst;
        this.rest = rest;
        this.scheduler = scheduler;
        this.texts = texts;
        this.sink = sink;
    }

    synchronized void accept(AlertHit hit) {
        Pending known = pending.get(hit.rule());
        if (known == null) {
            known = new Pending(hit);
            pending.put(hit.rule(), known);
            tellAfter(burst, hit.rule());
        }
        known.add(hit);
    }

    private void tellAfter(Duration time, long rule) {
        scheduler.schedule(() -> tell(rule), time.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void tell(long rule) {
        Pending known;
        synchronized (this) {
            known = pending.remove(rule);
            if (known == null || known.count == 0) {
                return;
            }
            pending.put(rule, new Pending(known.last));
        }
        tellAfter(rest, rule);
        String names = known.names.stream().limit(MAX_NAMES).collect(Collectors.joining(", "));
        sink.show(
                known.names.size() > MAX_NAMES ? names + ", …" : names,
                known.count == 1
                        ? known.last.text()
                        : texts.getString("notice.more")
                                .formatted(known.last.text(), known.count - 1),
                known.last);
    }
}
