package dev.drover.ui.details;

import dev.drover.client.ProcessReport;
import dev.drover.domain.ProcessDescription;
import dev.drover.ui.common.FxThread;
import dev.drover.ui.common.View;
import dev.drover.ui.common.ViewLoader;
import dev.drover.ui.model.ObservableProcess;
import dev.drover.ui.model.ProcessListModel;
import dev.drover.ui.model.Ticker;

import javafx.fxml.FXML;
import javafx.scene.control.Button;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.VBox;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The page of details: everything about the selected process. It works only while it is on top. FX
 * thread only.
 */
public final class DetailsController {

    /** The process tree is read less often than the clock ticks. */
    private static final int TREE_SECONDS = 3;

    @FXML private VBox root;
    @FXML private Label title;
    @FXML private TextField filter;
    @FXML private Button copyJson;
    @FXML private TableView<DetailRow> table;
    @FXML private TableColumn<DetailRow, String> labelColumn;
    @FXML private TableColumn<DetailRow, String> valueColumn;
    @FXML private ContextMenu contextMenu;
    @FXML private MenuItem copyItem;
    @FXML private MenuItem copyBothItem;
    @FXML private MenuItem revealItem;
    @FXML private VBox empty;
    @FXML private Label emptyTitle;
    @FXML private Label emptyHint;
    @FXML private Label nothing;
    @FXML private ResourceBundle resources;

    private final ProcessListModel model;
    private final Ticker ticker;
    private final DetailRows rows = new DetailRows();
    private List<ProcessDescription> selected = List.of();
    private List<ProcessTree> tree = List.of();
    private Instant treeRead = Instant.EPOCH;
    private long treeOf;
    private DetailWords words;
    private boolean onTop;

    private DetailsController(ProcessListModel model, Ticker ticker) {
        this.model = model;
        this.ticker = ticker;
    }

    /**
     * Loads the page.
     *
     * @param model whose descriptions are shown as they change
     * @param ticker moves the uptime
     */
    public static View<DetailsController> load(ProcessListModel model, Ticker ticker) {
        return new ViewLoader()
                .register(DetailsController.class, () -> new DetailsController(model, ticker))
                .load(DetailsController.class, "Details.fxml");
    }

    @FXML
    private void initialize() {
        words = new DetailWords(resources, ZoneId.systemDefault());
        table.setItems(rows.shown());
        labelColumn.setCellValueFactory(cell -> cell.getValue().labelProperty());
        labelColumn.setCellFactory(_ -> new LabelCell());
        valueColumn.setCellValueFactory(cell -> cell.getValue().shownProperty());
        valueColumn.setCellFactory(_ -> new ValueCell(words));
        valueColumn
                .prefWidthProperty()
                .bind(table.widthProperty().subtract(labelColumn.widthProperty()).subtract(18));
        table.addEventHandler(KeyEvent.KEY_PRESSED, this::tableKey);
        table.addEventHandler(KeyEvent.KEY_TYPED, this::typeToFilter);
        filter.addEventFilter(KeyEvent.KEY_PRESSED, this::filterKey);
        filter.textProperty().subscribe(this::filtered);
        contextMenu.setOnShowing(_ -> prepareMenu());
        root.focusedProperty()
                .subscribe(
                        focused -> {
                            if (focused) {
                                table.requestFocus();
                            }
                        });
        ticker.nowProperty().addListener((_, _, _) -> refresh());
        refresh();
    }

    /** Shows the details of these processes, of which there should be one. */
    public void show(List<ProcessDescription> selection) {
        selected = selection;
        refresh();
    }

    /** Works while it is true. */
    public void setOnTop(boolean now) {
        onTop = now;
        refresh();
    }

    private Optional<ProcessDescription> process() {
        return selected.size() == 1
                ? model.row(selected.getFirst().id()).map(ObservableProcess::description)
                : Optional.empty();
    }

    private void refresh() {
        if (!onTop) {
            return;
        }
        Optional<ProcessDescription> process = process();
        empty.setVisible(process.isEmpty());
        table.setVisible(process.isPresent());
        filter.setDisable(process.isEmpty());
        copyJson.setDisable(process.isEmpty());
        title.setText(process.map(ProcessDescription::name).orElse(""));
        boolean several = selected.size() > 1;
        emptyTitle.setText(
                several
                        ? words.format("empty.several", selected.size())
                        : resources.getString("empty.none"));
        emptyHint.setText(resources.getString(several ? "empty.several.hint" : "empty.none.hint"));
        process.ifPresent(this::showDetails);
    }

    private void showDetails(ProcessDescription process) {
        readTree(process);
        rows.show(process.id(), new DetailSheet(words, process, ticker.known()).sections(tree));
    }

    private void readTree(ProcessDescription process) {
        long pid = process.pid().orElse(0);
        boolean other = pid != treeOf;
        if (other) {
            tree = List.of();
            treeOf = pid;
        }
        if (pid == 0 || !other && ticker.now().isBefore(treeRead.plusSeconds(TREE_SECONDS))) {
            return;
        }
        treeRead = ticker.now();
        FxThread.whenDone(
                CompletableFuture.supplyAsync(
                        () -> ProcessTree.of(pid), Thread::startVirtualThread),
                (found, _) -> {
                    if (found != null && pid == treeOf && !found.equals(tree)) {
                        tree = found;
                        refresh();
                    }
                });
    }

    private void filtered() {
        rows.setFilter(filter.getText());
        boolean none = rows.shown().isEmpty();
        nothing.setText(none ? words.format("nothing", filter.getText()) : "");
    }

    private void tableKey(KeyEvent event) {
        if (event.isShortcutDown() && event.getCode() == KeyCode.C) {
            copy();
            event.consume();
        } else if (event.isShortcutDown() && event.getCode() == KeyCode.F) {
            filter.requestFocus();
            event.consume();
        } else if (event.getCode() == KeyCode.ENTER) {
            reveal();
            event.consume();
        } else if (event.getCode() == KeyCode.ESCAPE && !filter.getText().isEmpty()) {
            filter.clear();
            event.consume();
        }
    }

    private void typeToFilter(KeyEvent event) {
        String typed = event.getCharacter();
        boolean text = typed.length() == 1 && typed.charAt(0) > ' ' && typed.charAt(0) != 127;
        if (text && !event.isShortcutDown() && !event.isAltDown()) {
            filter.requestFocus();
            filter.appendText(typed);
            filter.end();
            event.consume();
        }
    }

    private void filterKey(KeyEvent event) {
        if (event.getCode() == KeyCode.ESCAPE && !filter.getText().isEmpty()) {
            filter.clear();
            event.consume();
        } else if (event.getCode() == KeyCode.DOWN || event.getCode() == KeyCode.ENTER) {
            table.requestFocus();
            event.consume();
        }
    }

    private void prepareMenu() {
        Optional<DetailRow> row = current();
        copyItem.setDisable(row.isEmpty());
        copyBothItem.setDisable(row.isEmpty());
        revealItem.setDisable(row.filter(DetailRow::isSecret).isEmpty());
        revealItem.setText(
                resources.getString(
                        row.filter(DetailRow::isRevealed).isPresent() ? "mask" : "reveal"));
    }

    private Optional<DetailRow> current() {
        @Nullable DetailRow row = table.getSelectionModel().getSelectedItem();
        return Optional.ofNullable(row).filter(one -> !one.isTitle());
    }

    @FXML
    private void copy() {
        copySelected(DetailRow::value);
    }

    @FXML
    private void copyBoth() {
        copySelected(row -> row.label().strip() + "\t" + row.value());
    }

    @FXML
    private void reveal() {
        current()
                .filter(DetailRow::isSecret)
                .ifPresent(
                        row -> {
                            row.setRevealed(!row.isRevealed());
                            table.refresh();
                        });
    }

    /** As {@code pm2 jlist} has it; secrets stay masked unless they are revealed here. */
    @FXML
    private void copyAsJson() {
        Set<String> revealed = rows.revealed();
        process()
                .ifPresent(
                        one -> toClipboard(DetailJson.pretty(ProcessReport.json(one), revealed)));
    }

    private void copySelected(Function<DetailRow, String> text) {
        String copied =
                table.getSelectionModel().getSelectedItems().stream()
                        .filter(row -> !row.isTitle())
                        .map(text)
                        .collect(Collectors.joining("\n"));
        if (!copied.isEmpty()) {
            toClipboard(copied);
        }
    }

    private static void toClipboard(String text) {
        ClipboardContent content = new ClipboardContent();
        content.putString(text);
        Clipboard.getSystemClipboard().setContent(content);
    }
}
