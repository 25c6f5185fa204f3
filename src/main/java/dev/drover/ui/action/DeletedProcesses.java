package dev.drover.ui.action;

import dev.drover.client.ProcessManager;
import dev.drover.client.ProcessReport;
import dev.drover.domain.ProcessDescription;
import dev.drover.ui.common.Notices;
import dev.drover.ui.common.ShortName;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What this window deleted last: it can be put back until something else is deleted. FX thread
 * only.
 */
public final class DeletedProcesses {

    private final Supplier<Optional<ProcessManager>> manager;
    private final Notices notices;
    private AppActions app = new AppActions();
    private List<ProcessDescription> last = List.of();
    private Runnable hideOffer = () -> {};

    /**
     * @param manager whom to ask, while there is a connection
     */
    DeletedProcesses(Supplier<Optional<ProcessManager>> manager, Notices notices) {
        this.manager = manager;
        this.notices = notices;
    }

    /** Makes it a command of the window, for as long as there is something to put back. */
    public void attach(AppActions actions) {
        app = actions;
    }

    /**
     * These have left the list just now.
     *
     * @param gone as they were before
     */
    void add(List<ProcessDescription> gone) {
        if (gone.isEmpty()) {
            return;
        }
        // The one order in which instances get the numbers again that they had.
        List<ProcessDescription> whole =
                gone.stream()
                        .filter(
                                process ->
                                        !process.spec().env().values().stream()
                                                .anyMatch(ProcessReport::isHidden))
                        .sorted(Comparator.comparingInt(ProcessDescription::id))
                        .toList();
        List<ProcessDescription> lost = new ArrayList<>(gone);
        lost.removeAll(whole);
        String sentence = Command.TEXTS.getString("UNDO_DELETE.offer").formatted(what(gone));
        if (!lost.isEmpty()) {
            sentence += " " + Command.TEXTS.getString("UNDO_DELETE.hidden").formatted(what(lost));
        }
        keep(whole);
        if (whole.isEmpty()) {
            notices.info(sentence);
        } else {
            hideOffer =
                    notices.offer(
                            sentence, Command.TEXTS.getString("UNDO_DELETE.verb"), this::undo);
        }
    }

    private void keep(List<ProcessDescription> processes) {
        hideOffer.run();
        hideOffer = () -> {};
        last = processes;
        if (processes.isEmpty()) {
            app.off(AppAction.UNDO_DELETE);
        } else {
            app.on(AppAction.UNDO_DELETE, this::undo);
        }
    }

    private void undo() {
        Optional<ProcessManager> connected = manager.get();
        if (connected.isEmpty()) {
            notices.error(Command.TEXTS.getString("failed.disconnected"));
            return;
        }
        List<ProcessDescription> wanted = last;
        keep(List.of());
        new Batch<>(
                        AppAction.UNDO_DELETE,
                        wanted,
                        ProcessDescription::name,
                        connected.get()::resurrect,
                        notices)
                .run(back -> stillGone(wanted, back));
    }

    /** What could not be put back can be tried again, unless something else was deleted. */
    private void stillGone(List<ProcessDescription> wanted, List<ProcessDescription> back) {
        if (last.isEmpty()) {
            List<ProcessDescription> rest = new ArrayList<>(wanted);
            rest.removeAll(back);
            keep(rest);
        }
    }

    private static String what(List<ProcessDescription> processes) {
        return processes.size() == 1
                ? ShortName.of(processes.getFirst().name())
                : Command.TEXTS.getString("processes").formatted(processes.size());
    }
}
