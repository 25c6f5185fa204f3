package dev.drover.ui.action;

import dev.drover.client.CustomActions;
import dev.drover.domain.CustomAction;

import javafx.scene.control.Menu;
import javafx.scene.control.MenuItem;

import org.kordamp.ikonli.javafx.FontIcon;

import java.util.List;

/** The actions that the selected process offers: PM2's custom actions. */
public final class CustomActionMenu extends Menu {

    private List<CustomAction> shown = List.of();

    public CustomActionMenu() {
        setId(ProcessAction.RUN_ACTION.name());
        setMnemonicParsing(false);
        setText(ProcessAction.RUN_ACTION.text());
        ProcessAction.RUN_ACTION.icon().map(FontIcon::new).ifPresent(this::setGraphic);
    }

    void bind(ProcessActions actions) {
        actions.selectionProperty().subscribe(selection -> reflect(selection, actions));
    }

    private void reflect(Selection selection, ProcessActions actions) {
        ProcessAction action = ProcessAction.RUN_ACTION;
        Availability availability = action.availability(selection);
        setDisable(!availability.isEnabled());
        setText(
                availability instanceof Availability.Disabled(String reason)
                                && !selection.processes().isEmpty()
                        ? Command.TEXTS.getString("disabled").formatted(action.text(), reason)
                        : action.text());
        List<CustomAction> offered =
                availability.isEnabled()
                        ? CustomActions.of(action.targets(selection).getFirst())
                        : List.of();
        if (!offered.equals(shown)) {
            shown = offered;
            getItems().setAll(offered.stream().map(one -> item(one, actions)).toList());
        }
    }

    private static MenuItem item(CustomAction action, ProcessActions actions) {
        MenuItem item = new MenuItem(text(action));
        item.setId("action-" + action.name());
        item.setMnemonicParsing(false);
        item.setOnAction(_ -> actions.runCustom(action));
        return item;
    }

    /** Its name, with dots when it asks for something first, and what the service says of it. */
    private static String text(CustomAction action) {
        String name = action.takesParameter() ? action.name() + "…" : action.name();
        return action.comment().map(comment -> name + " — " + comment).orElse(name);
    }
}
