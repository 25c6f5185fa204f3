package dev.drover.ui.mainwindow;

import dev.drover.ui.action.AppAction;
import dev.drover.ui.action.AppActions;
import dev.drover.ui.action.Command;
import dev.drover.ui.action.KeyMap;
import dev.drover.ui.action.ProcessAction;
import dev.drover.ui.action.ProcessActions;
import dev.drover.ui.common.Notices;

import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;

import java.util.Optional;

/**
 * The keys that the whole window listens to: those of commands that no menu has, second keys, and
 * characters, which lie on other keys on each keyboard.
 */
final class WindowKeys {

    /** For those who know the palette from their editor. */
    static final KeyCombination SECOND_PALETTE = KeyCombination.valueOf("Shortcut+Shift+P");

    private final ProcessActions processes;
    private final AppActions app;
    private final Notices notices;

    WindowKeys(ProcessActions processes, AppActions app, Notices notices) {
        this.processes = processes;
        this.app = app;
        this.notices = notices;
    }

    /**
     * Listens on {@code root} and on the scene that it is in.
     *
     * @param root of the window
     */
    void install(Node root) {
        root.sceneProperty()
                .subscribe(
                        scene -> {
                            if (scene != null) {
                                accelerators(scene);
                            }
                        });
        root.addEventHandler(KeyEvent.KEY_PRESSED, this::pressed);
        root.addEventFilter(
                KeyEvent.KEY_TYPED,
                key -> {
                    if (!(key.getTarget() instanceof TextInputControl)) {
                        typed(key);
                    }
                });
    }

    private void accelerators(Scene scene) {
        for (Command command : KeyMap.commands()) {
            app.keys()
                    .accelerator(command)
                    .ifPresent(key -> scene.getAccelerators().put(key, () -> run(command)));
        }
        scene.getAccelerators().putIfAbsent(SECOND_PALETTE, () -> app.run(AppAction.PALETTE));
    }

    private void run(Command command) {
        switch (command) {
            case ProcessAction action -> processes.run(action);
            case AppAction action -> app.run(action);
        }
    }

    /**
     * A menu item that cannot be used keeps its key to itself: who pressed it shall hear why. And
     * the menu of the table takes its keys away from the scene where the table is not in it.
     */
    private void pressed(KeyEvent key) {
        for (ProcessAction action : ProcessAction.values()) {
            Optional<KeyCombination> meant =
                    app.keys().accelerator(action).filter(k -> k.match(key));
            if (meant.isPresent() && !(isEnabled(action) && isTaken(meant.get(), key))) {
                processes.run(action);
                key.consume();
                return;
            }
        }
        for (AppAction action : AppAction.values()) {
            boolean meant = app.keys().accelerator(action).filter(k -> k.match(key)).isPresent();
            Optional<String> why = app.whyMissing(action);
            if (meant && why.isPresent()) {
                notices.hint(why.get());
                key.consume();
                return;
            }
        }
    }

    private boolean isEnabled(ProcessAction action) {
        return action.availability(processes.selectionProperty().get()).isEnabled();
    }

    /** The scene has somebody for it. */
    private static boolean isTaken(KeyCombination combination, KeyEvent key) {
        return key.getTarget() instanceof Node node
                && node.getScene() != null
                && node.getScene().getAccelerators().containsKey(combination);
    }

    private void typed(KeyEvent key) {
        if (key.getCharacter().equals("/") && !app.keys().isChanged(AppAction.FILTER_LIST)) {
            app.run(AppAction.FILTER_LIST);
            key.consume();
        } else if (key.getCharacter().equals("?")) {
            app.run(AppAction.SHORTCUTS);
            key.consume();
        }
    }
}
