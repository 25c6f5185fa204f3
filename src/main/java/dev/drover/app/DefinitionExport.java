package dev.drover.app;

import dev.drover.domain.Home;
import dev.drover.domain.ProcessDescription;
import dev.drover.ui.action.Desktop;
import dev.drover.ui.export.ExportContext;
import dev.drover.ui.export.ExportDialog;

import javafx.stage.Window;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Offers the definitions of a window's processes for export. FX thread only. */
final class DefinitionExport {

    private final ExportDialog dialog;
    private final Supplier<List<ProcessDescription>> processes;

    /**
     * @param environment the user's
     * @param processes all that the window shows
     * @param blocking makes and writes files
     */
    DefinitionExport(
            Map<String, String> environment,
            Choosers choosers,
            Desktop desktop,
            Supplier<List<ProcessDescription>> processes,
            Executor blocking) {
        this.processes = processes;
        dialog =
                new ExportDialog(
                        new ExportContext(
                                environment,
                                Home.userFolder(environment),
                                choosers::chooseFolder,
                                desktop,
                                blocking));
    }

    /** Of all processes. */
    void all(Window owner) {
        dialog.show(owner, processes.get(), Set.of());
    }

    /** Of all, with only these chosen at first. */
    void some(Window owner, List<ProcessDescription> chosen) {
        Set<Integer> ids = chosen.stream().map(ProcessDescription::id).collect(Collectors.toSet());
        dialog.show(owner, processes.get(), ids);
    }
}
