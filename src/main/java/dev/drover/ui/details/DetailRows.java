package dev.drover.ui.details;

import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.collections.transformation.FilteredList;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** The rows of the sheet that is shown, and those of them that match the filter. FX thread only. */
final class DetailRows {

    private final ObservableList<DetailRow> all = FXCollections.observableArrayList();
    private final FilteredList<DetailRow> shown = new FilteredList<>(all);
    private String wanted = "";
    private int process = -1;

    ObservableList<DetailRow> shown() {
        return shown;
    }

    /** Names of the secrets that the user has revealed. */
    Set<String> revealed() {
        return all.stream()
                .filter(DetailRow::isRevealed)
                .map(DetailRow::label)
                .collect(Collectors.toSet());
    }

    /**
     * Shows these sections; where only values are others the rows stay. Another process has nothing
     * revealed.
     */
    void show(int id, List<DetailSection> sections) {
        List<DetailRow> fresh = new ArrayList<>();
        for (DetailSection section : sections) {
            fresh.add(DetailRow.title(section.title()));
            section.details().forEach(one -> fresh.add(DetailRow.of(section.title(), one)));
        }
        Set<String> known = id == process ? revealed() : Set.of();
        process = id;
        if (keys(fresh).equals(keys(all))) {
            for (int i = 0; i < fresh.size(); i++) {
                all.get(i).setRevealed(known.contains(all.get(i).label()));
                all.get(i).setValue(fresh.get(i).value());
            }
        } else {
            fresh.forEach(row -> row.setRevealed(known.contains(row.label())));
            all.setAll(fresh);
        }
        if (!wanted.isEmpty()) {
            setFilter(wanted);
        }
    }

    private static List<String> keys(List<DetailRow> rows) {
        return rows.stream().map(DetailRow::key).toList();
    }

    /** Shows only rows in which the text occurs, and the titles above them. */
    void setFilter(String text) {
        wanted = text.strip().toLowerCase(Locale.ROOT);
        if (wanted.isEmpty()) {
            shown.setPredicate(null);
            return;
        }
        Set<DetailRow> matching = new HashSet<>();
        Set<String> sections = new HashSet<>();
        for (DetailRow row : all) {
            if (!row.isTitle() && row.matches(wanted)) {
                matching.add(row);
                sections.add(row.section());
            }
        }
        shown.setPredicate(
                row -> row.isTitle() ? sections.contains(row.section()) : matching.contains(row));
    }
}
