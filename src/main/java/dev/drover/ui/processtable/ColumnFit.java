package dev.drover.ui.processtable;

import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.scene.control.TableColumn;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Which columns are shown: those that the user wants, less those that do not fit. In a narrow table
 * they are dropped whole, in a fixed order, instead of being cut off.
 */
final class ColumnFit {

    /**
     * What is missed least goes first; state and name always stay. What is hidden at first and not
     * wide was asked for, and outlives most of what was not.
     */
    private static final List<String> DROPPED_FIRST =
            List.of(
                    "sparkline",
                    "cwd",
                    "command",
                    "node",
                    "watch",
                    "user",
                    "instance",
                    "mode",
                    "namespace",
                    "id",
                    "lastExit",
                    "ports",
                    "pid",
                    "nextRun",
                    "branch",
                    "logRate",
                    "diskWritten",
                    "diskRead",
                    "openFiles",
                    "threads",
                    "errors",
                    "star",
                    "restarts",
                    "uptime",
                    "memory",
                    "cpu");

    private final Map<String, TableColumn<?, ?>> columns = new LinkedHashMap<>();
    private final Map<String, BooleanProperty> wanted = new LinkedHashMap<>();
    private double width = Double.MAX_VALUE;

    ColumnFit(List<? extends TableColumn<?, ?>> all) {
        for (TableColumn<?, ?> column : all) {
            BooleanProperty choice = new SimpleBooleanProperty(column.isVisible());
            columns.put(column.getId(), column);
            wanted.put(column.getId(), choice);
            choice.addListener((_, _, _) -> fit(width));
        }
    }

    /** The user's choice for one column; stays when the column does not fit for a while. */
    BooleanProperty wanted(String id) {
        return wanted.get(id);
    }

    /** Whether the column is wanted and there is no room for it. */
    boolean isDropped(String id) {
        return wanted(id).get() && !columns.get(id).isVisible();
    }

    /** Shows what fits into {@code available} pixels. */
    void fit(double available) {
        width = available;
        List<String> shown = new ArrayList<>();
        wanted.forEach(
                (id, choice) -> {
                    if (choice.get()) {
                        shown.add(id);
                    }
                });
        for (String id : DROPPED_FIRST) {
            if (least(shown) <= available) {
                break;
            }
            shown.remove(id);
        }
        columns.forEach((id, column) -> column.setVisible(shown.contains(id)));
    }

    private double least(List<String> ids) {
        return ids.stream().mapToDouble(id -> columns.get(id).getMinWidth()).sum();
    }
}
