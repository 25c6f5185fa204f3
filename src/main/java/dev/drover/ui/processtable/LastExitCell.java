package dev.drover.ui.processtable;

import dev.drover.domain.ExitStatus;
import dev.drover.domain.ExitWords;
import dev.drover.domain.ProcessDescription;
import dev.drover.ui.model.ListRow;
import dev.drover.ui.model.StatusWord;

import javafx.css.PseudoClass;
import javafx.scene.control.TableCell;
import javafx.scene.control.Tooltip;

import java.util.Optional;

/** How the last run ended; red while that is why the process is in trouble. */
final class LastExitCell extends TableCell<ListRow, ProcessDescription> {

    private static final PseudoClass FAILED = PseudoClass.getPseudoClass("failed");

    private final Tooltip words = new Tooltip();

    LastExitCell() {
        getStyleClass().add("last-exit");
    }

    @Override
    protected void updateItem(ProcessDescription process, boolean empty) {
        super.updateItem(process, empty);
        Optional<ExitStatus> exit =
                empty || process == null ? Optional.empty() : process.lastExit();
        setText(exit.map(ExitWords::brief).orElse(""));
        setTooltip(exit.isPresent() ? words : null);
        exit.map(ExitWords::of).ifPresent(words::setText);
        pseudoClassStateChanged(FAILED, exit.isPresent() && isInTrouble(process));
    }

    private static boolean isInTrouble(ProcessDescription process) {
        StatusWord word = StatusWord.of(process);
        return word.isTrouble() || word == StatusWord.RESTARTING;
    }
}
