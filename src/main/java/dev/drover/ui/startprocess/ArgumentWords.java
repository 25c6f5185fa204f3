package dev.drover.ui.startprocess;

import dev.drover.project.ShellWords;

import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;

import java.util.List;

/** The words that a line of arguments falls into, each in a box. FX thread only. */
final class ArgumentWords {

    private ArgumentWords() {}

    /** Shows them in {@code pane}; nothing while a quote is open: the problem is shown instead. */
    static void show(FlowPane pane, String arguments, StartWords words) {
        List<String> parsed = parsed(arguments);
        pane.getChildren().clear();
        pane.setVisible(!parsed.isEmpty());
        if (!parsed.isEmpty()) {
            pane.getChildren().add(styled(words.format("arguments.parsed", parsed.size()), "note"));
            parsed.forEach(word -> pane.getChildren().add(styled(word, "word")));
        }
    }

    private static List<String> parsed(String arguments) {
        try {
            return ShellWords.split(arguments);
        } catch (ShellWords.UnclosedQuoteException _) {
            return List.of();
        }
    }

    private static Label styled(String text, String styleClass) {
        Label label = new Label(text);
        label.getStyleClass().add(styleClass);
        return label;
    }
}
