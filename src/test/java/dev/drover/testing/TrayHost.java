package dev.drover.testing;

import dev.drover.desktop.wire.DbusMenu;
import dev.drover.desktop.wire.LauncherEntry;
import dev.drover.desktop.wire.MenuNode;
import dev.drover.desktop.wire.StatusNotifierItem;
import dev.drover.desktop.wire.StatusNotifierWatcher;

import org.freedesktop.dbus.connections.impl.DBusConnection;
import org.freedesktop.dbus.connections.impl.DBusConnectionBuilder;
import org.freedesktop.dbus.exceptions.DBusException;
import org.freedesktop.dbus.interfaces.Properties;
import org.freedesktop.dbus.matchrules.DBusMatchRuleBuilder;
import org.freedesktop.dbus.messages.DBusSignal;
import org.freedesktop.dbus.types.UInt32;
import org.freedesktop.dbus.types.Variant;

import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A panel: the watcher of the trays, one tray, and a dock, on a connection of its own. */
public final class TrayHost implements AutoCloseable {

    private static final String WATCHER = "org.kde.StatusNotifierWatcher";

    private final DBusConnection bus;
    private final BlockingQueue<String> registered = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> signals = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> badges = new LinkedBlockingQueue<>();
    private volatile boolean shown;

    private TrayHost(DBusConnection bus, boolean shown) {
        this.bus = bus;
        this.shown = shown;
    }

    /** A panel with a tray. */
    public static TrayHost start(SessionBus session) throws DBusException {
        return start(session, true);
    }

    /**
     * @param shown whether there is a tray, not only its watcher
     */
    public static TrayHost start(SessionBus session, boolean shown) throws DBusException {
        TrayHost host =
                new TrayHost(
                        DBusConnectionBuilder.forAddress(session.address())
                                .withShared(false)
                                .build(),
                        shown);
        host.listen();
        return host;
    }

    private void listen() throws DBusException {
        bus.exportObject(new Watcher());
        listen("org.kde.StatusNotifierItem", signals);
        listen("com.canonical.dbusmenu", signals);
        bus.addSigHandler(LauncherEntry.Update.class, update -> badges.add(words(update)));
        bus.requestBusName("com.canonical.Unity");
        bus.requestBusName(WATCHER);
    }

    private void listen(String interfaceName, BlockingQueue<String> to) throws DBusException {
        bus.addGenericSigHandler(
                DBusMatchRuleBuilder.create()
                        .withType("signal")
                        .withInterface(interfaceName)
                        .build(),
                signal -> to.add(signal.getName()));
    }

    private static String words(DBusSignal update) {
        try {
            Object[] parameters = update.getParameters();
            Map<?, ?> properties = (Map<?, ?>) parameters[1];
            return "%s %s %s %s"
                    .formatted(
                            parameters[0],
                            value(properties, "count"),
                            value(properties, "count-visible"),
                            value(properties, "urgent"));
        } catch (DBusException e) {
            throw new AssertionError(e);
        }
    }

    private static Object value(Map<?, ?> properties, String name) {
        return ((Variant<?>) properties.get(name)).getValue();
    }

    private final class Watcher implements StatusNotifierWatcher, Properties {

        @Override
        public void registerStatusNotifierItem(String service) {
            registered.add(service);
        }

        @Override
        @SuppressWarnings("unchecked")
        public <A> A Get(String interfaceName, String property) {
            return (A) GetAll(interfaceName).get(property);
        }

        @Override
        public <A> void Set(String interfaceName, String property, A value) {
            throw new UnsupportedOperationException(property);
        }

        @Override
        public Map<String, Variant<?>> GetAll(String interfaceName) {
            return Map.of("IsStatusNotifierHostRegistered", new Variant<>(shown));
        }

        @Override
        public String getObjectPath() {
            return "/StatusNotifierWatcher";
        }
    }

    /** The bus name of the icon that comes, or came. */
    public String awaitIcon() throws InterruptedException {
        return await(registered, "no icon came");
    }

    /** True when another icon came after those that were waited for. */
    public boolean hasMore() {
        return !registered.isEmpty();
    }

    /** The next signal of the icon or its menu: its name. */
    public String awaitSignal() throws InterruptedException {
        return await(signals, "no signal came");
    }

    /** The next badge: application, count, whether it is seen, whether it is urgent. */
    public String awaitBadge() throws InterruptedException {
        return await(badges, "no badge came");
    }

    private static String await(BlockingQueue<String> queue, String otherwise)
            throws InterruptedException {
        String found = queue.poll(30, TimeUnit.SECONDS);
        if (found == null) {
            throw new AssertionError(otherwise);
        }
        return found;
    }

    /** A tray comes to the watcher, or goes. */
    public void setShown(boolean now) throws DBusException {
        shown = now;
        bus.sendMessage(
                now
                        ? new StatusNotifierWatcher.HostRegistered("/StatusNotifierWatcher")
                        : new StatusNotifierWatcher.HostUnregistered("/StatusNotifierWatcher"));
    }

    /** What a tray reads of an icon. */
    public Map<String, Variant<?>> read(String icon) throws DBusException {
        return bus.getRemoteObject(icon, "/StatusNotifierItem", Properties.class)
                .GetAll("org.kde.StatusNotifierItem");
    }

    /** One property of an icon, as some trays read them. */
    public Object read(String icon, String property) throws DBusException {
        return bus.getRemoteObject(icon, "/StatusNotifierItem", Properties.class)
                .Get("org.kde.StatusNotifierItem", property);
    }

    /** Clicks an icon. */
    public void click(String icon) throws DBusException {
        bus.getRemoteObject(icon, "/StatusNotifierItem", StatusNotifierItem.class).activate(0, 0);
    }

    /** The lines of an icon's menu; a separator is {@code -}. */
    public List<String> menu(String icon) throws DBusException {
        return nodes(icon).stream().map(TrayHost::line).toList();
    }

    private List<MenuNode> nodes(String icon) throws DBusException {
        return menuOf(icon).getLayout(0, -1, List.of()).root.children.stream()
                .map(Variant::getValue)
                .map(TrayHost::node)
                .toList();
    }

    /** In a variant it comes as its parts. */
    private static MenuNode node(Object value) {
        if (value instanceof MenuNode node) {
            return node;
        }
        Object[] parts = (Object[]) value;
        @SuppressWarnings("unchecked")
        Map<String, Variant<?>> properties = (Map<String, Variant<?>>) parts[1];
        return new MenuNode((Integer) parts[0], properties, List.of());
    }

    private static String line(MenuNode node) {
        return node.properties.containsKey("label")
                ? String.valueOf(node.properties.get("label").getValue())
                : "-";
    }

    /** The number of the line of the menu that is called so. */
    public int find(String icon, String label) throws DBusException {
        return nodes(icon).stream()
                .filter(node -> line(node).equals(label))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + label))
                .id;
    }

    /** Clicks a line of the menu. */
    public void choose(String icon, int id) throws DBusException {
        menuOf(icon).event(id, "clicked", new Variant<>(0), new UInt32(0));
    }

    /** Clicks the line of the menu that is called so. */
    public void choose(String icon, String label) throws DBusException {
        choose(icon, find(icon, label));
    }

    private DbusMenu menuOf(String icon) throws DBusException {
        return bus.getRemoteObject(icon, "/MenuBar", DbusMenu.class);
    }

    /** The panel ends. */
    @Override
    public void close() {
        bus.disconnect();
    }
}
