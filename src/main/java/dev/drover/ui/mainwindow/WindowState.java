package dev.drover.ui.mainwindow;

import dev.drover.ui.common.Language;
import dev.drover.ui.common.Theme;
import dev.drover.ui.common.WindowPlace;

import javafx.geometry.Rectangle2D;
import javafx.stage.Stage;

import java.util.Optional;

/**
 * What the window remembers between starts.
 *
 * @param bounds where it was; empty: never shown before
 * @param maximized whether it filled the screen
 * @param sidebarWidth in pixels: it does not change with the size of the window
 * @param dockDivider share of the height, 0 to 1
 * @param theme the user's choice
 * @param language the user's choice, for the next start
 * @param columns how the table is laid out, in its own words; empty: as the first time
 * @param dockPage which page of the dock was on top; empty: the first
 * @param closeExplained whether the user has been told that closing stops nothing
 */
public record WindowState(
        Optional<Bounds> bounds,
        boolean maximized,
        double sidebarWidth,
        double dockDivider,
        Theme theme,
        Language language,
        String columns,
        String dockPage,
        boolean closeExplained) {

    public static final WindowState FIRST =
            new WindowState(
                    Optional.empty(), false, 180, 0.55, Theme.AUTO, Language.AUTO, "", "", false);

    /** Position and size in pixels of the screen. */
    public record Bounds(double x, double y, double width, double height) {

        /** Of a window; what its frame alone has moved stays where it was {@code before}. */
        static Bounds of(Stage stage, Optional<Bounds> before) {
            return before.filter(place -> WindowPlace.isShifted(place.rectangle(), stage))
                    .map(place -> new Bounds(place.x, place.y, stage.getWidth(), stage.getHeight()))
                    .orElseGet(
                            () ->
                                    new Bounds(
                                            stage.getX(),
                                            stage.getY(),
                                            stage.getWidth(),
                                            stage.getHeight()));
        }

        /** Of a window that was larger than the screen is now, as much as fits. */
        void applyTo(Stage stage) {
            WindowPlace.restore(stage, rectangle());
        }

        private Rectangle2D rectangle() {
            return new Rectangle2D(x, y, width, height);
        }
    }
}
