package dev.drover.ui.common;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;

import javafx.application.Application;
import javafx.application.ColorScheme;
import javafx.application.ConditionalFeature;
import javafx.application.Platform;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.Scene;

import java.util.Objects;

/**
 * The look of all windows: AtlantaFX Primer, light or dark, with {@code drover.css} on top. FX
 * thread only.
 */
public final class Themes {

    private final ObjectProperty<Theme> theme = new SimpleObjectProperty<>();
    private boolean remembered;

    /**
     * Applies {@code first} and every later choice, and with {@link Theme#AUTO} what the system
     * changes to.
     */
    public Themes(Theme first) {
        theme.set(first);
        theme.addListener(_ -> apply());
        Platform.getPreferences().colorSchemeProperty().addListener(_ -> apply());
        apply();
    }

    /** Gives a scene our style sheet; its dialogs, menus and tooltips inherit it. */
    public static void addTo(Scene scene) {
        scene.getStylesheets().add(sheet("drover.css"));
        if (!Platform.isSupported(ConditionalFeature.TRANSPARENT_WINDOW)) {
            scene.getStylesheets().add(sheet("opaque-popups.css"));
        }
    }

    private static String sheet(String name) {
        return Objects.requireNonNull(Themes.class.getResource(name)).toExternalForm();
    }

    /**
     * A window opens that was left with this choice. The look is one for all windows: the first one
     * brings it, the others take it.
     */
    public void remember(Theme left) {
        if (!remembered) {
            remembered = true;
            theme.set(left);
        }
    }

    /** The user's choice. */
    public ObjectProperty<Theme> themeProperty() {
        return theme;
    }

    private void apply() {
        Application.setUserAgentStylesheet(
                isDark()
                        ? new PrimerDark().getUserAgentStylesheetBSS()
                        : new PrimerLight().getUserAgentStylesheetBSS());
    }

    private boolean isDark() {
        return switch (theme.get()) {
            case LIGHT -> false;
            case DARK -> true;
            case AUTO -> Platform.getPreferences().getColorScheme() == ColorScheme.DARK;
        };
    }
}
