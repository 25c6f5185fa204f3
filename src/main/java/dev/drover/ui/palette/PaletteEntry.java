package dev.drover.ui.palette;

import dev.drover.ui.action.AppAction;
import dev.drover.ui.action.ProcessAction;

import org.kordamp.ikonli.feather.Feather;

import java.util.Optional;
import java.util.Set;

/**
 * One line of the palette.
 *
 * @param id stays the same from start to start: what is remembered of the line
 * @param title what it does, in the words that the menus have for it now
 * @param detail what it is done to, or what it means; may be empty; is searched, too
 * @param keywords other words that it is looked for by; not shown, may be empty
 * @param key as the user sees it; empty: none
 * @param reason why it cannot be used now
 * @param run does it
 */
record PaletteEntry(
        String id,
        String title,
        String detail,
        String keywords,
        Optional<Feather> icon,
        String key,
        Optional<String> reason,
        Runnable run) {

    private static final Set<String> ENDING =
            Set.of(
                    ProcessAction.STOP.name(),
                    ProcessAction.RESTART.name(),
                    ProcessAction.KILL_TREE.name(),
                    ProcessAction.DELETE.name(),
                    AppAction.QUIT_AND_STOP.name());

    /** Whether a press of Enter on it may end a program, or lead to the question whether to. */
    boolean endsPrograms() {
        return id.startsWith("SIG") || ENDING.contains(id);
    }

    /** For a reader of screens. */
    String spoken() {
        String words = detail.isEmpty() ? title : title + ", " + detail;
        return reason.map(why -> words + ", " + why)
                .orElse(key.isEmpty() ? words : words + ", " + key);
    }
}
