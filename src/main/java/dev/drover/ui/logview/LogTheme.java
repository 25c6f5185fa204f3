package dev.drover.ui.logview;

import javafx.beans.value.ObservableValue;
import javafx.css.CssMetaData;
import javafx.css.Styleable;
import javafx.css.StyleableProperty;
import javafx.css.StyleablePropertyFactory;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;

import java.util.List;
import java.util.function.Function;

/**
 * The colours of the log view, from its style sheet ({@code -log-…}). Rows are painted with them
 * directly: no style sheet is applied per row.
 */
final class LogTheme {

    private static final StyleablePropertyFactory<LogView> FACTORY =
            new StyleablePropertyFactory<>(Region.getClassCssMetaData());

    private final StyleableProperty<Color> background;
    private final StyleableProperty<Color> text;
    private final StyleableProperty<Color> muted;
    private final StyleableProperty<Color> selection;
    private final StyleableProperty<Color> match;
    private final StyleableProperty<Color> currentMatch;
    private final StyleableProperty<Color> errorMark;
    private final StyleableProperty<Color> errorTint;
    private final StyleableProperty<Color> warnMark;
    private final StyleableProperty<Color> bookmark;
    private final StyleableProperty<Color> current;
    private final StyleableProperty<Color> boundaryTint;
    private AnsiPalette palette = new AnsiPalette(Color.BLACK, Color.WHITE);

    /** {@code changed} runs when the style sheet gave other colours. */
    LogTheme(LogView view, Runnable changed) {
        background = color(view, "background", Color.WHITE, v -> v.theme().background);
        text = color(view, "text", Color.BLACK, v -> v.theme().text);
        muted = color(view, "muted", Color.GRAY, v -> v.theme().muted);
        selection = color(view, "selection", Color.LIGHTBLUE, v -> v.theme().selection);
        match = color(view, "match", Color.KHAKI, v -> v.theme().match);
        currentMatch = color(view, "current-match", Color.ORANGE, v -> v.theme().currentMatch);
        errorMark = color(view, "error-mark", Color.RED, v -> v.theme().errorMark);
        errorTint = color(view, "error-tint", Color.MISTYROSE, v -> v.theme().errorTint);
        warnMark = color(view, "warn-mark", Color.GOLD, v -> v.theme().warnMark);
        bookmark = color(view, "bookmark", Color.BLUE, v -> v.theme().bookmark);
        current = color(view, "current-row", Color.ALICEBLUE, v -> v.theme().current);
        boundaryTint = color(view, "boundary-tint", Color.WHITESMOKE, v -> v.theme().boundaryTint);
        for (StyleableProperty<Color> property : all()) {
            if (property instanceof ObservableValue<?> observable) {
                observable.addListener((_, _, _) -> refresh(changed));
            }
        }
    }

    static List<CssMetaData<? extends Styleable, ?>> cssMetaData() {
        return FACTORY.getCssMetaData();
    }

    Color text() {
        return text.getValue();
    }

    Color muted() {
        return muted.getValue();
    }

    Color selection() {
        return selection.getValue();
    }

    Color match() {
        return match.getValue();
    }

    Color currentMatch() {
        return currentMatch.getValue();
    }

    Color errorMark() {
        return errorMark.getValue();
    }

    Color errorTint() {
        return errorTint.getValue();
    }

    Color warnMark() {
        return warnMark.getValue();
    }

    Color bookmark() {
        return bookmark.getValue();
    }

    Color current() {
        return current.getValue();
    }

    Color boundaryTint() {
        return boundaryTint.getValue();
    }

    AnsiPalette palette() {
        return palette;
    }

    private List<StyleableProperty<Color>> all() {
        return List.of(
                background,
                text,
                muted,
                selection,
                match,
                currentMatch,
                errorMark,
                errorTint,
                warnMark,
                bookmark,
                current,
                boundaryTint);
    }

    private void refresh(Runnable changed) {
        palette = new AnsiPalette(text.getValue(), background.getValue());
        changed.run();
    }

    private static StyleableProperty<Color> color(
            LogView view,
            String name,
            Color initial,
            Function<LogView, StyleableProperty<Color>> property) {
        return FACTORY.createStyleableColorProperty(
                view, name + "Color", "-log-" + name, property, initial);
    }
}
