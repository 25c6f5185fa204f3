package dev.drover.ui.processtable;

import dev.drover.ui.model.ListRow;
import dev.drover.ui.model.ProcessGroup;

import javafx.beans.value.ChangeListener;
import javafx.beans.value.WeakChangeListener;
import javafx.css.PseudoClass;
import javafx.scene.control.TableRow;

import java.util.Optional;

/** A line of the table; looks different for a group and while it flashes. */
final class ProcessRow extends TableRow<ListRow> {

    private static final PseudoClass GROUP = PseudoClass.getPseudoClass("group");
    private static final PseudoClass NEW = PseudoClass.getPseudoClass("new");
    private static final PseudoClass ENDED = PseudoClass.getPseudoClass("ended");

    private final RowFlash flash;
    private final ChangeListener<Number> flashed = (_, _, _) -> light();

    ProcessRow(RowFlash flash) {
        this.flash = flash;
        flash.revisionProperty().addListener(new WeakChangeListener<>(flashed));
    }

    @Override
    protected void updateItem(ListRow row, boolean empty) {
        super.updateItem(row, empty);
        pseudoClassStateChanged(GROUP, !empty && row instanceof ProcessGroup);
        light();
    }

    private void light() {
        Optional<RowFlash.Why> why =
                isEmpty() || getItem() == null ? Optional.empty() : flash.of(getItem());
        pseudoClassStateChanged(NEW, why.filter(RowFlash.Why.NEW::equals).isPresent());
        pseudoClassStateChanged(ENDED, why.filter(RowFlash.Why.ENDED::equals).isPresent());
    }
}
