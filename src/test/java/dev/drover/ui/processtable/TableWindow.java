package dev.drover.ui.processtable;

import dev.drover.ui.action.ActionBinder;
import dev.drover.ui.action.ProcessActions;
import dev.drover.ui.common.Theme;
import dev.drover.ui.common.Themes;
import dev.drover.ui.common.View;
import dev.drover.ui.common.ViewLoader;
import dev.drover.ui.model.ListFilter;
import dev.drover.ui.model.ProcessListModel;
import dev.drover.ui.model.Ticker;

import javafx.scene.Scene;
import javafx.scene.control.TableView;
import javafx.stage.Stage;

/**
 * The process table in a window of its own.
 *
 * @param <R> its rows
 */
record TableWindow<R>(TableView<R> table, ProcessTableController controller) {

    private static final double HEIGHT = 400;

    /**
     * Shows it.
     *
     * @param width of the window
     */
    @SuppressWarnings("unchecked")
    static <R> TableWindow<R> show(
            Stage stage,
            double width,
            ProcessListModel model,
            ListFilter filter,
            ProcessActions actions,
            Ticker ticker,
            ProcessTableController.Surroundings surroundings) {
        new Themes(Theme.LIGHT);
        View<ProcessTableController> view =
                new ViewLoader()
                        .register(
                                ProcessTableController.class,
                                () ->
                                        new ProcessTableController(
                                                model, filter, actions, ticker, surroundings))
                        .register(
                                ProcessContextMenuController.class,
                                () ->
                                        new ProcessContextMenuController(
                                                new ActionBinder(actions, surroundings.app())))
                        .load(ProcessTableController.class, "ProcessTable.fxml");
        TableView<R> table = (TableView<R>) view.root();
        stage.setScene(new Scene(table, width, HEIGHT));
        Themes.addTo(stage.getScene());
        stage.show();
        return new TableWindow<>(table, view.controller());
    }
}
