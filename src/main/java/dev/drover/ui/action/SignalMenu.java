package dev.drover.ui.action;

import dev.drover.domain.Signal;

import javafx.scene.control.Menu;
import javafx.scene.control.MenuItem;

import org.kordamp.ikonli.javafx.FontIcon;

import java.util.List;

/**
 * The signals of this platform by name and meaning: the usual ones first, the rest one step
 * further.
 */
public final class SignalMenu extends Menu {

    private static final List<String> USUAL =
            List.of(
                    "SIGHUP", "SIGINT", "SIGTERM", "SIGUSR1", "SIGUSR2", "SIGQUIT", "SIGSTOP",
                    "SIGCONT", "SIGKILL");

    public SignalMenu() {
        setId(ProcessAction.SEND_SIGNAL.name());
        setMnemonicParsing(false);
        setText(ProcessAction.SEND_SIGNAL.text());
        ProcessAction.SEND_SIGNAL.icon().map(FontIcon::new).ifPresent(this::setGraphic);
    }

    void bind(ProcessActions actions) {
        Menu others = new Menu(Command.TEXTS.getString("SEND_SIGNAL.others"));
        others.setId("other-signals");
        for (String name : USUAL) {
            Signal.find(name).ifPresent(signal -> getItems().add(item(signal, actions)));
        }
        for (Signal signal : Signal.all()) {
            if (!USUAL.contains(signal.name())) {
                others.getItems().add(item(signal, actions));
            }
        }
        getItems().add(others);
        actions.selectionProperty().subscribe(this::reflect);
    }

    private void reflect(Selection selection) {
        ProcessAction action = ProcessAction.SEND_SIGNAL;
        Availability availability = action.availability(selection);
        setDisable(!availability.isEnabled());
        setText(
                availability instanceof Availability.Disabled(String reason)
                                && !selection.processes().isEmpty()
                        ? Command.TEXTS
                                .getString("disabled")
                                .formatted(action.text(selection), reason)
                        : action.text(selection));
    }

    private static MenuItem item(Signal signal, ProcessActions actions) {
        MenuItem item =
                new MenuItem(
                        Command.TEXTS
                                .getString("SEND_SIGNAL.item")
                                .formatted(signal.name(), signal.meaning()));
        item.setId(signal.name());
        item.setMnemonicParsing(false);
        item.setOnAction(_ -> actions.signal(signal));
        return item;
    }
}
