package dev.drover.ui.startprocess;

import dev.drover.domain.ProcessDescription;
import dev.drover.domain.ProcessSpec;
import dev.drover.ui.common.DialogWindow;
import dev.drover.ui.common.View;
import dev.drover.ui.common.ViewLoader;
import dev.drover.ui.common.WindowPlace;

import javafx.stage.Stage;
import javafx.stage.Window;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The window that starts a new process. It never blocks another window. FX thread only. */
public final class StartProcessDialog {

    private final StartProcessContext context;
    private @Nullable Stage stage;

    public StartProcessDialog(StartProcessContext context) {
        this.context = context;
    }

    /** Opens an empty form, or brings the one that is open to the front. */
    public void show(Window owner) {
        if (stage != null && stage.isShowing()) {
            stage.toFront();
            return;
        }
        open(owner);
    }

    /**
     * Opens a form with a definition of which a copy is to be started. What an open one has is
     * gone: it is replaced.
     *
     * @param taken the names that others have
     */
    public void showCopy(Window owner, ProcessSpec of, Set<String> taken) {
        hide();
        open(owner).take(copy(of, taken));
    }

    /**
     * Puts the definitions as entries of an ecosystem file on the clipboard: what they inherit is
     * left out, values that look secret are masked.
     */
    public void copyEntries(List<ProcessDescription> of) {
        Copying.copy(of.stream().map(this::entry).collect(Collectors.joining(",\n")));
    }

    private String entry(ProcessDescription process) {
        ProcessSpec spec = process.spec();
        Map<String, String> declared = EcosystemEntries.declared(spec, context.environment());
        return new StartPreview(spec, declared, false).ecosystemEntry();
    }

    /** Its log files and its pid file are those of its own name. */
    private ProcessSpec copy(ProcessSpec of, Set<String> taken) {
        String name = FreeName.after(of.name(), taken);
        ProcessSpec fresh = ProcessSpec.builder(context.home(), name, of.script()).build();
        return of.toBuilder()
                .name(name)
                .logs(of.logs().withFiles(fresh.logs().out(), fresh.logs().err(), Optional.empty()))
                .pidFile(fresh.pidFile())
                .build();
    }

    private StartProcessController open(Window owner) {
        View<StartProcessController> view =
                new ViewLoader()
                        .register(
                                StartProcessController.class,
                                () -> new StartProcessController(context, this::hide))
                        .register(
                                ProcessFormController.class,
                                () -> new ProcessFormController(context))
                        .load(StartProcessController.class, "StartProcess.fxml");
        Stage window = new Stage();
        String title = ViewLoader.texts(StartProcessDialog.class).getString("title");
        DialogWindow.furnish(window, owner, title, view.root());
        WindowPlace.fit(window, 820, 520);
        stage = window;
        window.show();
        view.controller().focusFirst();
        return view.controller();
    }

    /** Closes the window; what was typed is gone. */
    public void hide() {
        if (stage != null) {
            stage.hide();
        }
    }
}
