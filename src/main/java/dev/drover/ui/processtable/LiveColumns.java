package dev.drover.ui.processtable;

import dev.drover.ui.common.NaturalOrder;
import dev.drover.ui.model.ListRow;
import dev.drover.ui.model.Live;
import dev.drover.ui.model.LiveReading;
import dev.drover.ui.model.ObservableProcess;
import dev.drover.ui.model.Ticker;

import javafx.scene.control.TableColumn;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The columns whose values somebody has to find out: hidden at first, and what they show is asked
 * for only while they are not.
 */
final class LiveColumns {

    private static final Function<LiveReading, Optional<String>> NO_MORE = _ -> Optional.empty();

    private final Ticker ticker;
    private final Consumer<Set<Live>> want;
    private final ResourceBundle texts;
    private final Map<TableColumn<ListRow, ?>, Live> columns = new LinkedHashMap<>();

    /**
     * @param want is told what is shown now
     */
    LiveColumns(Ticker ticker, Consumer<Set<Live>> want, ResourceBundle texts) {
        this.ticker = ticker;
        this.want = want;
        this.texts = texts;
    }

    List<TableColumn<ListRow, ?>> all(ProcessColumns maker) {
        columns.put(count(maker, "threads", 70, LiveColumns::threads), Live.THREADS);
        columns.put(count(maker, "openFiles", 88, LiveColumns::openFiles), Live.OPEN_FILES);
        columns.put(rate(maker, "diskRead", LiveReading::readRate), Live.DISK);
        columns.put(rate(maker, "diskWritten", LiveReading::writtenRate), Live.DISK);
        columns.put(
                ProcessColumns.largestFirst(
                        maker.number(
                                "logRate",
                                90,
                                ProcessColumns.process(ObservableProcess::logRateProperty),
                                rate -> Figures.rate(rate.doubleValue()))),
                Live.LOG_RATE);
        columns.put(
                ProcessColumns.largestFirst(
                        maker.number(
                                "errors",
                                66,
                                ProcessColumns.process(ObservableProcess::errorsProperty),
                                count -> Figures.count(count.longValue()))),
                Live.ERRORS);
        columns.put(branch(maker), Live.BRANCH);
        columns.put(nextRun(maker), Live.NEXT_RUN);
        columns.keySet()
                .forEach(
                        column -> {
                            column.setVisible(false);
                            column.visibleProperty().addListener((_, _, _) -> tell());
                        });
        return List.copyOf(columns.keySet());
    }

    private void tell() {
        Set<Live> shown = EnumSet.noneOf(Live.class);
        columns.forEach(
                (column, live) -> {
                    if (column.isVisible()) {
                        shown.add(live);
                    }
                });
        want.accept(shown);
    }

    private TableColumn<ListRow, LiveReading> count(
            ProcessColumns maker,
            String id,
            double width,
            Function<LiveReading, OptionalDouble> value) {
        return figure(maker, id, width, value, count -> Figures.count(Math.round(count)));
    }

    private TableColumn<ListRow, LiveReading> rate(
            ProcessColumns maker, String id, Function<LiveReading, OptionalDouble> value) {
        return figure(maker, id, 90, value, Figures::rate);
    }

    private TableColumn<ListRow, LiveReading> figure(
            ProcessColumns maker,
            String id,
            double width,
            Function<LiveReading, OptionalDouble> value,
            Function<Double, String> format) {
        LiveCell.Look look =
                new LiveCell.Look(
                        reading -> boxed(value.apply(reading)).map(format),
                        NO_MORE,
                        "live.system",
                        true);
        TableColumn<ListRow, LiveReading> column = live(maker, id, width);
        column.setCellFactory(_ -> new LiveCell(look, texts).styled("number"));
        // The first click puts the largest on top; what is not known comes last.
        column.setComparator(
                Comparator.comparingDouble(
                        (LiveReading reading) -> -value.apply(reading).orElse(-1)));
        column.getStyleClass().add("descending-first");
        ProcessColumns.rightAligned(column);
        return column;
    }

    private TableColumn<ListRow, LiveReading> branch(ProcessColumns maker) {
        TableColumn<ListRow, LiveReading> column = live(maker, "branch", 100);
        LiveCell.Look look =
                new LiveCell.Look(
                        reading -> reading.figures().branch(),
                        reading -> reading.figures().branch(),
                        "live.noBranch",
                        false);
        column.setCellFactory(_ -> new LiveCell(look, texts));
        column.setComparator(
                Comparator.comparing(
                        (LiveReading reading) -> reading.figures().branch().orElse(""),
                        NaturalOrder.INSTANCE));
        return column;
    }

    private TableColumn<ListRow, LiveReading> nextRun(ProcessColumns maker) {
        TableColumn<ListRow, LiveReading> column = live(maker, "nextRun", 114);
        DateTimeFormatter exact =
                DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM)
                        .withZone(ZoneId.systemDefault());
        LiveCell.Look look =
                new LiveCell.Look(
                        reading ->
                                reading.figures()
                                        .nextRun()
                                        .map(at -> Duration.between(ticker.known(), at))
                                        .map(Figures::uptime)
                                        .map(texts.getString("nextRun.in")::formatted),
                        reading -> reading.figures().nextRun().map(exact::format),
                        "live.noSchedule",
                        false);
        column.setCellFactory(_ -> new LiveCell(look, texts).follow(ticker).styled("number"));
        column.setComparator(
                Comparator.comparing(
                        (LiveReading reading) -> reading.figures().nextRun().orElse(Instant.MAX)));
        ProcessColumns.rightAligned(column);
        return column;
    }

    private static TableColumn<ListRow, LiveReading> live(
            ProcessColumns maker, String id, double width) {
        TableColumn<ListRow, LiveReading> column = maker.column(id, width);
        column.setCellValueFactory(
                cell ->
                        ProcessColumns.process(ObservableProcess::liveProperty)
                                .apply(cell.getValue()));
        return column;
    }

    private static OptionalDouble threads(LiveReading reading) {
        return number(reading.figures().threads());
    }

    private static OptionalDouble openFiles(LiveReading reading) {
        return number(reading.figures().openFiles());
    }

    private static OptionalDouble number(OptionalInt count) {
        return count.isPresent() ? OptionalDouble.of(count.getAsInt()) : OptionalDouble.empty();
    }

    private static Optional<Double> boxed(OptionalDouble value) {
        return value.isPresent() ? Optional.of(value.getAsDouble()) : Optional.empty();
    }
}
