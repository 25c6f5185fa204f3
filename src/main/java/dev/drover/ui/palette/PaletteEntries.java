package dev.drover.ui.palette;

import dev.drover.domain.ProcessDescription;
import dev.drover.domain.Signal;
import dev.drover.ui.action.AppAction;
import dev.drover.ui.action.AppActions;
import dev.drover.ui.action.Availability;
import dev.drover.ui.action.Command;
import dev.drover.ui.action.ProcessAction;
import dev.drover.ui.action.ProcessActions;
import dev.drover.ui.action.Selection;
import dev.drover.ui.common.ExitText;
import dev.drover.ui.common.NaturalOrder;
import dev.drover.ui.model.ObservableProcess;
import dev.drover.ui.model.ProcessListModel;
import dev.drover.ui.model.StatusWord;

import javafx.scene.input.KeyCombination;

import org.kordamp.ikonli.feather.Feather;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.function.IntConsumer;

/** Everything that can be done right now, as lines of the palette. FX thread only. */
final class PaletteEntries {

    private final ProcessActions processes;
    private final AppActions app;
    private final ProcessListModel model;
    private final IntConsumer goTo;
    private final ResourceBundle texts;

    /**
     * @param goTo selects the process of an id in the table
     */
    PaletteEntries(
            ProcessActions processes,
            AppActions app,
            ProcessListModel model,
            IntConsumer goTo,
            ResourceBundle texts) {
        this.processes = processes;
        this.app = app;
        this.model = model;
        this.goTo = goTo;
        this.texts = texts;
    }

    /** Commands on the selection first, then those of the window, processes and signals. */
    List<PaletteEntry> all() {
        List<PaletteEntry> entries = new ArrayList<>();
        Selection selection = processes.selectionProperty().get();
        for (ProcessAction action : ProcessAction.values()) {
            entries.add(onProcesses(action, selection));
        }
        for (AppAction action : AppAction.values()) {
            if (action != AppAction.PALETTE && !app.isMissing(action).get()) {
                entries.add(onWindow(action));
            }
        }
        model.rows().stream()
                .sorted(
                        Comparator.comparing(
                                ObservableProcess::description, NaturalOrder.OF_PROCESSES))
                .map(this::place)
                .forEach(entries::add);
        Signal.all().forEach(signal -> entries.add(signal(signal, selection)));
        return entries;
    }

    private PaletteEntry onProcesses(ProcessAction action, Selection selection) {
        String text =
                texts.containsKey(action.name())
                        ? texts.getString(action.name())
                        : action.text(selection);
        String names = names(action.targets(selection));
        return new PaletteEntry(
                action.name(),
                text,
                // "Restart 3 processes" says it already.
                text.contains(names) ? "" : names,
                keywords(action),
                action.icon(),
                key(action),
                reason(action.availability(selection)),
                () -> processes.run(action));
    }

    private PaletteEntry onWindow(AppAction action) {
        return new PaletteEntry(
                action.name(),
                texts.containsKey(action.name()) ? texts.getString(action.name()) : action.text(),
                app.isOn(action).get() ? texts.getString("on") : "",
                keywords(action),
                action.icon(),
                key(action),
                Optional.empty(),
                () -> app.run(action));
    }

    private PaletteEntry place(ObservableProcess row) {
        ProcessDescription process = row.description();
        StatusWord word = StatusWord.of(process);
        return new PaletteEntry(
                "go:" + process.namespace() + "/" + process.name() + "/" + row.id(),
                texts.getString("goTo").formatted(process.name()),
                texts.getString("goTo.detail")
                        .formatted(word.glyph(), word.word(), process.namespace()),
                "",
                Optional.of(Feather.ARROW_RIGHT),
                "",
                Optional.empty(),
                () -> goTo.accept(row.id()));
    }

    private PaletteEntry signal(Signal signal, Selection selection) {
        ProcessAction action = ProcessAction.SEND_SIGNAL;
        String names = names(action.targets(selection));
        return new PaletteEntry(
                signal.name(),
                texts.getString("signal").formatted(signal.name()),
                names.isEmpty()
                        ? ExitText.meaning(signal)
                        : texts.getString("signal.detail")
                                .formatted(names, ExitText.meaning(signal)),
                "",
                action.icon(),
                "",
                reason(action.availability(selection)),
                () -> processes.signal(signal));
    }

    private String keywords(Command command) {
        String key = command.name() + ".keywords";
        return texts.containsKey(key) ? texts.getString(key) : "";
    }

    private String key(Command command) {
        return app.keys().key(command).map(KeyCombination::getDisplayText).orElse("");
    }

    private static Optional<String> reason(Availability availability) {
        return availability instanceof Availability.Disabled(String why)
                ? Optional.of(why)
                : Optional.empty();
    }

    private String names(List<ProcessDescription> targets) {
        return switch (targets.size()) {
            case 0 -> "";
            case 1 -> targets.getFirst().name();
            default -> texts.getString("processes").formatted(targets.size());
        };
    }
}
