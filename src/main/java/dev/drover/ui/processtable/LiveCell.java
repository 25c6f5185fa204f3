package dev.drover.ui.processtable;

import dev.drover.ui.model.ListRow;
import dev.drover.ui.model.LiveReading;
import dev.drover.ui.model.ObservableProcess;
import dev.drover.ui.model.Ticker;

import javafx.beans.value.ChangeListener;
import javafx.beans.value.WeakChangeListener;
import javafx.scene.control.TableCell;

import java.time.Instant;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.function.Function;

/**
 * Something that the supervisor finds out only for who looks. Where it is not known the cell is
 * empty, and its tooltip says why.
 */
final class LiveCell extends TableCell<ListRow, LiveReading> {

    /**
     * What a column shows of a reading.
     *
     * @param text empty when there is nothing
     * @param tip says more about it; empty: nothing more
     * @param missing key of the sentence why a service of which it is not known has none
     * @param needsRun whether only a running process has it
     */
    record Look(
            Function<LiveReading, Optional<String>> text,
            Function<LiveReading, Optional<String>> tip,
            String missing,
            boolean needsRun) {}

    private final Look look;
    private final ResourceBundle texts;
    private final CellTip tip = new CellTip(this);
    private final ChangeListener<Instant> ticked = (_, _, _) -> show();

    LiveCell(Look look, ResourceBundle texts) {
        this.look = look;
        this.texts = texts;
    }

    /** Shows it anew with each tick. */
    LiveCell follow(Ticker ticker) {
        ticker.nowProperty().addListener(new WeakChangeListener<>(ticked));
        return this;
    }

    LiveCell styled(String style) {
        getStyleClass().add(style);
        return this;
    }

    @Override
    protected void updateItem(LiveReading reading, boolean empty) {
        super.updateItem(reading, empty);
        show();
    }

    private void show() {
        LiveReading reading = getItem();
        if (isEmpty()
                || reading == null
                || !(getTableRow() != null
                        && getTableRow().getItem() instanceof ObservableProcess row)) {
            setText(null);
            tip.say("");
            return;
        }
        boolean ended = look.needsRun() && row.pidProperty().get().isEmpty();
        Optional<String> text = ended ? Optional.of(Figures.ZERO) : look.text().apply(reading);
        setText(text.orElse(""));
        pseudoClassStateChanged(NumberCell.ZERO, text.filter(Figures.ZERO::equals).isPresent());
        tip.say(text.isPresent() ? look.tip().apply(reading).orElse("") : reason(reading));
    }

    private String reason(LiveReading reading) {
        return switch (reading.teller()) {
            case SILENT -> "";
            case TELLS -> texts.getString(look.missing());
            case PM2 -> texts.getString("live.pm2");
            case OLDER -> texts.getString("live.older");
        };
    }
}
