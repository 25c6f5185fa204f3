package dev.drover.ui.processtable;

import dev.drover.ui.model.ListRow;
import dev.drover.ui.model.ObservableProcess;
import dev.drover.ui.model.ProcessListModel;

import javafx.animation.PauseTransition;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.util.Duration;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which rows light up for a moment, because their process is new or has just ended. What is there
 * when the list comes whole does not. FX thread only.
 */
final class RowFlash {

    /** Keeps whether it is on. */
    static final String KEY = "table.flash";

    /** Why a row lights up. */
    enum Why {
        NEW,
        ENDED
    }

    private static final Duration LASTS = Duration.seconds(2);

    private final Map<ListRow, Why> flashing = new HashMap<>();
    private final ReadOnlyIntegerWrapper revision = new ReadOnlyIntegerWrapper();
    private Set<ObservableProcess> known = Set.of();
    private Set<ObservableProcess> running = Set.of();
    private boolean enabled;

    RowFlash(boolean enabled) {
        this.enabled = enabled;
    }

    void setEnabled(boolean value) {
        enabled = value;
    }

    boolean isEnabled() {
        return enabled;
    }

    Optional<Why> of(ListRow row) {
        return Optional.ofNullable(flashing.get(row));
    }

    /** Changes whenever a row begins or ends to light up. */
    ReadOnlyIntegerProperty revisionProperty() {
        return revision.getReadOnlyProperty();
    }

    /** The model has changed. */
    void update(ProcessListModel model) {
        Set<ObservableProcess> now = new HashSet<>(model.rows());
        Set<ObservableProcess> runningNow = new HashSet<>();
        Map<ListRow, Why> changed = new HashMap<>();
        for (ObservableProcess row : now) {
            boolean runs = row.pidProperty().get().isPresent();
            if (runs) {
                runningNow.add(row);
            }
            if (!known.isEmpty() && !known.contains(row)) {
                changed.put(row, Why.NEW);
            } else if (running.contains(row) && !runs) {
                changed.put(row, Why.ENDED);
            }
        }
        known = now;
        running = runningNow;
        if (enabled && !changed.isEmpty()) {
            light(changed);
        }
    }

    private void light(Map<ListRow, Why> changed) {
        flashing.putAll(changed);
        revision.set(revision.get() + 1);
        PauseTransition fade = new PauseTransition(LASTS);
        fade.setOnFinished(
                _ -> {
                    changed.forEach(flashing::remove);
                    revision.set(revision.get() + 1);
                });
        fade.play();
    }
}
