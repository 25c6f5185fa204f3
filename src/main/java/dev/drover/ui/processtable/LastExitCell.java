package dev.drover.ui.processtable;

import dev.drover.domain.ExitStatus;
import dev.drover.domain.ProcessDescription;
import dev.drover.ui.common.ExitText;
import dev.drover.ui.model.ListRow;
import dev.drover.ui.model.ObservableProcess;
import dev.drover.ui.model.StatusWord;

import javafx.css.PseudoClass;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.TableCell;

import java.util.Optional;
import java.util.function.Consumer;

/** How the last run ended; red while that is why the process is in trouble. */
final class LastExitCell extends TableCell<ListRow, ProcessDescription> {

    private static final PseudoClass FAILED = PseudoClass.getPseudoClass("failed");

    private final CellTip words = new CellTip(this);
    private final Hyperlink link;

    /**
     * @param why on the link beside the exit
     * @param asked called with the row that is asked about
     */
    LastExitCell(String why, Consumer<ObservableProcess> asked) {
        getStyleClass().add("last-exit");
        setContentDisplay(ContentDisplay.RIGHT);
        link = new Hyperlink(why);
        link.getStyleClass().add("why-link");
        // The command has a key; a thousand rows are not a thousand stops of the keyboard.
        link.setFocusTraversable(false);
        link.setOnAction(
                _ -> {
                    link.setVisited(false);
                    if (getTableRow().getItem() instanceof ObservableProcess row) {
                        asked.accept(row);
                    }
                });
    }

    @Override
    protected void updateItem(ProcessDescription process, boolean empty) {
        super.updateItem(process, empty);
        Optional<ExitStatus> exit =
                empty || process == null ? Optional.empty() : process.lastExit();
        setText(exit.map(ExitText::brief).orElse(""));
        words.say(exit.map(ExitText::of).orElse(""));
        setGraphic(exit.isPresent() ? link : null);
        pseudoClassStateChanged(FAILED, exit.isPresent() && isInTrouble(process));
    }

    private static boolean isInTrouble(ProcessDescription process) {
        StatusWord word = StatusWord.of(process);
        return word.isTrouble() || word == StatusWord.RESTARTING;
    }
}
