package dev.drover.ui.mainwindow;

import dev.drover.ui.model.Tally;

import javafx.scene.control.Label;

import java.util.ResourceBundle;

/** How many processes are in which state, in the status bar; what is zero is not shown. */
record CountLabels(Label running, Label failed, Label waiting, Label stopped) {

    void show(Tally tally, ResourceBundle texts) {
        count(running, texts.getString("count.running"), tally.running());
        count(failed, texts.getString("count.failed"), tally.failed());
        count(waiting, texts.getString("count.waiting"), tally.waiting());
        count(stopped, texts.getString("count.stopped"), tally.stopped());
    }

    private static void count(Label label, String words, int number) {
        label.setText(words.formatted(number));
        label.setVisible(number > 0);
        label.setManaged(number > 0);
    }
}
