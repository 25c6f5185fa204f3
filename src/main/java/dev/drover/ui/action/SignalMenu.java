package dev.drover.ui.action;

import dev.drover.domain.ProcessDescription;
import dev.drover.domain.Signal;
import dev.drover.domain.SignalActions;
import dev.drover.ui.common.ExitText;
import dev.drover.ui.common.FxThread;

import javafx.scene.control.Menu;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;

import org.kordamp.ikonli.javafx.FontIcon;

import java.util.List;
import java.util.Optional;

/**
 * The signals of this platform by name and meaning: the usual ones here, all of them in a dialog.
 * While it is open it says what each would do to the selected process.
 */
public final class SignalMenu extends Menu {

    private static final List<String> USUAL =
            List.of(
                    "SIGHUP", "SIGINT", "SIGTERM", "SIGUSR1", "SIGUSR2", "SIGQUIT", "SIGSTOP",
                    "SIGCONT", "SIGKILL");

    private long asked;

    public SignalMenu() {
        setId(ProcessAction.SEND_SIGNAL.name());
        setMnemonicParsing(false);
        setText(ProcessAction.SEND_SIGNAL.text());
        ProcessAction.SEND_SIGNAL.icon().map(FontIcon::new).ifPresent(this::setGraphic);
    }

    void bind(ProcessActions actions) {
        for (String name : USUAL) {
            Signal.find(name).ifPresent(signal -> getItems().add(item(signal, actions)));
        }
        MenuItem other = new MenuItem(Command.TEXTS.getString("SEND_SIGNAL.others"));
        other.setId("other-signal");
        other.setOnAction(_ -> actions.run(ProcessAction.SEND_SIGNAL));
        getItems().addAll(new SeparatorMenuItem(), other);
        actions.selectionProperty().subscribe(this::reflect);
        setOnShowing(_ -> showEffects(actions));
    }

    /** Says at each item what it would do to the process, when it is one and that can be known. */
    private void showEffects(ProcessActions actions) {
        List<ProcessDescription> targets =
                ProcessAction.SEND_SIGNAL.targets(actions.selectionProperty().get());
        long mine = ++asked;
        getItems().forEach(item -> showEffect(item, Optional.empty()));
        if (targets.size() == 1) {
            ProcessDescription process = targets.getFirst();
            FxThread.whenDone(
                    actions.signalActions(process),
                    (found, _) -> {
                        if (mine == asked && found != null) {
                            getItems()
                                    .forEach(
                                            item ->
                                                    showEffect(
                                                            item,
                                                            found.map(k -> new Known(process, k))));
                        }
                    });
        }
    }

    private record Known(ProcessDescription process, SignalActions actions) {}

    private static void showEffect(MenuItem item, Optional<Known> known) {
        if (item.getUserData() instanceof Signal signal) {
            item.setText(
                    known.map(
                                    k ->
                                            Command.TEXTS
                                                    .getString("SEND_SIGNAL.item.effect")
                                                    .formatted(
                                                            signal.name(),
                                                            SignalWords.effect(
                                                                    signal,
                                                                    k.process(),
                                                                    Optional.of(k.actions()))))
                            .orElse(plainText(signal)));
        }
    }

    private static String plainText(Signal signal) {
        return Command.TEXTS
                .getString("SEND_SIGNAL.item")
                .formatted(signal.name(), ExitText.meaning(signal));
    }

    private void reflect(Selection selection) {
        ProcessAction action = ProcessAction.SEND_SIGNAL;
        setDisable(!action.availability(selection).isEnabled());
        setText(action.itemText(selection));
    }

    private static MenuItem item(Signal signal, ProcessActions actions) {
        MenuItem item = new MenuItem(plainText(signal));
        item.setUserData(signal);
        item.setId(signal.name());
        item.setMnemonicParsing(false);
        item.setOnAction(_ -> actions.signal(signal));
        return item;
    }
}
