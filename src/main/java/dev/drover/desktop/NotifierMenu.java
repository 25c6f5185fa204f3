package dev.drover.desktop;

import dev.drover.desktop.wire.DbusMenu;
import dev.drover.desktop.wire.MenuEvent;
import dev.drover.desktop.wire.MenuLayout;
import dev.drover.desktop.wire.MenuNode;
import dev.drover.desktop.wire.MenuProperties;
import dev.drover.desktop.wire.MenuUpdates;

import org.freedesktop.dbus.errors.InvalidMethodArgument;
import org.freedesktop.dbus.errors.UnknownProperty;
import org.freedesktop.dbus.exceptions.DBusException;
import org.freedesktop.dbus.types.UInt32;
import org.freedesktop.dbus.types.Variant;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The icon's menu, as the tray reads it. A number means the same line for as long as the menu may
 * be seen: who clicks while it changes gets what stood there. Safe for use by several threads.
 */
final class NotifierMenu extends FixedProperties implements DbusMenu {

    static final String PATH = "/MenuBar";

    private static final int ROOT = 0;

    /** Of the protocol, as libdbusmenu speaks it. */
    private static final int VERSION = 3;

    /** Lines that have gone and may still be seen. */
    private static final int REMEMBERED = 200;

    private final Map<Integer, TrayLine> lines = new LinkedHashMap<>();
    private int last;
    private List<Integer> shown = List.of();
    private List<TrayLine> menu = List.of();
    private long revision = 1;

    /** True when it is another menu than before. */
    synchronized boolean show(List<TrayLine> now) {
        if (now.equals(menu)) {
            return false;
        }
        menu = now;
        revision++;
        shown = now.stream().map(this::number).toList();
        var oldest = lines.keySet().iterator();
        for (int gone = lines.size() - shown.size() - REMEMBERED; gone > 0; gone--) {
            oldest.next();
            oldest.remove();
        }
        return true;
    }

    private int number(TrayLine line) {
        lines.put(++last, line);
        return last;
    }

    /** Says that it is another one. */
    synchronized LayoutUpdated updated() throws DBusException {
        return new LayoutUpdated(PATH, new UInt32(revision), ROOT);
    }

    @Override
    public synchronized MenuLayout<UInt32, MenuNode> getLayout(
            int parent, int depth, List<String> names) {
        return new MenuLayout<>(new UInt32(revision), node(parent, depth));
    }

    private MenuNode node(int id, int depth) {
        List<Variant<?>> children =
                id == ROOT && depth != 0
                        ? shown.stream().<Variant<?>>map(NotifierMenu.this::variant).toList()
                        : List.of();
        return new MenuNode(id, properties(id), children);
    }

    private Variant<?> variant(int id) {
        return new Variant<>(node(id, 0), MenuNode.SIGNATURE);
    }

    private Map<String, Variant<?>> properties(int id) {
        if (id == ROOT) {
            return Map.of("children-display", new Variant<>("submenu"));
        }
        return switch (lines.get(id)) {
            // A single one is the mark of the letter after it.
            case TrayLine.Item item ->
                    Map.of("label", new Variant<>(item.label().replace("_", "__")));
            case TrayLine.Separator _ -> Map.of("type", new Variant<>("separator"));
            case null -> throw new InvalidMethodArgument("There is no item " + id + ".");
        };
    }

    @Override
    public synchronized List<MenuProperties> getGroupProperties(
            List<Integer> ids, List<String> names) {
        return ids.stream()
                .filter(this::isKnown)
                .map(id -> new MenuProperties(id, properties(id)))
                .toList();
    }

    @Override
    public synchronized Variant<?> getProperty(int id, String name) {
        Variant<?> value = properties(id).get(name);
        if (value == null) {
            throw new UnknownProperty(name);
        }
        return value;
    }

    private synchronized boolean isKnown(int id) {
        return id == ROOT || lines.containsKey(id);
    }

    @Override
    public void event(int id, String eventId, Variant<?> data, UInt32 timestamp) {
        if (eventId.equals("clicked") && line(id) instanceof TrayLine.Item item) {
            item.chosen().run();
        }
    }

    private synchronized TrayLine line(int id) {
        return lines.getOrDefault(id, TrayLine.SEPARATOR);
    }

    @Override
    public List<Integer> eventGroup(List<MenuEvent> events) {
        events.forEach(one -> event(one.id, one.eventId, one.data, one.timestamp));
        return events.stream().map(one -> one.id).filter(id -> !isKnown(id)).toList();
    }

    /** Changes are told when they happen. */
    @Override
    public boolean aboutToShow(int id) {
        return false;
    }

    @Override
    public MenuUpdates<List<Integer>, List<Integer>> aboutToShowGroup(List<Integer> ids) {
        return new MenuUpdates<>(List.of(), ids.stream().filter(id -> !isKnown(id)).toList());
    }

    @Override
    public Map<String, Variant<?>> GetAll(String interfaceName) {
        return Map.of(
                "Version",
                new Variant<>(new UInt32(VERSION)),
                "Status",
                new Variant<>("normal"),
                "TextDirection",
                new Variant<>("ltr"),
                "IconThemePath",
                new Variant<>(new String[0]));
    }

    @Override
    public String getObjectPath() {
        return PATH;
    }
}
