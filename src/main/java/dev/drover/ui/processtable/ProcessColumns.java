package dev.drover.ui.processtable;

import dev.drover.domain.ProcessDescription;
import dev.drover.project.CommandLine;
import dev.drover.ui.model.ObservableProcess;
import dev.drover.ui.model.StatusWord;
import dev.drover.ui.model.Ticker;

import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.value.ObservableValue;
import javafx.scene.control.Label;
import javafx.scene.control.TableColumn;
import javafx.scene.control.Tooltip;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.ResourceBundle;
import java.util.function.Consumer;
import java.util.function.Function;

/** The columns of the table from left to right, the hidden ones last. */
final class ProcessColumns {

    private static final Comparator<Number> LARGEST_FIRST =
            Comparator.comparingDouble(Number::doubleValue).reversed();
    private static final Comparator<Number> SMALLEST_FIRST =
            Comparator.comparingDouble(Number::doubleValue);

    private final Ticker ticker;
    private final ResourceBundle texts;
    private final Consumer<ObservableProcess> askedWhy;

    /**
     * @param askedWhy called with a row when the user asks why it ended
     */
    ProcessColumns(Ticker ticker, ResourceBundle texts, Consumer<ObservableProcess> askedWhy) {
        this.ticker = ticker;
        this.texts = texts;
        this.askedWhy = askedWhy;
    }

    List<TableColumn<ObservableProcess, ?>> all() {
        return List.of(
                state(),
                named("name", 110, ObservableProcess::nameProperty),
                named("namespace", 92, ObservableProcess::namespaceProperty),
                number("id", 44, row -> new ReadOnlyIntegerWrapper(row.id()), Object::toString),
                number(
                        "pid",
                        66,
                        row -> row.pidProperty().map(pid -> pid.orElse(0)),
                        pid -> Figures.count(pid.longValue())),
                largestFirst(
                        number(
                                "cpu",
                                74,
                                ObservableProcess::cpuProperty,
                                cpu -> Figures.cpu(cpu.doubleValue()))),
                largestFirst(
                        number(
                                "memory",
                                84,
                                ObservableProcess::memoryProperty,
                                bytes -> Figures.memory(bytes.longValue()))),
                ports(),
                uptime(),
                largestFirst(
                        number(
                                "restarts",
                                46,
                                ObservableProcess::restartsProperty,
                                count -> Figures.count(count.longValue()))),
                lastExit(),
                sparkline(),
                hidden("mode", 72, process -> process.spec().mode().word().replace("_mode", "")),
                hidden("command", 260, process -> CommandLine.of(process.spec())),
                hidden("cwd", 200, process -> process.spec().cwd().toString()));
    }

    private TableColumn<ObservableProcess, ProcessDescription> state() {
        TableColumn<ObservableProcess, ProcessDescription> column = described("state", 150);
        column.setCellFactory(_ -> new StateCell(ticker));
        column.setComparator(Comparator.comparing(StatusWord::of));
        return column;
    }

    private TableColumn<ObservableProcess, ProcessDescription> uptime() {
        TableColumn<ObservableProcess, ProcessDescription> column = described("uptime", 82);
        column.setCellFactory(_ -> new UptimeCell(ticker));
        column.setComparator(Comparator.comparing(ProcessColumns::runningSince));
        rightAligned(column);
        column.getStyleClass().add("descending-first");
        return column;
    }

    private TableColumn<ObservableProcess, ProcessDescription> ports() {
        TableColumn<ObservableProcess, ProcessDescription> column = described("ports", 62);
        column.setCellFactory(_ -> new PortsCell());
        column.setComparator(Comparator.comparing(PortsCell::lowest));
        return column;
    }

    private TableColumn<ObservableProcess, ProcessDescription> lastExit() {
        TableColumn<ObservableProcess, ProcessDescription> column = described("lastExit", 96);
        column.setCellFactory(_ -> new LastExitCell(texts.getString("why"), askedWhy));
        column.setSortable(false);
        return column;
    }

    private TableColumn<ObservableProcess, Instant> sparkline() {
        TableColumn<ObservableProcess, Instant> column = column("sparkline", 66);
        column.setCellValueFactory(cell -> cell.getValue().sampledAtProperty());
        column.setCellFactory(_ -> new SparklineCell());
        column.setSortable(false);
        return column;
    }

    /** What does not run sorts after everything that does. */
    private static Instant runningSince(ProcessDescription process) {
        return process.pid().isPresent() ? process.startedAt().orElse(Instant.MAX) : Instant.MAX;
    }

    private TableColumn<ObservableProcess, String> named(
            String id, double width, Function<ObservableProcess, ObservableValue<String>> value) {
        TableColumn<ObservableProcess, String> column = column(id, width);
        column.setCellValueFactory(cell -> value.apply(cell.getValue()));
        column.setComparator(String.CASE_INSENSITIVE_ORDER);
        return column;
    }

    private TableColumn<ObservableProcess, String> hidden(
            String id, double width, Function<ProcessDescription, String> value) {
        TableColumn<ObservableProcess, String> column =
                named(id, width, row -> row.descriptionProperty().map(value));
        column.setVisible(false);
        return column;
    }

    private TableColumn<ObservableProcess, Number> number(
            String id,
            double width,
            Function<ObservableProcess, ObservableValue<? extends Number>> value,
            Function<Number, String> format) {
        TableColumn<ObservableProcess, Number> column = column(id, width);
        column.setCellValueFactory(cell -> value.apply(cell.getValue()).map(number -> number));
        column.setCellFactory(_ -> new NumberCell(format));
        column.setComparator(SMALLEST_FIRST);
        rightAligned(column);
        return column;
    }

    /**
     * Makes the first click on the header put the largest on top. The table's own first direction
     * is fixed, so the comparator is turned round, and the style sheet turns the arrow.
     */
    private static TableColumn<ObservableProcess, Number> largestFirst(
            TableColumn<ObservableProcess, Number> column) {
        column.setComparator(LARGEST_FIRST);
        column.getStyleClass().add("descending-first");
        return column;
    }

    private TableColumn<ObservableProcess, ProcessDescription> described(String id, double width) {
        TableColumn<ObservableProcess, ProcessDescription> column = column(id, width);
        column.setCellValueFactory(cell -> cell.getValue().descriptionProperty());
        return column;
    }

    private <T> TableColumn<ObservableProcess, T> column(String id, double width) {
        TableColumn<ObservableProcess, T> column = new TableColumn<>();
        Label title = new Label(texts.getString("column." + id));
        String hint = "column." + id + ".hint";
        if (texts.containsKey(hint)) {
            title.setTooltip(new Tooltip(texts.getString(hint)));
        }
        column.setGraphic(title);
        column.setId(id);
        column.setPrefWidth(width);
        column.setMinWidth(width);
        return column;
    }

    /** Numbers have a width that fits them; most of what a wider window gives goes to the words. */
    private static void rightAligned(TableColumn<?, ?> column) {
        column.setMaxWidth(column.getPrefWidth() * 1.5);
        column.getStyleClass().add("number-column");
    }
}
