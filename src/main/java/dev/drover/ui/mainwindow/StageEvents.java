package dev.drover.ui.mainwindow;

import javafx.event.EventHandler;
import javafx.event.EventType;
import javafx.stage.Stage;
import javafx.stage.WindowEvent;

import java.util.ArrayList;
import java.util.List;

/** What is done when something happens to a stage, until {@link #end}. FX thread only. */
final class StageEvents {

    private final Stage stage;
    private final List<Runnable> removals = new ArrayList<>();

    StageEvents(Stage stage) {
        this.stage = stage;
    }

    StageEvents on(EventType<WindowEvent> type, EventHandler<WindowEvent> handler) {
        stage.addEventHandler(type, handler);
        removals.add(() -> stage.removeEventHandler(type, handler));
        return this;
    }

    StageEvents onCloseRequest(EventHandler<WindowEvent> handler) {
        stage.setOnCloseRequest(handler);
        removals.add(() -> stage.setOnCloseRequest(null));
        return this;
    }

    void end() {
        removals.forEach(Runnable::run);
        removals.clear();
    }
}
