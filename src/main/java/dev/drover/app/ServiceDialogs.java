package dev.drover.app;

import dev.drover.domain.ProcessDescription;
import dev.drover.ui.action.ProcessAction;
import dev.drover.ui.action.ProcessActions;
import dev.drover.ui.schedule.ScheduleDialog;
import dev.drover.ui.sendmessage.SendMessageDialog;
import dev.drover.ui.signals.SignalPicker;
import dev.drover.ui.startprocess.EditProcessDialog;
import dev.drover.ui.startprocess.EditRequest;
import dev.drover.ui.startprocess.FormPart;
import dev.drover.ui.startprocess.StartProcessDialog;

import javafx.stage.Stage;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** The dialogs of a window that are about services which are there. FX thread only. */
final class ServiceDialogs {

    private final ProcessActions actions;
    private final Surroundings surroundings;
    private final SendMessageDialog messages;
    private final SignalPicker signals;
    private final ScheduleDialog schedules;
    private final EditProcessDialog editing;
    private final StartProcessDialog starting;
    private final DefinitionExport exports;

    /**
     * @param stage of the window
     * @param processes all that it shows
     */
    record Surroundings(Supplier<Stage> stage, Supplier<List<ProcessDescription>> processes) {}

    ServiceDialogs(
            SessionFeed feed,
            Path stateFolder,
            ProcessActions actions,
            Surroundings surroundings,
            EditProcessDialog editing,
            StartProcessDialog starting,
            DefinitionExport exports) {
        this.actions = actions;
        this.surroundings = surroundings;
        this.editing = editing;
        this.starting = starting;
        this.exports = exports;
        signals = new SignalPicker(actions);
        schedules = new ScheduleDialog(actions, Clock.systemDefaultZone());
        messages = new SendMessageDialog(feed, stateFolder, this::talkOtherwise);
    }

    /**
     * Opens them at their commands.
     *
     * @param isDrover whether the supervisor is one of Drover's
     */
    void attach(BooleanSupplier isDrover) {
        actions.on(
                        ProcessAction.SEND_MESSAGE,
                        _ -> sendMessage(actions.selectionProperty().get().processes()))
                .on(ProcessAction.EDIT, edit(isDrover, FormPart.PROGRAM))
                .on(ProcessAction.RESTART_ENVIRONMENT, edit(isDrover, FormPart.ENVIRONMENT))
                .on(ProcessAction.RESTART_ARGUMENTS, edit(isDrover, FormPart.ARGUMENTS))
                .on(
                        ProcessAction.SCHEDULE,
                        targets ->
                                schedules.show(
                                        stage(),
                                        new ScheduleDialog.Request(
                                                targets,
                                                isDrover.getAsBoolean(),
                                                actions.selectionProperty().get().here())))
                .on(ProcessAction.DUPLICATE, targets -> duplicate(targets.getFirst()))
                .on(ProcessAction.COPY_ECOSYSTEM, starting::copyEntries)
                .on(ProcessAction.SEND_SIGNAL, targets -> signals.show(stage(), targets))
                .on(ProcessAction.SAVE_TO_FILE, targets -> exports.save(stage(), targets))
                .on(ProcessAction.EXPORT, targets -> exports.some(stage(), targets));
    }

    /** To those, too, who cannot get one: the dialog says who they are. */
    private void sendMessage(List<ProcessDescription> selected) {
        messages.show(stage(), processes(), selected.stream().map(ProcessDescription::id).toList());
    }

    /** The definitions of all services. */
    void exportAll() {
        exports.all(stage());
    }

    /** A message that was sent before, to be sent once more. */
    void sendAgain(int id, @Nullable Object message) {
        messages.show(stage(), processes(), id, message);
    }

    /** The list is another one. */
    void setProcesses(List<ProcessDescription> processes) {
        messages.setProcesses(processes);
    }

    void close() {
        messages.close();
    }

    private Consumer<List<ProcessDescription>> edit(BooleanSupplier isDrover, FormPart begin) {
        return targets -> edit(targets.getFirst(), isDrover.getAsBoolean(), begin);
    }

    private void edit(ProcessDescription process, boolean drover, FormPart begin) {
        List<ProcessDescription> siblings =
                processes().stream()
                        .filter(p -> p.name().equals(process.name()) && p.id() != process.id())
                        .toList();
        editing.show(stage(), new EditRequest(process, siblings, drover, begin));
    }

    private void duplicate(ProcessDescription process) {
        Set<String> taken =
                processes().stream().map(ProcessDescription::name).collect(Collectors.toSet());
        starting.showCopy(stage(), process.spec(), taken);
    }

    private void talkOtherwise(SendMessageDialog.Alternative way) {
        List<ProcessDescription> targets = List.of(way.process());
        if (way.line()) {
            actions.sendLine(targets);
        } else {
            signals.show(stage(), targets);
        }
    }

    private Stage stage() {
        return surroundings.stage().get();
    }

    private List<ProcessDescription> processes() {
        return surroundings.processes().get();
    }
}
