package dev.drover.ui.sendmessage;

import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.util.Duration;

import java.text.MessageFormat;
import java.util.OptionalInt;
import java.util.ResourceBundle;

/**
 * Sends the message of the dialog again and again: so many times, each after so many milliseconds.
 * It stops by itself when a message cannot be sent any more. FX thread only.
 */
final class RepeatSending {

    private static final int MOST_TIMES = 100_000;
    private static final int SHORTEST_MILLIS = 10;
    private static final int LONGEST_MILLIS = 3_600_000;

    private final TextField times = new TextField("10");
    private final TextField millis = new TextField("1000");
    private final Button toggle = new Button();
    private final Label progress = new Label();
    private final ResourceBundle texts;
    private final Sender sender;
    private Timeline timeline = new Timeline();
    private boolean ready;
    private int left;
    private int sent;

    /** Sends the message of the dialog. */
    @FunctionalInterface
    interface Sender {

        /**
         * @param first whether it is the first time of those that were asked for
         * @return false when it cannot, or when it is not the message of the first time any more
         */
        boolean send(boolean first);
    }

    /**
     * @param pane gets the fields and the button
     * @param sender sends the message
     */
    RepeatSending(HBox pane, ResourceBundle texts, Sender sender) {
        this.texts = texts;
        this.sender = sender;
        times.setId("repeat-times");
        millis.setId("repeat-millis");
        toggle.setId("repeat-toggle");
        progress.setId("repeat-progress");
        times.setPrefColumnCount(4);
        millis.setPrefColumnCount(5);
        times.setAccessibleText(texts.getString("repeat.times"));
        millis.setAccessibleText(texts.getString("repeat.millis"));
        toggle.setMinWidth(Button.USE_PREF_SIZE);
        toggle.setOnAction(_ -> toggle());
        progress.getStyleClass().add("muted");
        pane.getChildren()
                .addAll(toggle, times, word("repeat.every"), millis, word("repeat.unit"), progress);
        showState();
    }

    private Label word(String key) {
        Label label = new Label(texts.getString(key));
        label.setMinWidth(Label.USE_PREF_SIZE);
        return label;
    }

    private void toggle() {
        if (isRunning()) {
            stop();
            return;
        }
        OptionalInt count = number(times, 1, MOST_TIMES);
        OptionalInt period = number(millis, SHORTEST_MILLIS, LONGEST_MILLIS);
        if (count.isEmpty() || period.isEmpty()) {
            progress.setText(
                    count.isEmpty()
                            ? format("repeat.wrong", 1, MOST_TIMES)
                            : format("repeat.wrong", SHORTEST_MILLIS, LONGEST_MILLIS));
            return;
        }
        left = count.getAsInt();
        sent = 0;
        timeline = new Timeline(new KeyFrame(Duration.millis(period.getAsInt()), _ -> sendOne()));
        timeline.setCycleCount(Timeline.INDEFINITE);
        timeline.play();
        sendOne();
    }

    private void sendOne() {
        if (!sender.send(sent == 0)) {
            stop();
            progress.setText(format("repeat.ended", sent));
            return;
        }
        sent++;
        left--;
        if (left == 0) {
            timeline.stop();
        }
        showState();
    }

    /** Whether there is a message that can be sent. */
    void setReady(boolean value) {
        ready = value;
        toggle.setDisable(!ready && !isRunning());
    }

    boolean isRunning() {
        return timeline.getStatus() == Timeline.Status.RUNNING;
    }

    /** Sends no more. */
    void stop() {
        timeline.stop();
        showState();
    }

    private void showState() {
        boolean running = isRunning();
        toggle.setText(texts.getString(running ? "repeat.stop" : "repeat"));
        toggle.setDisable(!ready && !running);
        times.setDisable(running);
        millis.setDisable(running);
        progress.setText(sent == 0 ? "" : format("repeat.sent", sent, sent + left));
    }

    private static OptionalInt number(TextField field, int least, int most) {
        String text = field.getText().strip();
        boolean whole = text.matches("[0-9]{1,9}");
        int value = whole ? Integer.parseInt(text) : -1;
        return value >= least && value <= most ? OptionalInt.of(value) : OptionalInt.empty();
    }

    private String format(String key, Object... values) {
        return new MessageFormat(texts.getString(key)).format(values);
    }
}
