package dev.drover.ui.processtable;

import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Order, width, choice and sorting of the columns as one line of text, for the window to remember.
 * A line of another version is used as far as it goes.
 */
final class ColumnLayout {

    private static final Pattern WORD =
            Pattern.compile("([A-Za-z]+)=(\\d{1,4})(-?)(?:,(ASCENDING|DESCENDING),(\\d))?");

    private ColumnLayout() {}

    /** For example {@code state=150 name=210 cpu=74,ASCENDING,0 mode=72-}: mode is hidden. */
    static String write(TableView<?> table, ColumnFit fit) {
        return table.getColumns().stream()
                .map(column -> word(table, column, fit))
                .collect(Collectors.joining(" "));
    }

    private static String word(TableView<?> table, TableColumn<?, ?> column, ColumnFit fit) {
        int place = table.getSortOrder().indexOf(column);
        String sorting = place < 0 ? "" : "," + column.getSortType() + "," + place;
        String hidden = fit.wanted(column.getId()).get() ? "" : "-";
        return column.getId() + "=" + Math.round(column.getWidth()) + hidden + sorting;
    }

    /** Lays the table out as {@code line} says. */
    static <S> void read(String line, TableView<S> table, ColumnFit fit) {
        Map<String, TableColumn<S, ?>> byId = new HashMap<>();
        table.getColumns().forEach(column -> byId.put(column.getId(), column));
        List<TableColumn<S, ?>> order = new ArrayList<>();
        Map<Integer, TableColumn<S, ?>> sorting = new HashMap<>();
        for (Matcher word : words(line)) {
            TableColumn<S, ?> column = byId.remove(word.group(1));
            if (column == null) {
                continue;
            }
            order.add(column);
            column.setPrefWidth(Math.max(column.getMinWidth(), Integer.parseInt(word.group(2))));
            fit.wanted(column.getId()).set(word.group(3).isEmpty());
            Optional.ofNullable(word.group(4))
                    .filter(_ -> word.group(3).isEmpty())
                    .map(TableColumn.SortType::valueOf)
                    .ifPresent(
                            type -> {
                                column.setSortType(type);
                                sorting.put(Integer.parseInt(word.group(5)), column);
                            });
        }
        if (order.isEmpty()) {
            return;
        }
        table.getColumns().stream().filter(byId::containsValue).forEach(order::add);
        table.getColumns().setAll(order);
        table.getSortOrder()
                .setAll(
                        sorting.entrySet().stream()
                                .sorted(Map.Entry.comparingByKey(Comparator.naturalOrder()))
                                .map(Map.Entry::getValue)
                                .toList());
    }

    /** What the user hides is not sorted by any more: nothing would say so. */
    static <S> void sortByShownOnly(TableView<S> table, ColumnFit fit) {
        for (TableColumn<S, ?> column : table.getColumns()) {
            fit.wanted(column.getId())
                    .subscribe(
                            shown -> {
                                if (!shown) {
                                    table.getSortOrder().remove(column);
                                }
                            });
        }
    }

    private static List<Matcher> words(String line) {
        return line.strip().isEmpty()
                ? List.of()
                : Pattern.compile(" +")
                        .splitAsStream(line.strip())
                        .map(WORD::matcher)
                        .filter(Matcher::matches)
                        .toList();
    }
}
