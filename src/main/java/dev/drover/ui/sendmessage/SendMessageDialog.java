package dev.drover.ui.sendmessage;

import dev.drover.domain.ProcessDescription;
import dev.drover.ui.common.DialogWindow;
import dev.drover.ui.common.Dialogs;
import dev.drover.ui.common.View;
import dev.drover.ui.common.ViewLoader;
import dev.drover.ui.common.WindowPlace;

import javafx.stage.Stage;
import javafx.stage.Window;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * The window for messages to processes. It never blocks another window; closed and opened again it
 * still has the history of the session. FX thread only.
 */
public final class SendMessageDialog implements AutoCloseable {

    private final Conversation conversation;
    private final Consumer<Alternative> alternatives;
    private @Nullable View<SendMessageController> view;
    private @Nullable Stage stage;

    /**
     * Another way to talk to a process that has no channel.
     *
     * @param process whom
     * @param line true: a line for its input; false: a signal
     */
    public record Alternative(ProcessDescription process, boolean line) {}

    /**
     * Begins to listen for messages of processes, so that answers are seen while it is closed, too.
     *
     * @param stateFolder keeps what was sent
     * @param alternatives carries out what is offered instead of a message
     */
    public SendMessageDialog(
            MessageSender sender, Path stateFolder, Consumer<Alternative> alternatives) {
        conversation = new Conversation(sender, Clock.systemUTC(), new MessageStore(stateFolder));
        this.alternatives = alternatives;
    }

    /** Opens the window, or brings it to the front, with the process {@code id} as the receiver. */
    public void show(Window owner, List<ProcessDescription> processes, int id) {
        show(owner, processes, List.of(id));
    }

    /** The same with several receivers: those of {@code ids} that are there. */
    public void show(Window owner, List<ProcessDescription> processes, List<Integer> ids) {
        SendMessageController controller = view().controller();
        controller.receivers().setProcesses(processes);
        controller.receivers().choose(ids);
        Stage window = stage == null ? newStage(owner) : stage;
        stage = window;
        window.show();
        window.toFront();
        controller.focusEditor();
    }

    /** As {@link #show(Window, List, int)}, filled in with a JSON-shaped message. */
    public void show(
            Window owner, List<ProcessDescription> processes, int id, @Nullable Object message) {
        show(owner, processes, id);
        view().controller().fillIn(message);
    }

    /**
     * Brings the processes up to date: names, and who has a channel. Costs nothing while closed.
     */
    public void setProcesses(List<ProcessDescription> processes) {
        if (stage != null && stage.isShowing()) {
            view().controller().receivers().setProcesses(processes);
        }
    }

    /** Closes the window; the history stays. */
    public void hide() {
        if (stage != null) {
            stage.hide();
        }
    }

    /** Closes the window and ends listening. */
    @Override
    public void close() {
        hide();
        conversation.close();
    }

    /** Completes when what was sent so far is on the disk. */
    CompletableFuture<Void> saved() {
        return conversation.save();
    }

    /** Not before it is wanted: most windows send no message, and all have to open quickly. */
    private View<SendMessageController> view() {
        View<SendMessageController> loaded = view;
        if (loaded == null) {
            Dialogs prompts = new Dialogs(() -> stage);
            loaded =
                    new ViewLoader()
                            .register(
                                    SendMessageController.class,
                                    () ->
                                            new SendMessageController(
                                                    conversation,
                                                    prompts,
                                                    alternatives,
                                                    this::hide))
                            .load(SendMessageController.class, "SendMessage.fxml");
            view = loaded;
        }
        return loaded;
    }

    private Stage newStage(Window owner) {
        Stage window = new Stage();
        String title = ViewLoader.texts(SendMessageDialog.class).getString("title");
        DialogWindow.furnish(window, owner, title, view().root());
        window.setOnHidden(_ -> view.controller().closed());
        WindowPlace.fit(window, 700, 520);
        return window;
    }
}
