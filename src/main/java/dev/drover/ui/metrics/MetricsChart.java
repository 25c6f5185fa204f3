package dev.drover.ui.metrics;

import javafx.css.CssMetaData;
import javafx.css.Styleable;
import javafx.scene.AccessibleRole;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Region;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The chart: two plots above one time axis, and a cross-hair that follows the mouse or the arrow
 * keys. Drawn only when something has changed, once per pulse; the cross-hair lies on a canvas of
 * its own. FX thread only.
 */
final class MetricsChart extends Region {

    private static final int LARGE_STEP = 10;
    private static final double LEAST_WIDTH = 220;
    private static final double LEAST_HEIGHT = 150;

    private final Canvas canvas = new Canvas();
    private final Canvas overlay = new Canvas();
    private final ChartTheme theme = new ChartTheme(this, this::repaint);
    private final ChartPainter painter;
    private final Consumer<Optional<Instant>> cursorMoved;
    private final Consumer<Instant> opened;
    private ChartFrame frame = ChartFrame.EMPTY;
    private @Nullable Instant cursor;
    private boolean stale = true;

    /**
     * @param cursorMoved gets the moment under the cross-hair, or that there is none
     * @param opened gets the moment that was clicked, or entered
     */
    MetricsChart(
            ChartWords words, Consumer<Optional<Instant>> cursorMoved, Consumer<Instant> opened) {
        painter = new ChartPainter(theme, words);
        this.cursorMoved = cursorMoved;
        this.opened = opened;
        setId("metrics-chart");
        getStyleClass().add("metrics-chart");
        setFocusTraversable(true);
        setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        setMinSize(LEAST_WIDTH, LEAST_HEIGHT);
        getChildren().addAll(canvas, overlay);
        addEventHandler(MouseEvent.MOUSE_MOVED, event -> moveTo(geometry().at(event.getX())));
        addEventHandler(MouseEvent.MOUSE_EXITED, _ -> moveTo(null));
        addEventHandler(MouseEvent.MOUSE_PRESSED, this::press);
        addEventHandler(KeyEvent.KEY_PRESSED, this::key);
    }

    ChartTheme theme() {
        return theme;
    }

    @Override
    public List<CssMetaData<? extends Styleable, ?>> getCssMetaData() {
        return ChartTheme.cssMetaData();
    }

    /** Shows another state; a cross-hair that is still on the axis stays where it is. */
    void show(ChartFrame now) {
        frame = now;
        Instant at = cursor;
        if (at != null && (now.lines().isEmpty() || !now.contains(at))) {
            moveTo(null);
        }
        repaint();
    }

    Optional<Instant> cursor() {
        return Optional.ofNullable(cursor);
    }

    private void repaint() {
        stale = true;
        requestLayout();
    }

    private ChartGeometry geometry() {
        return new ChartGeometry(
                Math.floor(getWidth()), Math.floor(getHeight()), frame.from(), frame.to());
    }

    @Override
    protected void layoutChildren() {
        ChartGeometry geometry = geometry();
        boolean resized =
                canvas.getWidth() != geometry.width() || canvas.getHeight() != geometry.height();
        if (resized) {
            for (Canvas one : List.of(canvas, overlay)) {
                one.setWidth(geometry.width());
                one.setHeight(geometry.height());
            }
        }
        if (stale || resized) {
            stale = false;
            painter.paint(canvas.getGraphicsContext2D(), geometry, frame);
        }
        GraphicsContext top = overlay.getGraphicsContext2D();
        top.clearRect(0, 0, geometry.width(), geometry.height());
        Instant at = cursor;
        if (at != null) {
            painter.paintCursor(top, geometry, frame, at);
        }
    }

    private void moveTo(@Nullable Instant moment) {
        Instant wanted = frame.lines().isEmpty() ? null : moment;
        if (!Optional.ofNullable(wanted).equals(cursor())) {
            cursor = wanted;
            cursorMoved.accept(cursor());
            requestLayout();
        }
    }

    private void press(MouseEvent event) {
        requestFocus();
        if (event.getButton() == MouseButton.PRIMARY && !frame.lines().isEmpty()) {
            moveTo(geometry().at(event.getX()));
            cursor().ifPresent(opened);
        }
        // Else the tab pane around it takes the focus.
        event.consume();
    }

    private void key(KeyEvent event) {
        if (event.isShortcutDown() || event.isAltDown()) {
            return;
        }
        int step = frame.periodSeconds() * (event.isShiftDown() ? LARGE_STEP : 1);
        switch (event.getCode()) {
            case LEFT -> moveBy(-step);
            case RIGHT -> moveBy(step);
            case HOME -> moveTo(frame.from());
            case END -> moveTo(frame.to());
            case ENTER, SPACE -> cursor().ifPresent(opened);
            case ESCAPE -> {
                if (cursor == null) {
                    return;
                }
                moveTo(null);
            }
            default -> {
                return;
            }
        }
        event.consume();
    }

    private void moveBy(int seconds) {
        Instant at = cursor;
        Instant moved = at == null ? frame.to() : at.plusSeconds(seconds);
        if (frame.contains(moved)) {
            moveTo(moved);
        }
    }
}
