package dev.drover.ui.mainwindow;

import dev.drover.ui.model.ProcessListModel;
import dev.drover.ui.model.Tally;

import javafx.stage.Stage;

import java.util.Optional;
import java.util.ResourceBundle;

/**
 * The title of the window. It begins with how many processes failed: every task bar shows that,
 * also where there is neither a tray nor a dock for it.
 */
record WindowTitle(Optional<String> remote, ProcessListModel model, ResourceBundle texts) {

    void showOn(Stage stage) {
        String name =
                remote.map(texts.getString("title.remote")::formatted)
                        .orElse(texts.getString("title"));
        model.revisionProperty().subscribe(_ -> stage.setTitle(of(name)));
    }

    private String of(String name) {
        int failed = Tally.of(model.rows()).failed();
        return failed == 0 ? name : texts.getString("title.failed").formatted(failed, name);
    }
}
