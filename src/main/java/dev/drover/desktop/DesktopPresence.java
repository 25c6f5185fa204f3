package dev.drover.desktop;

import dev.drover.desktop.wire.StatusNotifierItem;
import dev.drover.desktop.wire.StatusNotifierWatcher;

import org.freedesktop.dbus.connections.IDisconnectCallback;
import org.freedesktop.dbus.connections.impl.DBusConnection;
import org.freedesktop.dbus.connections.impl.DBusConnectionBuilder;
import org.freedesktop.dbus.exceptions.DBusException;
import org.freedesktop.dbus.exceptions.DBusExecutionException;
import org.freedesktop.dbus.interfaces.DBus;
import org.freedesktop.dbus.interfaces.Properties;
import org.freedesktop.dbus.matchrules.DBusMatchRule;
import org.freedesktop.dbus.matchrules.DBusMatchRuleBuilder;
import org.freedesktop.dbus.messages.DBusSignal;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The program's icon in the tray and its number in the dock, from {@link #open} to {@link #close}.
 * What comes later is found then: a tray that is started, or started again, shows the icon at once.
 * A bus that ends is not connected to again: a session ends with its bus.
 *
 * <p>No method blocks or fails; the connection has a thread of its own.
 */
public final class DesktopPresence implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(DesktopPresence.class);
    private static final String WATCHER = "org.kde.StatusNotifierWatcher";
    private static final String WATCHER_PATH = "/StatusNotifierWatcher";

    /** Docks that read badges have this name: Plasma's, Ubuntu's, Dash to Dock. */
    private static final String DOCK = "com.canonical.Unity";

    /**
     * Services that fail again and again would have every panel draw as often, and what has failed
     * for an instant, until it is started again, nobody has to see.
     */
    private static final Duration GAP = Duration.ofMillis(200);

    private final ScheduledThreadPoolExecutor owner =
            new ScheduledThreadPoolExecutor(
                    1,
                    Thread.ofPlatform().daemon().name("drover-desktop").factory(),
                    new ThreadPoolExecutor.DiscardPolicy());
    private final Listener listener;
    private final NotifierItem item;
    private final NotifierMenu menu = new NotifierMenu();
    private final LauncherBadge badge;
    private volatile TrayState state;

    // Owned by the thread.
    private @Nullable DBusConnection bus;
    private TrayState told;
    private boolean telling;
    private boolean there;
    private String takenBy = "";

    /**
     * Who is shown.
     *
     * @param id of the icon, the same at each start
     * @param desktopEntry the file name of the program's desktop entry
     */
    public record Program(String id, String desktopEntry) {}

    /** Told on threads of the connection; must not block. */
    public interface Listener {

        /** Whether there is a tray now that shows the icon; false before the first time. */
        void trayIsThere(boolean there);

        /** The icon was clicked. */
        void activated();
    }

    private DesktopPresence(Program program, TrayState first, Listener listener) {
        this.listener = listener;
        state = first;
        told = first;
        item = new NotifierItem(program.id(), () -> state, listener::activated);
        badge = new LauncherBadge(program.desktopEntry(), () -> state);
        menu.show(first.menu());
    }

    /** Where the bus of the user's session listens, where there is one. Looks at a file. */
    public static Optional<String> sessionBus(Map<String, String> environment) {
        String named = environment.getOrDefault("DBUS_SESSION_BUS_ADDRESS", "").split(";")[0];
        if (!named.isBlank()) {
            return Optional.of(named);
        }
        String runtime = environment.getOrDefault("XDG_RUNTIME_DIR", "");
        Path usual = Path.of(runtime, "bus");
        return runtime.startsWith("/") && Files.exists(usual)
                ? Optional.of("unix:path=" + usual)
                : Optional.empty();
    }

    /**
     * Begins to show the program.
     *
     * @param address of the session's bus
     * @param first what is shown, until {@link #show} says something else
     */
    public static DesktopPresence open(
            String address, Program program, TrayState first, Listener listener) {
        DesktopPresence presence = new DesktopPresence(program, first, listener);
        presence.owner.execute(() -> presence.connect(address));
        return presence;
    }

    /** Shows this from now on: the newest of what comes within a moment. Any thread. */
    public void show(TrayState now) {
        state = now;
        owner.execute(this::tellSoon);
    }

    /** Takes icon and number away. */
    @Override
    public void close() {
        owner.execute(this::disconnect);
        owner.shutdown();
    }

    private void connect(String address) {
        try {
            DBusConnection connected =
                    DBusConnectionBuilder.forAddress(address)
                            .withShared(false)
                            .withDisconnectCallback(
                                    new IDisconnectCallback() {
                                        @Override
                                        public void disconnectOnError(IOException reason) {
                                            LOG.debug("the session's bus has ended", reason);
                                            owner.execute(DesktopPresence.this::disconnect);
                                        }
                                    })
                            .build();
            bus = connected;
            connected.requestBusName(busName());
            connected.exportObject(item);
            connected.exportObject(menu);
            connected.exportObject(badge);
            follow(connected);
            if (state.failed() > 0) {
                connected.sendMessage(badge.update());
            }
            register();
        } catch (DBusException | DBusExecutionException | IllegalArgumentException e) {
            LOG.debug("no tray and no dock: {} is no bus", address, e);
            disconnect();
        }
    }

    /** The specification wants a name for each icon; the number is that of the icon. */
    private static String busName() {
        return "org.kde.StatusNotifierItem-%d-1".formatted(ProcessHandle.current().pid());
    }

    private void follow(DBusConnection connected) throws DBusException {
        connected.addSigHandler(ownerOf(WATCHER), (DBus.NameOwnerChanged _) -> registerLater());
        connected.addSigHandler(
                ownerOf(DOCK),
                (DBus.NameOwnerChanged changed) -> {
                    if (!changed.newOwner.isEmpty()) {
                        owner.execute(() -> send(badge::update));
                    }
                });
        connected.addSigHandler(StatusNotifierWatcher.HostRegistered.class, _ -> registerLater());
        connected.addSigHandler(StatusNotifierWatcher.HostUnregistered.class, _ -> registerLater());
    }

    private static DBusMatchRule ownerOf(String name) throws DBusException {
        return DBusMatchRuleBuilder.create()
                .withType(DBus.NameOwnerChanged.class)
                .withArg0123(0, name)
                .build();
    }

    private void registerLater() {
        owner.execute(this::register);
    }

    private void register() {
        boolean now = false;
        DBusConnection connected = bus;
        if (connected != null) {
            try {
                now = register(connected);
            } catch (DBusException | DBusExecutionException e) {
                LOG.debug("the tray does not take the icon", e);
                takenBy = "";
            }
        }
        tellPresence(now);
    }

    private boolean register(DBusConnection connected) throws DBusException {
        DBus daemon =
                connected.getRemoteObject(
                        "org.freedesktop.DBus", "/org/freedesktop/DBus", DBus.class);
        // Asked first: a call would start what is there to be started.
        if (!daemon.NameHasOwner(WATCHER)) {
            takenBy = "";
            return false;
        }
        String watcher = daemon.GetNameOwner(WATCHER);
        if (!watcher.equals(takenBy)) {
            connected
                    .getRemoteObject(WATCHER, WATCHER_PATH, StatusNotifierWatcher.class)
                    .registerStatusNotifierItem(busName());
            takenBy = watcher;
        }
        return hasHost(connected);
    }

    /** A watcher without a tray shows nothing. One that does not say it is believed to have one. */
    private static boolean hasHost(DBusConnection connected) throws DBusException {
        try {
            Object host =
                    connected
                            .getRemoteObject(WATCHER, WATCHER_PATH, Properties.class)
                            .Get(WATCHER, "IsStatusNotifierHostRegistered");
            return !Boolean.FALSE.equals(host);
        } catch (DBusExecutionException e) {
            LOG.debug("the watcher does not say whether there is a tray", e);
            return true;
        }
    }

    private void tellPresence(boolean now) {
        if (now != there) {
            there = now;
            listener.trayIsThere(now);
        }
    }

    private void tellSoon() {
        if (!telling) {
            telling = true;
            owner.schedule(
                    () -> {
                        telling = false;
                        tell();
                    },
                    GAP.toMillis(),
                    TimeUnit.MILLISECONDS);
        }
    }

    /** Says what is different. */
    private void tell() {
        TrayState before = told;
        TrayState now = state;
        told = now;
        String path = item.getObjectPath();
        if (!now.icon().equals(before.icon())) {
            send(() -> new StatusNotifierItem.NewIcon(path));
            send(() -> new StatusNotifierItem.NewAttentionIcon(path));
        }
        if (!now.status().equals(before.status())) {
            send(() -> new StatusNotifierItem.NewStatus(path, now.status()));
        }
        if (!now.tip().equals(before.tip())) {
            send(() -> new StatusNotifierItem.NewToolTip(path));
        }
        if (menu.show(now.menu())) {
            send(menu::updated);
        }
        if (now.failed() != before.failed()) {
            send(badge::update);
        }
    }

    @FunctionalInterface
    private interface Making {
        DBusSignal make() throws DBusException;
    }

    private void send(Making signal) {
        DBusConnection connected = bus;
        if (connected == null) {
            return;
        }
        try {
            connected.sendMessage(signal.make());
        } catch (DBusException | DBusExecutionException e) {
            LOG.debug("the bus takes no signal", e);
        }
    }

    private void disconnect() {
        DBusConnection connected = bus;
        bus = null;
        if (connected != null) {
            connected.disconnect();
        }
        tellPresence(false);
    }
}
