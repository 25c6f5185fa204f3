package dev.drover.ui.logview;

import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.scene.Cursor;
import javafx.scene.control.ScrollBar;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.util.Duration;

/** Mouse, wheel and keyboard of a {@link LogView}. */
final class LogViewInput {

    private static final double PIXELS_PER_ROW = 40.0 / 3;
    private static final int COLUMN_STEP = 4;

    private final LogView view;
    private final Timeline autoScroll;
    private double dragX;
    private double dragY;
    private boolean dragging;

    LogViewInput(LogView view) {
        this.view = view;
        autoScroll = new Timeline(new KeyFrame(Duration.millis(40), _ -> dragFurther()));
        autoScroll.setCycleCount(Animation.INDEFINITE);
    }

    void install() {
        view.setCursor(Cursor.TEXT);
        view.addEventHandler(MouseEvent.MOUSE_PRESSED, this::pressed);
        view.addEventHandler(MouseEvent.MOUSE_DRAGGED, this::dragged);
        view.addEventHandler(MouseEvent.MOUSE_RELEASED, _ -> released());
        view.addEventHandler(ScrollEvent.SCROLL, this::wheel);
        view.addEventHandler(KeyEvent.KEY_PRESSED, this::key);
        view.getChildrenUnmodifiable().stream()
                .filter(ScrollBar.class::isInstance)
                .forEach(bar -> bar.setCursor(Cursor.DEFAULT));
    }

    /** Consumed: a TabPane around the view would take the focus otherwise. */
    private void pressed(MouseEvent event) {
        if (event.getTarget() != view) {
            return;
        }
        view.requestFocus();
        event.consume();
        if (event.getButton() != MouseButton.PRIMARY) {
            return;
        }
        LogSelection.Place place = view.placeAt(event.getX(), event.getY());
        if (isCommand(event, place)) {
            return;
        }
        dragging = true;
        if (event.isShiftDown()) {
            view.selection().extendTo(place);
        } else if (event.getClickCount() == 2) {
            selectWord(place);
        } else if (event.getClickCount() >= 3) {
            view.selection().startAt(new LogSelection.Place(place.row(), 0));
            view.selection().extendTo(new LogSelection.Place(place.row(), Integer.MAX_VALUE));
        } else {
            view.selection().startAt(place);
        }
        view.rememberCurrent();
        view.requestLayout();
    }

    /** A click on the badge of a stack trace, on a place in a source, or two on a JSON line. */
    private boolean isCommand(MouseEvent event, LogSelection.Place place) {
        LogEntry badge = view.hits().badgeAt(event.getX(), event.getY());
        if (badge != null) {
            return view.commands().setOpen(badge, !badge.open);
        }
        if (view.document().rowCount() == 0) {
            return false;
        }
        LogEntry entry = view.document().entry(place.row());
        if (event.isShortcutDown()) {
            return view.commands().openSource(entry, place.index());
        }
        return event.getClickCount() == 2 && view.commands().showDetails(entry);
    }

    private void selectWord(LogSelection.Place place) {
        if (view.document().rowCount() == 0) {
            return;
        }
        String text = view.document().row(place.row()).text();
        int start = place.index();
        int end = place.index();
        while (start > 0 && isWord(text.charAt(start - 1))) {
            start--;
        }
        while (end < text.length() && isWord(text.charAt(end))) {
            end++;
        }
        view.selection().startAt(new LogSelection.Place(place.row(), start));
        view.selection().extendTo(new LogSelection.Place(place.row(), end));
    }

    private static boolean isWord(char c) {
        return Character.isLetterOrDigit(c) || "_-./:@".indexOf(c) >= 0;
    }

    private void dragged(MouseEvent event) {
        if (!dragging) {
            return;
        }
        dragX = event.getX();
        dragY = event.getY();
        extend();
        boolean outside = dragY < 0 || dragY > view.contentHeight();
        if (outside) {
            autoScroll.play();
        } else {
            autoScroll.stop();
        }
        event.consume();
    }

    private void dragFurther() {
        double beyond = dragY < 0 ? dragY : dragY - view.contentHeight();
        view.scrollBy(Math.clamp(beyond / 12, -12, 12));
        extend();
    }

    private void extend() {
        double y = Math.clamp(dragY, 0, Math.max(0, view.contentHeight() - 1));
        view.selection().extendTo(view.placeAt(dragX, y));
        view.requestLayout();
    }

    private void released() {
        dragging = false;
        autoScroll.stop();
    }

    private void wheel(ScrollEvent event) {
        if (event.getDeltaY() != 0 && !event.isShiftDown()) {
            view.scrollBy(-event.getDeltaY() / PIXELS_PER_ROW);
        }
        double sideways = event.isShiftDown() ? event.getDeltaX() + event.getDeltaY() : 0;
        sideways = event.isShiftDown() ? sideways : event.getDeltaX();
        if (sideways != 0) {
            view.scrollToColumn(view.leftColumn() + (int) Math.round(-sideways / 10));
        }
        event.consume();
    }

    private void key(KeyEvent event) {
        boolean handled = event.isShortcutDown() ? shortcut(event) : plain(event);
        if (handled) {
            event.consume();
        }
    }

    private boolean shortcut(KeyEvent event) {
        switch (event.getCode()) {
            case C, INSERT -> view.copy();
            case A -> view.selectAll();
            case HOME -> view.commands().goHome();
            case END -> view.followingProperty().set(true);
            default -> {
                return false;
            }
        }
        return true;
    }

    private boolean plain(KeyEvent event) {
        double page = view.visibleRows() - 1;
        switch (event.getCode()) {
            case UP -> step(event, -1);
            case DOWN -> step(event, 1);
            case PAGE_UP -> step(event, -page);
            case PAGE_DOWN -> step(event, page);
            case LEFT -> foldOrScroll(false, -COLUMN_STEP);
            case RIGHT -> foldOrScroll(true, COLUMN_STEP);
            case ENTER -> details();
            case HOME -> view.scrollToColumn(0);
            case END -> view.scrollToColumn(view.maxLeft());
            default -> {
                return false;
            }
        }
        return true;
    }

    private void foldOrScroll(boolean open, int columns) {
        LogEntry entry = view.current();
        if (entry == null || !view.commands().setOpen(entry, open)) {
            view.scrollToColumn(view.leftColumn() + columns);
        }
    }

    private void details() {
        LogEntry entry = view.current();
        if (entry != null && !view.commands().showDetails(entry)) {
            view.commands().setOpen(entry, !entry.open);
        }
    }

    /** Scrolls; with Shift it moves the end of the selection instead. */
    private void step(KeyEvent event, double rows) {
        LogSelection.Place caret = view.selection().caret();
        if (!event.isShiftDown() || caret == null) {
            view.scrollBy(rows);
            return;
        }
        long last = Math.max(view.document().firstRow(), view.document().endRow() - 1);
        long row = Math.clamp(caret.row() + (long) rows, view.document().firstRow(), last);
        view.selection().extendTo(new LogSelection.Place(row, caret.index()));
        if (row < view.topRow() || row > view.topRow() + view.visibleRows() - 2) {
            view.scrollBy(rows);
        }
        view.requestLayout();
    }
}
