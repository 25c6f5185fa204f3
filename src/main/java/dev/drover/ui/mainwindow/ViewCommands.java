package dev.drover.ui.mainwindow;

import dev.drover.ui.action.AppAction;
import dev.drover.ui.action.AppActions;
import dev.drover.ui.common.Dialogs;
import dev.drover.ui.common.Language;
import dev.drover.ui.common.Notices;
import dev.drover.ui.common.Theme;

import javafx.beans.property.ObjectProperty;

import java.util.ResourceBundle;

/** The commands that only look: themes, languages and help. FX thread only. */
final class ViewCommands {

    private final AppActions app;
    private final Dialogs dialogs;
    private final Notices notices;
    private final ResourceBundle texts;

    ViewCommands(AppActions app, Dialogs dialogs, Notices notices, ResourceBundle texts) {
        this.app = app;
        this.dialogs = dialogs;
        this.notices = notices;
        this.texts = texts;
    }

    /**
     * Says who carries them out.
     *
     * @param chosen the theme that the user has chosen
     * @param language the language that the user has chosen; it is that of the next start
     */
    void wire(ObjectProperty<Theme> chosen, ObjectProperty<Language> language) {
        for (Language each : Language.values()) {
            AppAction action = AppAction.valueOf("LANGUAGE_" + each);
            app.on(action, () -> choose(language, each));
            app.isOn(action).bind(language.isEqualTo(each));
        }
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

    private void choose(ObjectProperty<Language> language, Language chosen) {
        if (language.get() != chosen) {
            language.set(chosen);
            notices.hint(texts.getString("language.later"));
        }
    }
}
