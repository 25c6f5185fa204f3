package dev.drover.ui.alerts;

import dev.drover.domain.LogStream;
import dev.drover.domain.ProcessEvent;
import dev.drover.ui.common.FxThread;
import dev.drover.ui.common.Memory;
import dev.drover.ui.common.ViewLoader;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Tells of lines that a user wants to know about, whether their log is open or not. FX thread only,
 * but for {@link #accept} and {@link #isHit}.
 */
public final class Alerts {

    private static final Duration BURST = Duration.ofSeconds(1);
    private static final Duration REST = Duration.ofMinutes(1);
    private static final Duration REFRESH = Duration.ofMillis(200);

    private final AlertHits hits = new AlertHits();
    private final AlertRules rules;
    private final AlertWatch watch;
    private final AlertNotices notices;
    private final ScheduledExecutorService scheduler;
    private final Set<Long> tooSlow = new HashSet<>();
    private final AtomicBoolean refreshing = new AtomicBoolean();
    private final List<Runnable> listeners = new ArrayList<>();

    /** Shows one notice; called on a background thread. */
    @FunctionalInterface
    public interface Sink {
        /**
         * @param title the services that it is about
         * @param newest the line to go to
         */
        void show(String title, String text, AlertHit newest);
    }

    /**
     * @param memory keeps the rules
     * @param home whose services they are about
     * @param scheduler for waiting
     */
    public Alerts(
            Memory memory,
            String home,
            ReadLine.Reader reader,
            ScheduledExecutorService scheduler,
            Sink sink) {
        this.scheduler = scheduler;
        notices =
                new AlertNotices(
                        BURST, REST, scheduler, ViewLoader.texts(Alerts.class), sink::show);
        watch = new AlertWatch(Thread::startVirtualThread, reader, new Findings());
        rules = new AlertRules(memory, home, this::follow);
        follow(rules.all());
    }

    /** Takes an event of any service; does not block. Any thread. */
    public void accept(ProcessEvent event) {
        watch.accept(event);
    }

    /** Whether a rule is about the line that begins there. Any thread. */
    public boolean isHit(int process, LogStream stream, long offset) {
        return hits.isHit(process, stream, offset);
    }

    /** The newest line of each process that nobody went to. */
    public Map<Integer, AlertHit> unseen() {
        return hits.unseen();
    }

    /** Somebody goes to the newest line of a process. */
    public void seen(int process) {
        hits.seen(process);
        tell();
    }

    /** Called when something was found, gone to or changed; a few times a second at most. */
    public void onChange(Runnable listener) {
        listeners.add(listener);
    }

    /** The listener is not called any more. */
    void forget(Runnable listener) {
        listeners.remove(listener);
    }

    AlertRules rules() {
        return rules;
    }

    AlertHits hits() {
        return hits;
    }

    /** The rule took too long on some line, and is not followed until it is changed. */
    boolean isTooSlow(AlertRule rule) {
        return tooSlow.contains(rule.id());
    }

    private void follow(List<AlertRule> all) {
        List<AlertMatcher> matchers = new ArrayList<>();
        for (AlertRule rule : all) {
            if (rule.on()) {
                try {
                    matchers.add(AlertMatcher.of(rule));
                } catch (AlertMatcher.InvalidRuleException _) {
                    // Somebody wrote into the file: the dialog says so.
                    continue;
                }
            }
        }
        tooSlow.clear();
        watch.follow(matchers);
        tell();
    }

    /** What is told of the lines, on a background thread. */
    private final class Findings implements AlertWatch.Findings {
        @Override
        public void found(AlertHit hit) {
            hits.add(hit);
            notices.accept(hit);
            refresh();
        }

        @Override
        public void tooSlow(long rule) {
            FxThread.EXECUTOR.execute(
                    () -> {
                        tooSlow.add(rule);
                        tell();
                    });
        }

        @Override
        public void emptied(int process, LogStream stream) {
            hits.forget(process, stream);
            refresh();
        }
    }

    private void refresh() {
        if (refreshing.compareAndSet(false, true)) {
            scheduler.schedule(
                    () ->
                            FxThread.EXECUTOR.execute(
                                    () -> {
                                        refreshing.set(false);
                                        tell();
                                    }),
                    REFRESH.toMillis(),
                    TimeUnit.MILLISECONDS);
        }
    }

    private void tell() {
        List.copyOf(listeners).forEach(Runnable::run);
    }

    /** The text of a rule about lines like this one. */
    public static String like(String line) {
        return LikeThis.of(line);
    }
}
