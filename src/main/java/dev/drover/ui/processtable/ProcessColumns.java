package dev.drover.ui.processtable;

import dev.drover.client.FileWatch;
import dev.drover.domain.ProcessDescription;
import dev.drover.project.CommandLine;
import dev.drover.ui.common.NaturalOrder;
import dev.drover.ui.model.ListRow;
import dev.drover.ui.model.Live;
import dev.drover.ui.model.ObservableProcess;
import dev.drover.ui.model.ProcessGroup;
import dev.drover.ui.model.StatusWord;
import dev.drover.ui.model.Ticker;

import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ObservableValue;
import javafx.scene.control.Label;
import javafx.scene.control.TableColumn;
import javafx.scene.control.Tooltip;
import javafx.scene.text.Text;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.IntConsumer;
import java.util.function.ToIntFunction;

/** The columns of the table from left to right, the hidden ones last. */
final class ProcessColumns {

    private static final Comparator<Number> LARGEST_FIRST =
            Comparator.comparingDouble(Number::doubleValue).reversed();
    private static final Comparator<Number> SMALLEST_FIRST =
            Comparator.comparingDouble(Number::doubleValue);

    /**
     * What cells ask and tell.
     *
     * @param stars which rows have one
     * @param toggle opens or closes a group
     * @param openPort shows a port of this machine in the browser
     * @param askWhy is called with a row when the user asks why it ended
     * @param want is told what the columns show that somebody has to find out
     */
    record Links(
            Stars stars,
            Consumer<ProcessGroup> toggle,
            IntConsumer openPort,
            Consumer<ObservableProcess> askWhy,
            Consumer<Set<Live>> want) {}

    private final Ticker ticker;
    private final Links links;
    private final ResourceBundle texts;

    ProcessColumns(Ticker ticker, Links links, ResourceBundle texts) {
        this.ticker = ticker;
        this.links = links;
        this.texts = texts;
    }

    List<TableColumn<ListRow, ?>> all() {
        List<TableColumn<ListRow, ?>> all = new ArrayList<>(known());
        all.addAll(new LiveColumns(ticker, links.want(), texts).all(this));
        return all;
    }

    /** Those whose values come with the list of processes. */
    private List<TableColumn<ListRow, ?>> known() {
        return List.of(
                state(),
                star(),
                name(),
                named("namespace", 92, ObservableProcess::namespaceProperty),
                hiddenNumber("id", 44, ProcessDescription::id),
                number(
                        "pid",
                        66,
                        process(row -> row.pidProperty().map(pid -> pid.orElse(0))),
                        pid -> Figures.count(pid.longValue())),
                largestFirst(
                        number(
                                "cpu",
                                74,
                                ListRow::cpuProperty,
                                cpu -> Figures.cpu(cpu.doubleValue()))),
                largestFirst(
                        number(
                                "memory",
                                84,
                                ListRow::memoryProperty,
                                bytes -> Figures.memory(bytes.longValue()))),
                ports(),
                uptime(),
                largestFirst(
                        number(
                                "restarts",
                                46,
                                process(ObservableProcess::restartsProperty),
                                count -> Figures.count(count.longValue()))),
                lastExit(),
                sparkline(),
                hidden("mode", 72, process -> process.spec().mode().word().replace("_mode", "")),
                hiddenNumber("instance", 66, ProcessDescription::instance),
                hidden("user", 90, process -> process.spec().username()),
                hidden("watch", 66, this::watched),
                hidden("node", 90, ProcessColumns::nodeVersion),
                hidden("command", 260, process -> CommandLine.of(process.spec())),
                hidden("cwd", 200, process -> process.spec().cwd().toString()));
    }

    private String plain(Number number) {
        return number.toString();
    }

    private String watched(ProcessDescription process) {
        return FileWatch.isOn(process) ? texts.getString("watch.on") : "";
    }

    private static String nodeVersion(ProcessDescription process) {
        return process.reported().get("node_version") instanceof String version ? version : "";
    }

    /** A value that only processes have: a group's cell stays empty. */
    static <T> Function<ListRow, ObservableValue<T>> process(
            Function<ObservableProcess, ? extends ObservableValue<T>> value) {
        ObservableValue<T> none = new SimpleObjectProperty<>();
        return row -> row instanceof ObservableProcess one ? value.apply(one) : none;
    }

    private TableColumn<ListRow, Object> state() {
        TableColumn<ListRow, Object> column = column("state", 150);
        column.setCellValueFactory(
                cell ->
                        switch (cell.getValue()) {
                            case ObservableProcess row -> row.descriptionProperty().map(o -> o);
                            case ProcessGroup group -> group.tallyProperty().map(o -> o);
                        });
        column.setCellFactory(_ -> new StateCell(ticker, texts));
        column.setComparator(
                Comparator.comparing(state -> StatusWord.of((ProcessDescription) state)));
        return column;
    }

    private TableColumn<ListRow, ProcessDescription> star() {
        TableColumn<ListRow, ProcessDescription> column = described("star", 30);
        column.setCellFactory(_ -> new StarCell(links.stars(), texts));
        column.setMaxWidth(column.getMinWidth());
        column.setSortable(false);
        return column;
    }

    private TableColumn<ListRow, String> name() {
        TableColumn<ListRow, String> column = column("name", 110);
        column.setCellValueFactory(cell -> cell.getValue().nameProperty());
        column.setCellFactory(_ -> new NameCell(texts, links.toggle()));
        column.setComparator(NaturalOrder.INSTANCE);
        return column;
    }

    private TableColumn<ListRow, ProcessDescription> uptime() {
        TableColumn<ListRow, ProcessDescription> column = described("uptime", 82);
        column.setCellFactory(_ -> new UptimeCell(ticker));
        column.setComparator(Comparator.comparing(ProcessColumns::runningSince));
        rightAligned(column);
        column.getStyleClass().add("descending-first");
        return column;
    }

    private TableColumn<ListRow, ProcessDescription> ports() {
        TableColumn<ListRow, ProcessDescription> column = described("ports", 62);
        column.setCellFactory(_ -> new PortsCell(links.openPort()));
        column.setComparator(Comparator.comparing(PortsCell::lowest));
        return column;
    }

    private TableColumn<ListRow, ProcessDescription> lastExit() {
        String why = texts.getString("why");
        // The words are shorter and longer than in English.
        double link = Math.ceil(new Text(why).getLayoutBounds().getWidth());
        TableColumn<ListRow, ProcessDescription> column = described("lastExit", 76 + link);
        column.setCellFactory(_ -> new LastExitCell(why, links.askWhy()));
        column.setSortable(false);
        return column;
    }

    private TableColumn<ListRow, Instant> sparkline() {
        TableColumn<ListRow, Instant> column = column("sparkline", 66);
        Function<ListRow, ObservableValue<Instant>> sampledAt =
                process(ObservableProcess::sampledAtProperty);
        column.setCellValueFactory(cell -> sampledAt.apply(cell.getValue()));
        column.setCellFactory(_ -> new SparklineCell());
        column.setSortable(false);
        return column;
    }

    /** What does not run sorts after everything that does. */
    private static Instant runningSince(ProcessDescription process) {
        return process.pid().isPresent() ? process.startedAt().orElse(Instant.MAX) : Instant.MAX;
    }

    private TableColumn<ListRow, String> named(
            String id, double width, Function<ObservableProcess, ObservableValue<String>> value) {
        TableColumn<ListRow, String> column = column(id, width);
        Function<ListRow, ObservableValue<String>> ofRow = process(value);
        column.setCellValueFactory(cell -> ofRow.apply(cell.getValue()));
        column.setComparator(NaturalOrder.INSTANCE);
        return column;
    }

    private TableColumn<ListRow, String> hidden(
            String id, double width, Function<ProcessDescription, String> value) {
        TableColumn<ListRow, String> column =
                named(id, width, row -> row.descriptionProperty().map(value));
        column.setVisible(false);
        return column;
    }

    private TableColumn<ListRow, Number> hiddenNumber(
            String id, double width, ToIntFunction<ProcessDescription> value) {
        TableColumn<ListRow, Number> column =
                number(
                        id,
                        width,
                        process(row -> row.descriptionProperty().map(value::applyAsInt)),
                        this::plain);
        column.setVisible(false);
        return column;
    }

    TableColumn<ListRow, Number> number(
            String id,
            double width,
            Function<ListRow, ObservableValue<Number>> value,
            Function<Number, String> format) {
        TableColumn<ListRow, Number> column = column(id, width);
        column.setCellValueFactory(cell -> value.apply(cell.getValue()));
        column.setCellFactory(_ -> new NumberCell(format));
        column.setComparator(SMALLEST_FIRST);
        rightAligned(column);
        return column;
    }

    /**
     * Makes the first click on the header put the largest on top. The table's own first direction
     * is fixed, so the comparator is turned round, and the style sheet turns the arrow.
     */
    static TableColumn<ListRow, Number> largestFirst(TableColumn<ListRow, Number> column) {
        column.setComparator(LARGEST_FIRST);
        column.getStyleClass().add("descending-first");
        return column;
    }

    private TableColumn<ListRow, ProcessDescription> described(String id, double width) {
        TableColumn<ListRow, ProcessDescription> column = column(id, width);
        Function<ListRow, ObservableValue<ProcessDescription>> description =
                process(ObservableProcess::descriptionProperty);
        column.setCellValueFactory(cell -> description.apply(cell.getValue()));
        return column;
    }

    <T> TableColumn<ListRow, T> column(String id, double width) {
        TableColumn<ListRow, T> column = new TableColumn<>();
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
    static void rightAligned(TableColumn<?, ?> column) {
        column.setMaxWidth(column.getPrefWidth() * 1.5);
        column.getStyleClass().add("number-column");
    }
}
