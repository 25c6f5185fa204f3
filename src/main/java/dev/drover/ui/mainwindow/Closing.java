package dev.drover.ui.mainwindow;

import dev.drover.client.ProcessManager;
import dev.drover.ui.common.Dialogs;

import javafx.stage.Stage;
import javafx.stage.WindowEvent;

import java.util.Optional;
import java.util.function.IntSupplier;
import java.util.function.Supplier;

/**
 * What closing the window means: said once while processes run, and asked once where there is a
 * tray that could keep it. FX thread only.
 */
final class Closing {

    private final Dialogs dialogs;
    private final SupervisorWords words;
    private final KeepInTray tray;
    private final IntSupplier alive;
    private final Supplier<Optional<ProcessManager>> manager;
    private boolean explained;

    /**
     * What it looks at.
     *
     * @param alive how many processes go on
     * @param manager who keeps them
     */
    record Situation(IntSupplier alive, Supplier<Optional<ProcessManager>> manager) {}

    /**
     * @param explained whether the user was told already
     */
    Closing(
            Dialogs dialogs,
            SupervisorWords words,
            KeepInTray tray,
            Situation situation,
            boolean explained) {
        this.dialogs = dialogs;
        this.words = words;
        this.tray = tray;
        alive = situation.alive();
        manager = situation.manager();
        this.explained = explained;
    }

    /** Whether the user has been told that closing stops nothing. */
    boolean isExplained() {
        return explained;
    }

    /** Somebody wants to close the window. */
    void requested(Stage stage, WindowEvent event) {
        if (tray.isThere() && tray.wanted().orElse(false)) {
            event.consume();
            tray.keep();
            return;
        }
        boolean open = tray.isThere() && tray.wanted().isEmpty();
        if (alive.getAsInt() == 0 || explained && !open) {
            return;
        }
        event.consume();
        if (open) {
            dialogs.decide(
                    words.closeOrKeep(alive.getAsInt(), manager.get()),
                    words.closeVerb(),
                    () -> decided(true, tray::keep),
                    () -> decided(false, stage::hide));
        } else {
            dialogs.confirm(
                    words.close(alive.getAsInt(), manager.get()),
                    () -> {
                        explained = true;
                        stage.hide();
                    });
        }
    }

    private void decided(boolean kept, Runnable then) {
        explained = true;
        tray.want(kept);
        then.run();
    }

    /** Asks to close the window, as its frame does. */
    void request(Stage stage) {
        WindowEvent request = new WindowEvent(stage, WindowEvent.WINDOW_CLOSE_REQUEST);
        stage.fireEvent(request);
        if (!request.isConsumed()) {
            stage.hide();
        }
    }
}
