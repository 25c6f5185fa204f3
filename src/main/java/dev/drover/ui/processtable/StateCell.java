package dev.drover.ui.processtable;

import dev.drover.domain.ProcessDescription;
import dev.drover.domain.ProcessStatus;
import dev.drover.ui.common.SupervisorPhrases;
import dev.drover.ui.model.ListRow;
import dev.drover.ui.model.StatusWord;
import dev.drover.ui.model.Tally;
import dev.drover.ui.model.Ticker;

import javafx.beans.value.ChangeListener;
import javafx.beans.value.WeakChangeListener;
import javafx.scene.control.Label;
import javafx.scene.control.TableCell;

import java.time.Instant;
import java.util.ResourceBundle;

/** The state as glyph, word and colour; counts down while a restart is waited for. */
final class StateCell extends TableCell<ListRow, Object> {

    private final Ticker ticker;
    private final ResourceBundle texts;
    private final Label glyph = new Label();
    private final CellTip reason = new CellTip(this);
    private final ChangeListener<Instant> ticked = (_, _, _) -> countDown();

    StateCell(Ticker ticker, ResourceBundle texts) {
        this.ticker = ticker;
        this.texts = texts;
        getStyleClass().add("state-cell");
        glyph.getStyleClass().addAll("glyph", "status-text");
        ticker.nowProperty().addListener(new WeakChangeListener<>(ticked));
    }

    @Override
    protected void updateItem(Object state, boolean empty) {
        super.updateItem(state, empty);
        getStyleClass().removeIf(style -> style.startsWith("status-"));
        switch (empty ? null : state) {
            case ProcessDescription process -> show(process);
            case Tally tally -> show(tally);
            case null, default -> {
                setText(null);
                setGraphic(null);
                reason.say("");
                setAccessibleText(null);
            }
        }
    }

    private void show(StatusWord word) {
        getStyleClass().add(word.role().styleClass());
        glyph.setText(word.glyph());
        setGraphic(glyph);
    }

    /** A group: the worst state, and how many run. */
    private void show(Tally tally) {
        show(tally.worst());
        String phrase = texts.getString("group.state").formatted(tally.running(), tally.total());
        setText(phrase);
        reason.say("");
        setAccessibleText(
                texts.getString("group.state.spoken")
                        .formatted(tally.worst().word(), tally.running(), tally.total()));
    }

    private void show(ProcessDescription process) {
        show(StatusWord.of(process));
        reason.say(process.statusReason().map(SupervisorPhrases::of).orElse(""));
        say(process);
    }

    private void countDown() {
        if (getItem() instanceof ProcessDescription process
                && process.status() == ProcessStatus.WAITING_RESTART) {
            say(process);
        }
    }

    private void say(ProcessDescription process) {
        String phrase = StatusWord.phrase(process, ticker.known());
        setText(phrase);
        setAccessibleText(
                process.statusReason()
                        .map(why -> phrase + ": " + SupervisorPhrases.of(why))
                        .orElse(phrase));
    }
}
