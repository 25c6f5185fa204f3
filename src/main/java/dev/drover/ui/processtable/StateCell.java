package dev.drover.ui.processtable;

import dev.drover.domain.ProcessDescription;
import dev.drover.domain.ProcessStatus;
import dev.drover.ui.model.ObservableProcess;
import dev.drover.ui.model.StatusWord;
import dev.drover.ui.model.Ticker;

import javafx.beans.value.ChangeListener;
import javafx.beans.value.WeakChangeListener;
import javafx.scene.control.Label;
import javafx.scene.control.TableCell;
import javafx.scene.control.Tooltip;

import java.time.Instant;

/** The state as glyph, word and colour; counts down while a restart is waited for. */
final class StateCell extends TableCell<ObservableProcess, ProcessDescription> {

    private final Ticker ticker;
    private final Label glyph = new Label();
    private final Tooltip reason = new Tooltip();
    private final ChangeListener<Instant> ticked = (_, _, _) -> countDown();

    StateCell(Ticker ticker) {
        this.ticker = ticker;
        getStyleClass().add("state-cell");
        glyph.getStyleClass().addAll("glyph", "status-text");
        ticker.nowProperty().addListener(new WeakChangeListener<>(ticked));
    }

    @Override
    protected void updateItem(ProcessDescription process, boolean empty) {
        super.updateItem(process, empty);
        getStyleClass().removeIf(style -> style.startsWith("status-"));
        if (empty || process == null) {
            setText(null);
            setGraphic(null);
            setTooltip(null);
            setAccessibleText(null);
            return;
        }
        StatusWord word = StatusWord.of(process);
        getStyleClass().add(word.role().styleClass());
        glyph.setText(word.glyph());
        setGraphic(glyph);
        process.statusReason()
                .ifPresentOrElse(
                        sentence -> {
                            reason.setText(sentence);
                            setTooltip(reason);
                        },
                        () -> setTooltip(null));
        say(process);
    }

    private void countDown() {
        ProcessDescription process = getItem();
        if (process != null && process.status() == ProcessStatus.WAITING_RESTART) {
            say(process);
        }
    }

    private void say(ProcessDescription process) {
        String phrase = StatusWord.phrase(process, ticker.now());
        setText(phrase);
        setAccessibleText(process.statusReason().map(why -> phrase + ": " + why).orElse(phrase));
    }
}
