package dev.drover.app;

import dev.drover.domain.Home;
import dev.drover.domain.ProcessDescription;
import dev.drover.ui.action.Desktop;
import dev.drover.ui.common.Notices;
import dev.drover.ui.common.Prompts;
import dev.drover.ui.export.ExportContext;
import dev.drover.ui.export.ExportDialog;
import dev.drover.ui.startprocess.SaveDefinitions;
import dev.drover.ui.startprocess.StartProcessContext;

import javafx.stage.Window;

import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Offers the definitions of a window's processes for export. FX thread only. */
final class DefinitionExport {

    private final ExportDialog dialog;
    private final SaveDefinitions saving;
    private final Supplier<List<ProcessDescription>> processes;

    /**
     * @param context of the dialogs that start services
     * @param processes all that the window shows
     */
    DefinitionExport(
            StartProcessContext context,
            Choosers choosers,
            Desktop desktop,
            Supplier<List<ProcessDescription>> processes,
            Prompts prompts,
            Notices notices) {
        this.processes = processes;
        saving = new SaveDefinitions(context, choosers, prompts, notices);
        dialog =
                new ExportDialog(
                        new ExportContext(
                                context.environment(),
                                Home.userFolder(context.environment()),
                                choosers::chooseFolder,
                                desktop,
                                context.blocking()));
    }

    /** Of all processes. */
    void all(Window owner) {
        dialog.show(owner, processes.get(), Set.of());
    }

    /** Into an ecosystem file. */
    void save(Window owner, List<ProcessDescription> chosen) {
        saving.save(owner, chosen, processes.get());
    }

    /** Of all, with only these chosen at first. */
    void some(Window owner, List<ProcessDescription> chosen) {
        Set<Integer> ids = chosen.stream().map(ProcessDescription::id).collect(Collectors.toSet());
        dialog.show(owner, processes.get(), ids);
    }
}
