package dev.drover.ui.mainwindow;

import dev.drover.ui.action.AppAction;
import dev.drover.ui.action.AppActions;
import dev.drover.ui.common.Dialogs;
import dev.drover.ui.common.Theme;

import javafx.beans.property.ObjectProperty;

import java.util.ResourceBundle;

/** The commands that only look: themes and help. FX thread only. */
final class ViewCommands {

    private final AppActions app;
    private final Dialogs dialogs;
    private final ResourceBundle texts;

    ViewCommands(AppActions app, Dialogs dialogs, ResourceBundle texts) {
        this.app = app;
        this.dialogs = dialogs;
        this.texts = texts;
    }

    /**
     * Says who carries them out.
     *
     * @param chosen the theme that the user has chosen
     */
    void wire(ObjectProperty<Theme> chosen) {
        for (Theme theme : Theme.values()) {
            AppAction action = AppAction.valueOf("THEME_" + theme);
            app.on(action, () -> chosen.set(theme));
            app.isOn(action).bind(chosen.isEqualTo(theme));
        }
        app.on(
                        AppAction.SHORTCUTS,
                        () ->
                                dialogs.show(
                                        AppAction.SHORTCUTS.text(), new ShortcutSheet(app, texts)))
                .on(
                        AppAction.ABOUT,
                        () -> dialogs.show(texts.getString("title"), new AboutText(texts)));
    }
}
