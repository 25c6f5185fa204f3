package dev.drover.ui.why;

import dev.drover.domain.ProcessDescription;
import dev.drover.domain.ProcessSpec;
import dev.drover.domain.RunChanges;
import dev.drover.domain.RunRecord;
import dev.drover.ui.common.FxThread;

import javafx.scene.control.Label;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What has changed for a run since the last one that was good. FX thread only. */
public final class ChangesPane extends VBox {

    private Optional<Pair> shown = Optional.empty();
    private List<String> lines = List.of();

    /** Two runs of an entry, by their numbers. */
    private record Pair(int id, int good, int later) {}

    public ChangesPane() {
        getStyleClass().add("why-changes");
        managedProperty().bind(visibleProperty());
        setVisible(false);
    }

    /** What is shown, line by line: a title and what has changed; empty while nothing is known. */
    List<String> lines() {
        return lines;
    }

    void clear() {
        shown = Optional.empty();
        lines = List.of();
        setVisible(false);
    }

    /** Asks for what has changed, unless that is shown already. */
    void show(
            WhySource source,
            RunWords words,
            ProcessDescription process,
            RunRecord good,
            RunRecord later) {
        Pair pair = new Pair(process.id(), good.run(), later.run());
        if (shown.equals(Optional.of(pair))) {
            return;
        }
        clear();
        shown = Optional.of(pair);
        FxThread.whenDone(
                source.changes(process.id(), good.run(), later.run()),
                (changes, _) -> {
                    // Without an answer nothing is claimed; the runs say when nobody answers.
                    if (changes != null && shown.equals(Optional.of(pair))) {
                        fill(words, process.spec(), good, changes);
                    }
                });
    }

    private void fill(RunWords words, ProcessSpec spec, RunRecord good, RunChanges changes) {
        List<String> told = new ArrayList<>();
        told.add(words.text("changes.title", good.run()));
        new ChangeWords(words).of(changes).forEach(line -> told.add(Secrets.removed(line, spec)));
        lines = List.copyOf(told);
        getChildren().setAll(label(lines.getFirst(), "fact-heading"));
        lines.stream().skip(1).forEach(line -> getChildren().add(label(line, "fact-value")));
        setVisible(true);
    }

    private static Label label(String text, String styleClass) {
        Label label = new Label(text);
        label.setWrapText(true);
        label.setMinHeight(Region.USE_PREF_SIZE);
        label.getStyleClass().add(styleClass);
        return label;
    }
}
