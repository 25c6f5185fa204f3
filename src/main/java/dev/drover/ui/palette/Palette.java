package dev.drover.ui.palette;

import dev.drover.ui.action.AppAction;
import dev.drover.ui.action.AppActions;
import dev.drover.ui.action.ProcessActions;
import dev.drover.ui.common.Memory;
import dev.drover.ui.common.View;
import dev.drover.ui.common.ViewLoader;
import dev.drover.ui.model.ProcessListModel;

import javafx.scene.Parent;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.StackPane;

import org.jspecify.annotations.Nullable;

import java.util.function.IntConsumer;
import java.util.function.Supplier;

/**
 * The palette of a window: lies over everything and is hidden until it is asked for, which makes it
 * when it is the first time. FX thread only.
 */
public final class Palette {

    private final StackPane place = new StackPane();
    private final Supplier<View<PaletteController>> load;
    private @Nullable View<PaletteController> view;

    /**
     * @param goTo selects the process of an id in the table
     * @param memory keeps what was used last
     */
    public Palette(
            ProcessActions processes,
            AppActions app,
            ProcessListModel model,
            IntConsumer goTo,
            Memory memory) {
        PaletteEntries entries =
                new PaletteEntries(processes, app, model, goTo, ViewLoader.texts(Palette.class));
        place.setVisible(false);
        load =
                () ->
                        new ViewLoader()
                                .register(
                                        PaletteController.class,
                                        () ->
                                                new PaletteController(
                                                        entries::all,
                                                        memory,
                                                        key -> isOwnKey(app, key)))
                                .load(PaletteController.class, "Palette.fxml");
    }

    private static boolean isOwnKey(AppActions app, KeyEvent key) {
        return app.keys().key(AppAction.PALETTE).filter(own -> own.match(key)).isPresent();
    }

    /** What is put over the window. */
    public Parent root() {
        return place;
    }

    /** Shows it, or hides it when it is shown. */
    public void toggle() {
        View<PaletteController> present = view;
        if (present == null) {
            present = load.get();
            view = present;
            place.getChildren().add(present.root());
            place.visibleProperty().bind(present.root().visibleProperty());
        }
        present.controller().toggle();
    }
}
