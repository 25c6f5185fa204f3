package dev.drover.desktop;

import dev.drover.desktop.wire.Pixmap;
import dev.drover.desktop.wire.StatusNotifierItem;
import dev.drover.desktop.wire.ToolTip;

import org.freedesktop.dbus.DBusPath;
import org.freedesktop.dbus.types.Variant;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** The icon, as the tray reads it. Called on the connection's threads. */
final class NotifierItem extends FixedProperties implements StatusNotifierItem {

    static final String PATH = "/StatusNotifierItem";

    private static final String PIXMAPS = "a(iiay)";

    private final String id;
    private final Supplier<TrayState> state;
    private final Runnable activated;

    /**
     * @param id the same at each start of the program
     * @param activated the icon was clicked
     */
    NotifierItem(String id, Supplier<TrayState> state, Runnable activated) {
        this.id = id;
        this.state = state;
        this.activated = activated;
    }

    @Override
    public void activate(int x, int y) {
        activated.run();
    }

    @Override
    public void secondaryActivate(int x, int y) {
        activated.run();
    }

    /** The host has the menu, and shows it. */
    @Override
    public void contextMenu(int x, int y) {}

    @Override
    public void scroll(int delta, String orientation) {}

    @Override
    public Map<String, Variant<?>> GetAll(String interfaceName) {
        TrayState now = state.get();
        List<Pixmap> icon =
                now.icon().stream()
                        .map(picture -> new Pixmap(picture.side(), picture.side(), picture.argb()))
                        .toList();
        List<Pixmap> attention = now.failed() > 0 ? icon : List.of();
        Map<String, Variant<?>> all = new LinkedHashMap<>();
        all.put("Category", new Variant<>("ApplicationStatus"));
        all.put("Id", new Variant<>(id));
        all.put("Title", new Variant<>(now.title()));
        all.put("Status", new Variant<>(now.status()));
        all.put("WindowId", new Variant<>(0));
        // By name the tray would take the icon of the theme, which has no mark.
        all.put("IconName", new Variant<>(""));
        all.put("IconPixmap", new Variant<>(icon, PIXMAPS));
        all.put("OverlayIconName", new Variant<>(""));
        all.put("OverlayIconPixmap", new Variant<>(List.of(), PIXMAPS));
        all.put("AttentionIconName", new Variant<>(""));
        all.put("AttentionIconPixmap", new Variant<>(attention, PIXMAPS));
        all.put("AttentionMovieName", new Variant<>(""));
        all.put(
                "ToolTip",
                new Variant<>(
                        new ToolTip("", List.of(), now.title(), now.tip()), ToolTip.SIGNATURE));
        all.put("ItemIsMenu", new Variant<>(false));
        all.put("Menu", new Variant<>(new DBusPath(NotifierMenu.PATH)));
        return all;
    }

    @Override
    public String getObjectPath() {
        return PATH;
    }
}
