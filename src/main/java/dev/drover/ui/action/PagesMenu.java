package dev.drover.ui.action;

import dev.drover.domain.ProcessDescription;

import javafx.scene.control.Menu;
import javafx.scene.control.MenuItem;

import java.util.List;

/** The other ports of a process that may be pages; not shown where it has one at most. */
public final class PagesMenu extends Menu {

    private List<Integer> shown = List.of();

    public PagesMenu() {
        setId("pages");
        setMnemonicParsing(false);
        setText(Command.TEXTS.getString("OPEN_IN_BROWSER.others"));
    }

    void bind(ProcessActions actions) {
        actions.selectionProperty().subscribe(selection -> show(selection, actions));
    }

    private void show(Selection selection, ProcessActions actions) {
        ProcessAction action = ProcessAction.OPEN_IN_BROWSER;
        List<Integer> others =
                action.availability(selection).isEnabled()
                        ? others(action.targets(selection).getFirst())
                        : List.of();
        setVisible(!others.isEmpty());
        if (others.equals(shown)) {
            // It may be open just now.
            return;
        }
        shown = others;
        getItems().setAll(others.stream().map(port -> item(port, actions)).toList());
    }

    /** The lowest has the item above. */
    private static List<Integer> others(ProcessDescription process) {
        return ProcessAction.pagePorts(process).sorted().distinct().skip(1).boxed().toList();
    }

    private static MenuItem item(int port, ProcessActions actions) {
        MenuItem item =
                new MenuItem(Command.TEXTS.getString("OPEN_IN_BROWSER.port").formatted(port));
        item.setMnemonicParsing(false);
        item.setOnAction(_ -> actions.openPort(port));
        return item;
    }
}
