package dev.drover.ui.model;

import dev.drover.domain.Metrics;
import dev.drover.domain.ProcessDescription;
import dev.drover.ui.common.NaturalOrder;

import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyLongWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** All processes of the supervisor, one row object per id. FX thread only. */
public final class ProcessListModel {

    private final Map<Integer, ObservableProcess> byId = new HashMap<>();
    private final ObservableList<ObservableProcess> rows = FXCollections.observableArrayList();
    private final ObservableList<ObservableProcess> readOnlyRows =
            FXCollections.unmodifiableObservableList(rows);
    private final ReadOnlyLongWrapper revision = new ReadOnlyLongWrapper();
    private final MetricsHistories histories = new MetricsHistories();

    /** The rows in the order of their arrival; changes as few times as possible, in place. */
    public ObservableList<ObservableProcess> rows() {
        return readOnlyRows;
    }

    /**
     * Grows by one after each applied update: what depends on several rows listens here, once per
     * batch.
     */
    public ReadOnlyLongProperty revisionProperty() {
        return revision.getReadOnlyProperty();
    }

    /** The row of an id. */
    public Optional<ObservableProcess> row(int id) {
        return Optional.ofNullable(byId.get(id));
    }

    /** What the rows say, in the order of their names. */
    public List<ProcessDescription> descriptions() {
        return rows.stream()
                .map(ObservableProcess::description)
                .sorted(NaturalOrder.OF_PROCESSES)
                .toList();
    }

    /** What the processes used during the last day. */
    public MetricsHistories histories() {
        return histories;
    }

    /** Applies what the pump hands over. */
    public void apply(ModelUpdate update) {
        update.replacement().ifPresent(list -> replace(list, update.at()));
        putAll(update.changed(), update.at());
        removeAll(update.deleted());
        update.samples().forEach((id, metrics) -> sample(id, metrics, update.at()));
        revision.set(revision.get() + 1);
    }

    /**
     * Makes the rows say exactly what {@code list} says; rows of ids that stay keep their objects.
     */
    public void replaceAll(List<ProcessDescription> list, Instant at) {
        apply(new ModelUpdate(Optional.of(list), List.of(), Set.of(), Map.of(), at));
    }

    private void replace(List<ProcessDescription> list, Instant at) {
        Set<Integer> gone = new HashSet<>(byId.keySet());
        list.forEach(description -> gone.remove(description.id()));
        removeAll(gone);
        putAll(list, at);
        list.forEach(description -> sample(description.id(), description.metrics(), at));
    }

    private void putAll(List<ProcessDescription> descriptions, Instant at) {
        Map<Integer, ObservableProcess> added = new LinkedHashMap<>();
        for (ProcessDescription description : descriptions) {
            ObservableProcess row = byId.get(description.id());
            if (row == null) {
                ObservableProcess fresh = new ObservableProcess(description);
                byId.put(description.id(), fresh);
                added.put(description.id(), fresh);
                histories.added(description);
            } else {
                histories.updated(row.description(), description, at);
                row.update(description);
            }
        }
        if (!added.isEmpty()) {
            rows.addAll(new ArrayList<>(added.values()));
        }
    }

    private void removeAll(Set<Integer> ids) {
        ids.forEach(byId::remove);
        ids.forEach(histories::removed);
        if (!ids.isEmpty()) {
            rows.removeIf(row -> ids.contains(row.id()));
        }
    }

    private void sample(int id, Metrics metrics, Instant at) {
        ObservableProcess row = byId.get(id);
        if (row != null) {
            row.sample(metrics, at);
            if (row.description().pid().isPresent()) {
                histories.sampled(id, metrics, at);
            }
        }
    }
}
