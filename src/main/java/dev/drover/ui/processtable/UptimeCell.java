package dev.drover.ui.processtable;

import dev.drover.domain.ProcessDescription;
import dev.drover.ui.model.ListRow;
import dev.drover.ui.model.Ticker;

import javafx.beans.value.ChangeListener;
import javafx.beans.value.WeakChangeListener;
import javafx.scene.control.TableCell;

import java.time.Duration;
import java.time.Instant;

/** How long the present run lasts. */
final class UptimeCell extends TableCell<ListRow, ProcessDescription> {

    private final Ticker ticker;
    private final ChangeListener<Instant> ticked = (_, _, _) -> show();

    UptimeCell(Ticker ticker) {
        this.ticker = ticker;
        getStyleClass().add("number");
        ticker.nowProperty().addListener(new WeakChangeListener<>(ticked));
    }

    @Override
    protected void updateItem(ProcessDescription process, boolean empty) {
        super.updateItem(process, empty);
        show();
    }

    private void show() {
        ProcessDescription process = getItem();
        if (isEmpty() || process == null) {
            setText(null);
            return;
        }
        boolean runs = process.pid().isPresent() && process.startedAt().isPresent();
        pseudoClassStateChanged(NumberCell.ZERO, !runs);
        setText(
                runs
                        ? Figures.uptime(
                                Duration.between(process.startedAt().orElseThrow(), ticker.known()))
                        : Figures.ZERO);
    }
}
