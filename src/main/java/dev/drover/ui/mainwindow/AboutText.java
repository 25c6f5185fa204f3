package dev.drover.ui.mainwindow;

import javafx.scene.control.Label;

import java.lang.module.ModuleDescriptor;
import java.util.Optional;
import java.util.ResourceBundle;

/** What this program is, which one, and on what it runs. */
final class AboutText extends Label {

    AboutText(ResourceBundle texts) {
        super(
                texts.getString("about")
                        .formatted(
                                version(),
                                System.getProperty("java.version"),
                                System.getProperty("javafx.version")));
        setWrapText(true);
        setMinHeight(USE_PREF_SIZE);
    }

    /** The one that the build gave the module. */
    private static String version() {
        return Optional.ofNullable(AboutText.class.getModule().getDescriptor())
                .flatMap(ModuleDescriptor::rawVersion)
                .orElse("?");
    }
}
