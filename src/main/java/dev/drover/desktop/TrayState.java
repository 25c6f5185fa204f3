package dev.drover.desktop;

import java.util.List;

/**
 * What tray and dock are to show.
 *
 * @param title of the program
 * @param tip what is said under the title while the pointer rests on the icon
 * @param failed the number on the icon in the dock; with none the icon asks for no attention
 * @param icon in several sizes; the tray takes what fits
 * @param menu from top to bottom
 */
public record TrayState(
        String title, String tip, int failed, List<TrayPicture> icon, List<TrayLine> menu) {

    public TrayState {
        icon = List.copyOf(icon);
        menu = List.copyOf(menu);
    }

    String status() {
        return failed > 0 ? "NeedsAttention" : "Active";
    }
}
