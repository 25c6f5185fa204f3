package dev.drover.ui.startprocess;

import dev.drover.domain.ProcessSpec;
import dev.drover.project.CommandLine;
import dev.drover.project.Detection;
import dev.drover.project.Problem;

import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.VBox;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the definition files of the folder define: one line for each file, one button for each
 * entry. FX thread only.
 */
final class FoundPane {

    private static final int MOST_ENTRIES = 12;

    private final VBox pane;
    private final StartWords words;
    private final Consumer<ProcessSpec> chosen;
    private final Consumer<Path> opened;

    /**
     * @param pane is filled
     * @param chosen gets the entry that the form shall show
     * @param opened gets the file of which several entries are wanted, or that has to be run
     */
    FoundPane(VBox pane, StartWords words, Consumer<ProcessSpec> chosen, Consumer<Path> opened) {
        this.pane = pane;
        this.words = words;
        this.chosen = chosen;
        this.opened = opened;
        Shown.collapse(pane);
    }

    /** An entry with the line that it runs, which was made where files may be waited for. */
    record Entry(ProcessSpec spec, String line) {}

    /** A file and its entries. */
    record Group(Detection.Found file, List<Entry> entries) {

        static Group of(Detection.Found found) {
            return new Group(
                    found,
                    found.definition().apps().stream()
                            .map(app -> new Entry(app, CommandLine.of(app)))
                            .toList());
        }
    }

    void show(List<Group> groups) {
        pane.getChildren().clear();
        pane.setVisible(!groups.isEmpty());
        groups.forEach(group -> pane.getChildren().add(line(group)));
    }

    private Node line(Group group) {
        FlowPane line = new FlowPane(6, 4);
        line.getChildren().add(label(group.file().place(), "found-place"));
        group.entries().stream()
                .limit(MOST_ENTRIES)
                .map(entry -> button(group, entry))
                .forEach(line.getChildren()::add);
        if (group.file().needsTrust() || group.entries().size() > 1) {
            String key = group.file().needsTrust() ? "found.read" : "found.several";
            int count = group.entries().size();
            Button several =
                    new Button(
                            count > MOST_ENTRIES
                                    ? words.format("found.all", count)
                                    : words.get(key));
            several.getStyleClass().addAll("link", "found-open");
            several.setOnAction(_ -> opened.accept(group.file().definition().file()));
            line.getChildren().add(several);
        }
        trouble(group).forEach(line.getChildren()::add);
        return line;
    }

    private Button button(Group group, Entry entry) {
        Button button = new Button(entry.spec().name());
        button.setMnemonicParsing(false);
        button.getStyleClass().add("found-entry");
        button.setTooltip(new Tooltip(entry.line()));
        button.setAccessibleText(
                words.format("found.entry", entry.spec().name(), group.file().place()));
        button.setOnAction(_ -> chosen.accept(entry.spec()));
        return button;
    }

    /** What is wrong and what was left out: the count here, the sentences in a tooltip. */
    private List<Label> trouble(Group group) {
        List<Problem> problems = group.file().definition().problems();
        List<Problem> notes = group.file().definition().notes();
        List<Label> labels = new ArrayList<>();
        if (!problems.isEmpty()) {
            labels.add(note(words.format("found.problems", problems.getFirst()), problems));
        }
        if (!notes.isEmpty()) {
            labels.add(note(words.format("found.notes", notes.size()), notes));
        }
        return labels;
    }

    private static Label note(String text, List<Problem> sentences) {
        Label label = label(text, "note");
        String all =
                Stream.concat(Stream.of(text), sentences.stream().map(Problem::toString))
                        .distinct()
                        .limit(MOST_ENTRIES)
                        .collect(Collectors.joining("\n"));
        label.setTooltip(new Tooltip(all));
        label.setAccessibleText(all);
        return label;
    }

    private static Label label(String text, String style) {
        Label label = new Label(text);
        label.getStyleClass().add(style);
        return label;
    }
}
