package dev.drover.ui.palette;

import dev.drover.ui.action.AppAction;
import dev.drover.ui.action.AppActions;
import dev.drover.ui.action.ProcessActions;
import dev.drover.ui.common.Memory;
import dev.drover.ui.common.View;
import dev.drover.ui.common.ViewLoader;
import dev.drover.ui.model.ProcessListModel;

import javafx.scene.Parent;

import java.util.function.IntConsumer;

/** The palette of a window: lies over everything and is hidden until it is asked for. */
public final class Palette {

    private final View<PaletteController> view;

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
        view =
                new ViewLoader()
                        .register(
                                PaletteController.class,
                                () ->
                                        new PaletteController(
                                                entries::all,
                                                memory,
                                                key ->
                                                        app.keys()
                                                                .key(AppAction.PALETTE)
                                                                .filter(own -> own.match(key))
                                                                .isPresent()))
                        .load(PaletteController.class, "Palette.fxml");
    }

    /** What is put over the window. */
    public Parent root() {
        return view.root();
    }

    /** Shows it, or hides it when it is shown. FX thread only. */
    public void toggle() {
        view.controller().toggle();
    }
}
