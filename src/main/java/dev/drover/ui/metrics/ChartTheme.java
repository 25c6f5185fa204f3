package dev.drover.ui.metrics;

import javafx.beans.value.ObservableValue;
import javafx.css.CssMetaData;
import javafx.css.Styleable;
import javafx.css.StyleableProperty;
import javafx.css.StyleablePropertyFactory;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;

import java.util.List;
import java.util.function.Function;

/** The colours of the chart, from its style sheet ({@code -metrics-…}). */
final class ChartTheme {

    private static final StyleablePropertyFactory<MetricsChart> FACTORY =
            new StyleablePropertyFactory<>(Region.getClassCssMetaData());

    private final StyleableProperty<Color> background;
    private final StyleableProperty<Color> text;
    private final StyleableProperty<Color> muted;
    private final StyleableProperty<Color> grid;
    private final StyleableProperty<Color> started;
    private final StyleableProperty<Color> failed;
    private final StyleableProperty<Color> limit;

    /** {@code changed} runs when the style sheet gave other colours. */
    ChartTheme(MetricsChart chart, Runnable changed) {
        background = color(chart, "background", Color.WHITE, c -> c.theme().background);
        text = color(chart, "text", Color.BLACK, c -> c.theme().text);
        muted = color(chart, "muted", Color.GRAY, c -> c.theme().muted);
        grid = color(chart, "grid", Color.LIGHTGRAY, c -> c.theme().grid);
        started = color(chart, "started", Color.GREEN, c -> c.theme().started);
        failed = color(chart, "failed", Color.RED, c -> c.theme().failed);
        limit = color(chart, "limit", Color.BROWN, c -> c.theme().limit);
        for (StyleableProperty<Color> property :
                List.of(background, text, muted, grid, started, failed, limit)) {
            if (property instanceof ObservableValue<?> observable) {
                observable.addListener((_, _, _) -> changed.run());
            }
        }
    }

    static List<CssMetaData<? extends Styleable, ?>> cssMetaData() {
        return FACTORY.getCssMetaData();
    }

    Color background() {
        return background.getValue();
    }

    Color text() {
        return text.getValue();
    }

    Color muted() {
        return muted.getValue();
    }

    Color grid() {
        return grid.getValue();
    }

    Color started() {
        return started.getValue();
    }

    Color failed() {
        return failed.getValue();
    }

    Color limit() {
        return limit.getValue();
    }

    private static StyleableProperty<Color> color(
            MetricsChart chart,
            String name,
            Color initial,
            Function<MetricsChart, StyleableProperty<Color>> property) {
        return FACTORY.createStyleableColorProperty(
                chart, name + "Color", "-metrics-" + name, property, initial);
    }
}
