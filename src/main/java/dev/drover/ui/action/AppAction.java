package dev.drover.ui.action;

import javafx.scene.input.KeyCombination;

import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

import java.util.Optional;

/** The commands of the window itself. */
public enum AppAction implements Command {
    START_PROCESS(Feather.PLUS, "Shortcut+N"),
    OPEN_PROJECT_FILE(Feather.FOLDER_PLUS, "Shortcut+O"),
    EXPORT_DEFINITIONS(Feather.SHARE, "Shortcut+Shift+E"),
    TRY_DEMO(Feather.GIFT, null),
    OPEN_HOME(Feather.HOME, null),
    CONNECT_REMOTE(Feather.SERVER, null),
    DISCONNECT(null, null),
    CLOSE_WINDOW(null, "Shortcut+W"),
    START_AT_LOGIN(null, null),
    KEEP_IN_TRAY(null, null),
    QUIT(null, "Shortcut+Q"),
    QUIT_AND_STOP(Feather.POWER, "Shortcut+Shift+Q"),
    FILTER_LIST(Feather.FILTER, "/"),
    FIND_IN_LOG(Feather.SEARCH, "Shortcut+F"),
    GO_TO_IN_LOG(Feather.CORNER_DOWN_RIGHT, "Shortcut+G"),
    TOGGLE_FOLLOW(Feather.CHEVRONS_DOWN, "Shortcut+T"),
    DOCK_LOGS(Feather.FILE_TEXT, "Shortcut+1"),
    DOCK_WHY(Feather.HELP_CIRCLE, "Shortcut+2"),
    DOCK_METRICS(Feather.ACTIVITY, "Shortcut+3"),
    DOCK_MESSAGES(Feather.MESSAGE_SQUARE, "Shortcut+4"),
    DOCK_DETAILS(Feather.INFO, "Shortcut+5"),
    NEXT_REGION(null, "F6"),
    PALETTE(Feather.TERMINAL, "Shortcut+K"),
    TABLE_ONLY(Feather.LIST, "F4"),
    DOCK_ONLY(Feather.COLUMNS, "F8"),
    DOCK_FULL(Feather.MAXIMIZE, "F11"),
    GROUP_BY_NAMESPACE(Feather.FOLDER, "Shortcut+Shift+G"),
    FLASH_ROWS(null, null),
    THEME_AUTO(null, null),
    THEME_LIGHT(Feather.SUN, null),
    THEME_DARK(Feather.MOON, null),
    LANGUAGE_AUTO(null, null),
    LANGUAGE_ENGLISH(null, null),
    LANGUAGE_CHINESE(null, null),
    LANGUAGE_RUSSIAN(null, null),
    UNDO_DELETE(Feather.CORNER_UP_LEFT, "Shortcut+Z"),
    SAVE_LIST(Feather.SAVE, "Shortcut+S"),
    TOGGLE_NOTIFICATIONS(null, null),
    LINE_ALERTS(Feather.BELL, null),
    RECONNECT(Feather.REFRESH_CW, null),
    START_SUPERVISOR(Feather.POWER, null),
    SHORTCUTS(Feather.COMMAND, "F1"),
    OPEN_KEYS_FILE(Feather.EDIT, null),
    ABOUT(Feather.INFO, null);

    private final @Nullable Feather icon;
    private final @Nullable String key;

    AppAction(@Nullable Feather icon, @Nullable String key) {
        this.icon = icon;
        this.key = key;
    }

    /**
     * The words on its menu item.
     *
     * @param missing nobody carries it out: then it says why, where there is a reason
     */
    String text(boolean missing) {
        String reason = name() + ".missing";
        return missing && TEXTS.containsKey(reason)
                ? TEXTS.getString("disabled").formatted(text(), TEXTS.getString(reason))
                : text();
    }

    @Override
    public Optional<Feather> icon() {
        return Optional.ofNullable(icon);
    }

    @Override
    public Optional<KeyCombination> key() {
        return Optional.ofNullable(key).map(KeyCombination::valueOf);
    }

    /**
     * A slash is also a character to type, and F6 goes the other way with Shift: the window looks
     * at them itself.
     */
    @Override
    public boolean isKeyGlobal() {
        return this != FILTER_LIST && this != NEXT_REGION;
    }
}
