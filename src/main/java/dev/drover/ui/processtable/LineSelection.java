package dev.drover.ui.processtable;

import dev.drover.ui.model.ListRow;
import dev.drover.ui.model.ObservableProcess;
import dev.drover.ui.model.ProcessGroup;

import javafx.collections.ListChangeListener;
import javafx.scene.control.TableView;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;

/** Which lines are selected, and that they stay so when lines change places. FX thread only. */
final class LineSelection {

    private final TableView<ListRow> table;
    private final Consumer<List<ObservableProcess>> told;
    private boolean rearranging;

    /**
     * @param told learns the selected processes whenever they may be others
     */
    LineSelection(TableView<ListRow> table, Consumer<List<ObservableProcess>> told) {
        this.table = table;
        this.told = told;
        table.getSelectionModel()
                .getSelectedItems()
                .addListener((ListChangeListener<ListRow>) _ -> tell());
    }

    List<ListRow> lines() {
        return table.getSelectionModel().getSelectedItems().stream()
                .filter(Objects::nonNull)
                .toList();
    }

    /** Tells the processes; a group stands for its own. */
    void tell() {
        if (rearranging) {
            return;
        }
        Set<ObservableProcess> all = new LinkedHashSet<>();
        for (ListRow line : lines()) {
            switch (line) {
                case ProcessGroup group -> all.addAll(group.members());
                case ObservableProcess row -> all.add(row);
            }
        }
        told.accept(List.copyOf(all));
    }

    /** Changes the lines; {@code before} is selected afterwards, as far as it is shown. */
    void rearrange(List<ListRow> before, List<ListRow> wanted) {
        rearranging = true;
        table.getItems().setAll(wanted);
        int[] indices =
                before.stream().mapToInt(wanted::indexOf).filter(index -> index >= 0).toArray();
        List<Integer> now = table.getSelectionModel().getSelectedIndices();
        boolean kept =
                now.size() == indices.length && Arrays.stream(indices).allMatch(now::contains);
        if (!kept) {
            table.getSelectionModel().clearSelection();
            if (indices.length > 0) {
                table.getSelectionModel().selectIndices(indices[0], indices);
            }
        }
        rearranging = false;
        tell();
    }

    /** Brings it into sight; the first line where there is none. */
    void scrollTo() {
        table.scrollTo(Math.max(0, table.getSelectionModel().getSelectedIndex()));
    }
}
