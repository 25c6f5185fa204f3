package dev.drover.ui.mainwindow;

import javafx.scene.control.Label;

import java.util.ResourceBundle;

/** What this program is, and on what it runs. */
final class AboutText extends Label {

    AboutText(ResourceBundle texts) {
        super(
                texts.getString("about")
                        .formatted(
                                System.getProperty("java.version"),
                                System.getProperty("javafx.version")));
        setWrapText(true);
        setMinHeight(USE_PREF_SIZE);
    }
}
