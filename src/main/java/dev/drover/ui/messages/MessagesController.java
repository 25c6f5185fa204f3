package dev.drover.ui.messages;

import dev.drover.domain.CustomAction;
import dev.drover.domain.ProcessDescription;
import dev.drover.domain.ProcessEvent;
import dev.drover.ui.common.FxThread;
import dev.drover.ui.common.NaturalOrder;
import dev.drover.ui.common.View;
import dev.drover.ui.common.ViewLoader;

import javafx.animation.PauseTransition;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.skin.VirtualFlow;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.VBox;
import javafx.util.Duration;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * The list of messages and what is asked of it. FX thread only, but for the events it listens to.
 */
public final class MessagesController implements AutoCloseable {

    /** The list is brought up to date at most this often. */
    private static final Duration PERIOD = Duration.millis(100);

    private static final Duration TYPING = Duration.millis(150);

    /** PM2's type of packets with a topic. */
    private static final String USUAL = "process:msg";

    private static final int MAX_SUBJECTS = 200;
    private static final double ROW_HEIGHT = 24;

    private final MessageLog log = new MessageLog(this::changed);
    private final MessageFeed.Subscription subscription;
    private final Consumer<CustomAction> run;
    private final AtomicBoolean underWay = new AtomicBoolean();
    private final PauseTransition rest = new PauseTransition(PERIOD);
    private final PauseTransition typing = new PauseTransition(TYPING);
    private final ObservableList<IpcMessage> shown = FXCollections.observableArrayList();
    private final Set<String> subjects = new TreeSet<>(NaturalOrder.INSTANCE);
    private MessageFilter filter = MessageFilter.ALL;
    private long seen;
    private boolean withoutChannel;
    private boolean onTop;
    private boolean following = true;
    private boolean moved;
    private @Nullable ActionStrip strip;

    @FXML private VBox root;
    @FXML private TextField text;
    @FXML private ComboBox<MessageFilter.Direction> direction;
    @FXML private ComboBox<String> subject;
    @FXML private ToggleButton pause;
    @FXML private Button pill;
    @FXML private Label count;
    @FXML private TableView<IpcMessage> table;
    @FXML private TableColumn<IpcMessage, IpcMessage> timeColumn;
    @FXML private TableColumn<IpcMessage, IpcMessage> directionColumn;
    @FXML private TableColumn<IpcMessage, IpcMessage> processColumn;
    @FXML private TableColumn<IpcMessage, IpcMessage> subjectColumn;
    @FXML private TableColumn<IpcMessage, IpcMessage> sizeColumn;
    @FXML private TableColumn<IpcMessage, IpcMessage> previewColumn;
    @FXML private VBox nothing;
    @FXML private Label nothingText;
    @FXML private Button clearFilter;
    @FXML private MessageDetailController detailController;
    @FXML private FlowPane actions;
    @FXML private Label reply;
    @FXML private ResourceBundle resources;

    /** Opens the dialog that sends, filled in with a JSON-shaped message. */
    @FunctionalInterface
    public interface Sending {
        void open(int processId, @Nullable Object message);
    }

    private MessagesController(MessageFeed feed, Consumer<CustomAction> run) {
        this.run = run;
        subscription = feed.subscribe(this::take);
    }

    /**
     * Makes the page; it listens at once, so that it knows what came before it was looked at.
     *
     * @param run asks the selected process for one of the actions that it offers
     */
    public static View<MessagesController> load(
            MessageFeed feed, Sending sending, Consumer<CustomAction> run) {
        return new ViewLoader()
                .register(MessagesController.class, () -> new MessagesController(feed, run))
                .register(
                        MessageDetailController.class,
                        () -> new MessageDetailController(sending::open))
                .load(MessagesController.class, "Messages.fxml");
    }

    @FXML
    private void initialize() {
        columns();
        table.setItems(shown);
        table.setFixedCellSize(ROW_HEIGHT);
        // Only the user leaves the end of the list, or comes back to it.
        table.addEventFilter(ScrollEvent.SCROLL, _ -> moved = true);
        table.addEventFilter(KeyEvent.KEY_PRESSED, _ -> moved = true);
        table.addEventFilter(MouseEvent.MOUSE_RELEASED, _ -> moved = true);
        table.getSelectionModel().selectedItemProperty().subscribe(this::showDetail);
        direction.getItems().setAll(MessageFilter.Direction.values());
        direction.setValue(MessageFilter.Direction.BOTH);
        direction.setCellFactory(_ -> new MessageCells.DirectionChoice(resources));
        direction.setButtonCell(new MessageCells.DirectionChoice(resources));
        subject.setCellFactory(_ -> new MessageCells.SubjectChoice(resources));
        subject.setButtonCell(new MessageCells.SubjectChoice(resources));
        subject.getItems().setAll("");
        subject.setValue("");
        for (Node node : List.of(pill, clearFilter, actions)) {
            node.managedProperty().bind(node.visibleProperty());
        }
        text.textProperty().addListener((_, _, _) -> typing.playFromStart());
        typing.setOnFinished(_ -> filterChanged());
        direction.valueProperty().addListener((_, _, _) -> filterChanged());
        subject.valueProperty().addListener((_, _, _) -> filterChanged());
        pause.selectedProperty().addListener((_, _, _) -> refresh());
        rest.setOnFinished(
                _ -> {
                    underWay.set(false);
                    refresh();
                });
        say();
    }

    /** Shows the messages of these processes; of all when there are none. */
    public void show(List<ProcessDescription> processes) {
        processColumn.setVisible(processes.size() != 1);
        boolean none =
                !processes.isEmpty()
                        && processes.stream().allMatch(p -> p.status().isAlive() && !p.ipc());
        if (none != withoutChannel) {
            withoutChannel = none;
            say();
        }
        Set<Integer> ids =
                processes.stream().map(ProcessDescription::id).collect(Collectors.toSet());
        if (!ids.equals(filter.processes())) {
            filter = new MessageFilter(ids, filter.direction(), filter.subject(), filter.text());
            subjects.clear();
            showAgain();
        }
    }

    /** Shows a button for each action that the selected process offers. */
    public void offer(List<CustomAction> offered) {
        strip().offer(offered);
    }

    private ActionStrip strip() {
        ActionStrip present = strip;
        if (present == null) {
            present = new ActionStrip(actions, reply, resources, run);
            strip = present;
        }
        return present;
    }

    /** While it is not on top it only keeps what comes. */
    public void setOnTop(boolean value) {
        onTop = value;
        refresh();
    }

    /** Ends listening. */
    @Override
    public void close() {
        subscription.close();
    }

    private void take(ProcessEvent event) {
        log.accept(event);
    }

    /** Any thread. */
    private void changed() {
        if (underWay.compareAndSet(false, true)) {
            FxThread.EXECUTOR.execute(rest::playFromStart);
        }
    }

    private void refresh() {
        if (!onTop) {
            return;
        }
        MessageLog.News news = log.since(seen);
        List<IpcMessage> fresh = news.fresh().stream().filter(filter::shows).toList();
        boolean paused = pause.isSelected();
        pill.setVisible(paused && !fresh.isEmpty());
        pill.setText(resources.getString("pill").formatted(fresh.size()));
        if (!paused) {
            seen = news.fresh().isEmpty() ? seen : news.fresh().getLast().number();
            addSubjects(news.fresh());
            append(fresh, news.oldest());
            strip().showReply(fresh);
        }
        showCount(news);
        say();
    }

    private void append(List<IpcMessage> fresh, long oldest) {
        if (moved) {
            following = isAtEnd();
            moved = false;
        }
        int gone = 0;
        while (gone < shown.size() && shown.get(gone).number() < oldest) {
            gone++;
        }
        if (gone > 0) {
            shown.remove(0, gone);
        }
        if (!fresh.isEmpty()) {
            shown.addAll(fresh);
            if (following) {
                table.scrollTo(shown.size() - 1);
            }
        }
    }

    /** True when the newest one is in sight, so the user wants to see the next one, too. */
    private boolean isAtEnd() {
        return !(table.lookup(".virtual-flow") instanceof VirtualFlow<?> flow)
                || flow.getLastVisibleCell() == null
                || flow.getLastVisibleCell().getIndex() >= shown.size() - 1;
    }

    private void addSubjects(List<IpcMessage> fresh) {
        boolean more = false;
        for (IpcMessage message : fresh) {
            if (filter.isOfThem(message)
                    && !message.subject().isEmpty()
                    && subjects.size() < MAX_SUBJECTS) {
                more |= subjects.add(message.subject());
            }
        }
        if (more) {
            showSubjects();
        }
    }

    private void showSubjects() {
        String chosen = subject.getValue();
        if (!chosen.isEmpty()) {
            subjects.add(chosen);
        }
        List<String> items = new ArrayList<>(subjects);
        items.addFirst("");
        // Not setAll: it would take the choice away for a moment.
        subject.getItems().removeIf(item -> !items.contains(item));
        for (int i = 0; i < items.size(); i++) {
            if (i >= subject.getItems().size() || !subject.getItems().get(i).equals(items.get(i))) {
                subject.getItems().add(i, items.get(i));
            }
        }
    }

    private void filterChanged() {
        filter =
                new MessageFilter(
                        filter.processes(),
                        direction.getValue(),
                        Optional.ofNullable(subject.getValue()).orElse(""),
                        text.getText());
        showAgain();
    }

    /** Everything that is kept, through the filter; what arrived during a pause stays hidden. */
    private void showAgain() {
        MessageLog.News news = log.since(0);
        long limit = pause.isSelected() ? seen : Long.MAX_VALUE;
        List<IpcMessage> known =
                news.fresh().stream().filter(message -> message.number() <= limit).toList();
        IpcMessage chosen = table.getSelectionModel().getSelectedItem();
        table.getSelectionModel().clearSelection();
        shown.setAll(known.stream().filter(filter::shows).toList());
        addSubjects(known);
        if (!known.isEmpty()) {
            seen = known.getLast().number();
        }
        int place = chosen == null ? -1 : shown.indexOf(chosen);
        if (place >= 0) {
            table.getSelectionModel().select(place);
            table.scrollTo(place);
        } else if (!shown.isEmpty()) {
            table.scrollTo(shown.size() - 1);
        }
        showCount(news);
        say();
    }

    @FXML
    private void resume() {
        following = true;
        moved = false;
        pause.setSelected(false);
        if (!shown.isEmpty()) {
            table.scrollTo(shown.size() - 1);
        }
    }

    @FXML
    private void clear() {
        log.clear();
        shown.clear();
        subjects.clear();
        showSubjects();
        refresh();
    }

    @FXML
    private void clearFilter() {
        text.clear();
        direction.setValue(MessageFilter.Direction.BOTH);
        subject.setValue("");
        filterChanged();
    }

    private void showDetail(@Nullable IpcMessage message) {
        detailController.show(
                Optional.ofNullable(message), Optional.ofNullable(message).flatMap(log::before));
    }

    private void showCount(MessageLog.News news) {
        StringBuilder words =
                new StringBuilder(resources.getString("count").formatted(shown.size()));
        if (news.letGo() > 0) {
            words.append(" · ").append(resources.getString("letGo").formatted(news.letGo()));
        }
        if (news.missed() > 0) {
            words.append(" · ").append(resources.getString("missed").formatted(news.missed()));
        }
        count.setText(words.toString());
    }

    /** What stands where no message is. */
    private void say() {
        boolean filtered =
                filter.direction() != MessageFilter.Direction.BOTH
                        || !filter.subject().isEmpty()
                        || !filter.text().isEmpty();
        String reason = withoutChannel ? "empty.noIpc" : "empty";
        nothingText.setText(resources.getString(filtered ? "empty.filtered" : reason));
        clearFilter.setVisible(filtered);
    }

    private void columns() {
        MessageCells.text(
                timeColumn, message -> MessageCells.CLOCK.format(MessageCells.local(message.at())));
        MessageCells.direction(directionColumn, resources);
        MessageCells.text(processColumn, IpcMessage::processName);
        MessageCells.text(subjectColumn, this::subjectOf);
        MessageCells.size(sizeColumn);
        MessageCells.text(previewColumn, IpcMessage::preview);
    }

    /** Topic and type, as far as there are any; PM2's usual type says nothing beside a topic. */
    private String subjectOf(IpcMessage message) {
        if (message.subject().isEmpty()) {
            return resources.getString("subject.none");
        }
        boolean both = !message.topic().isEmpty() && !message.type().isEmpty();
        return both && !message.type().equals(USUAL)
                ? message.topic() + " · " + message.type()
                : message.subject();
    }
}
