package dev.drover.ui.alerts;

import dev.drover.domain.LogStream;

import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What the rules found since the window is there; the newest. Safe for use by several threads. */
final class AlertHits {

    private static final int MOST = 1000;

    private final Map<Place, AlertHit> newest = new LinkedHashMap<>();
    private final Map<Long, Found> byRule = new HashMap<>();
    private final Map<Integer, AlertHit> unseen = new HashMap<>();

    private record Place(int process, LogStream stream, long offset) {}

    /**
     * What a rule found.
     *
     * @param last the newest
     */
    record Found(int count, AlertHit last) {}

    synchronized void add(AlertHit hit) {
        newest.put(new Place(hit.process(), hit.stream(), hit.offset()), hit);
        if (newest.size() > MOST) {
            Iterator<Place> oldest = newest.keySet().iterator();
            oldest.next();
            oldest.remove();
        }
        byRule.merge(
                hit.rule(), new Found(1, hit), (known, _) -> new Found(known.count() + 1, hit));
        unseen.put(hit.process(), hit);
    }

    /** The places in a log are those of other lines now. */
    synchronized void forget(int process, LogStream stream) {
        newest.keySet().removeIf(place -> place.process() == process && place.stream() == stream);
    }

    /** Whether a rule is about the line that begins there. */
    synchronized boolean isHit(int process, LogStream stream, long offset) {
        return !newest.isEmpty() && newest.containsKey(new Place(process, stream, offset));
    }

    synchronized Optional<Found> of(AlertRule rule) {
        return Optional.ofNullable(byRule.get(rule.id()));
    }

    /** The newest line of each process that nobody went to. */
    synchronized Map<Integer, AlertHit> unseen() {
        return Map.copyOf(unseen);
    }

    /** Somebody goes to the newest line of a process. */
    synchronized void seen(int process) {
        unseen.remove(process);
    }

    synchronized void forget(AlertRule rule) {
        byRule.remove(rule.id());
    }
}
