package dev.drover.ui.common;

import atlantafx.base.controls.Notification;

import javafx.animation.PauseTransition;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.stage.Window;
import javafx.util.Duration;

import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/**
 * Notices as cards in a corner of the window; lies over it and lets the mouse through beside the
 * cards.
 */
public final class NoticePane extends VBox implements Notices {

    private static final int MOST = 4;

    /** What can be cancelled stays in sight, however much else there is to tell. */
    private static final String WORKING = "working";

    private static final String ABOUT = "about";
    private static final double WIDTH = 400;
    private static final double TURNING = 20;
    private static final Duration WORKING_AFTER = Duration.millis(400);
    private static final Duration INFO_STAYS = Duration.seconds(6);
    private static final Duration LOOK_STAYS = Duration.seconds(15);

    public NoticePane() {
        super(8);
        getStyleClass().add("notice-pane");
        setAlignment(Pos.BOTTOM_RIGHT);
        setPickOnBounds(false);
    }

    @Override
    public void info(String sentence) {
        pass(sentence, Feather.CHECK_CIRCLE);
    }

    @Override
    public void hint(String sentence) {
        pass(sentence, Feather.INFO);
    }

    private void pass(String sentence, Feather icon) {
        Notification card = add(sentence, icon, "accent");
        PauseTransition stay = new PauseTransition(INFO_STAYS);
        stay.setOnFinished(_ -> getChildren().remove(card));
        stay.play();
    }

    /** Goes when there was time to read it: not while the window is behind others. */
    private void removeWhenRead(Notification card) {
        PauseTransition stay = new PauseTransition(LOOK_STAYS);
        stay.setOnFinished(
                _ -> {
                    Window window = getScene() == null ? null : getScene().getWindow();
                    if (card.isHover() || window != null && !window.isFocused()) {
                        stay.playFromStart();
                    } else {
                        getChildren().remove(card);
                    }
                });
        stay.play();
    }

    @Override
    public void error(String sentence) {
        add(sentence, Feather.ALERT_CIRCLE, "danger");
    }

    @Override
    public void look(String title, String sentence, String verb, Runnable goTo) {
        getChildren().removeIf(card -> title.equals(card.getProperties().get(ABOUT)));
        Notification card = add(title + "\n" + sentence, Feather.BELL, "accent");
        card.getProperties().put(ABOUT, title);
        setButton(card, verb, goTo);
    }

    @Override
    public Runnable offer(String sentence, String verb, Runnable action) {
        Notification card = add(sentence, Feather.CHECK_CIRCLE, "accent");
        setButton(card, verb, action);
        return () -> getChildren().remove(card);
    }

    private void setButton(Notification card, String verb, Runnable action) {
        Button button = new Button(verb);
        button.setOnAction(
                _ -> {
                    getChildren().remove(card);
                    action.run();
                });
        card.setPrimaryActions(button);
        removeWhenRead(card);
    }

    /** Is shown when it does not end at once. */
    @Override
    public Working working(String sentence, Runnable cancel) {
        ProgressIndicator turning = new ProgressIndicator();
        turning.setPrefSize(TURNING, TURNING);
        Button button = new Button(ViewLoader.texts(NoticePane.class).getString("cancel"));
        button.setOnAction(_ -> cancel.run());
        Notification card = new Notification(sentence, turning);
        card.getStyleClass().add(WORKING);
        card.setPrimaryActions(button);
        PauseTransition moment = new PauseTransition(WORKING_AFTER);
        moment.setOnFinished(_ -> add(card, "accent"));
        moment.play();
        return new Working() {
            @Override
            public void done() {
                moment.stop();
                getChildren().remove(card);
            }

            @Override
            public void update(String now, boolean cancellable) {
                card.setMessage(now);
                card.setAccessibleText(now);
                button.setDisable(!cancellable);
            }
        };
    }

    private Notification add(String sentence, Feather icon, String styleClass) {
        Notification card = new Notification(sentence, new FontIcon(icon));
        card.setOnClose(_ -> getChildren().remove(card));
        add(card, styleClass);
        return card;
    }

    private void add(Notification card, String styleClass) {
        card.getStyleClass().add(styleClass);
        card.setPrefWidth(WIDTH);
        card.setMaxWidth(WIDTH);
        card.setMinHeight(Region.USE_PREF_SIZE);
        card.setMaxHeight(Region.USE_PREF_SIZE);
        card.setAccessibleText(card.getMessage());
        if (getChildren().size() >= MOST) {
            getChildren().stream()
                    .filter(old -> !old.getStyleClass().contains(WORKING))
                    .findFirst()
                    .ifPresent(getChildren()::remove);
        }
        getChildren().add(card);
    }
}
