package dev.drover.ui.why;

import dev.drover.domain.ProcessSpec;
import dev.drover.domain.RunRecord;
import dev.drover.ui.model.StatusWord.Role;

import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.function.Supplier;

/** One run in the strip: {@code 16 ✕1 0.4 s}. */
final class RunCell extends ListCell<RunRecord> {

    private final RunWords words;
    private final Supplier<ProcessSpec> spec;
    private final Label number = new Label();
    private final Label mark = new Label();
    private final Label lived = new Label();
    private final HBox line = new HBox(number, mark, lived);
    private final Tooltip tooltip = new Tooltip();

    /**
     * @param spec what the shown runs are of
     */
    RunCell(RunWords words, Supplier<ProcessSpec> spec) {
        this.words = words;
        this.spec = spec;
        getStyleClass().add("run-cell");
        line.getStyleClass().add("run-line");
        number.getStyleClass().add("run-number");
        mark.getStyleClass().addAll("run-mark", "status-text");
        lived.getStyleClass().add("run-lived");
        List.of(number, mark, lived).forEach(label -> label.setMinWidth(USE_PREF_SIZE));
    }

    @Override
    protected void updateItem(@Nullable RunRecord run, boolean empty) {
        super.updateItem(run, empty);
        if (empty || run == null) {
            setGraphic(null);
            setTooltip(null);
            setAccessibleText(null);
            return;
        }
        RunOutcome outcome = RunOutcome.of(run, spec.get());
        number.setText(Integer.toString(run.run()));
        mark.setText(words.mark(run, spec.get()));
        lived.setText(words.lived(run));
        for (Role role : Role.values()) {
            mark.getStyleClass().remove(role.styleClass());
        }
        mark.getStyleClass().add(outcome.role().styleClass());
        String spoken = words.spoken(run, spec.get());
        tooltip.setText(spoken + "\n" + words.startCause(run.startCause()));
        setTooltip(tooltip);
        setAccessibleText(spoken);
        setGraphic(line);
    }
}
