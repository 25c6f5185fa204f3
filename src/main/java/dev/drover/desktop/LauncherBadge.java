package dev.drover.desktop;

import dev.drover.desktop.wire.LauncherEntry;
import dev.drover.desktop.wire.LauncherState;

import org.freedesktop.dbus.exceptions.DBusException;
import org.freedesktop.dbus.types.Variant;

import java.util.Map;
import java.util.function.Supplier;

/**
 * The number on the program's icon in the dock. Docks forget it when its sender leaves the bus, so
 * nobody has to take it away.
 */
final class LauncherBadge implements LauncherEntry {

    private final String application;
    private final Supplier<TrayState> state;

    /**
     * @param desktopEntry the file name of the program's desktop entry
     */
    LauncherBadge(String desktopEntry, Supplier<TrayState> state) {
        application = "application://" + desktopEntry;
        this.state = state;
    }

    Update update() throws DBusException {
        return new Update(getObjectPath(), application, properties());
    }

    @Override
    public LauncherState<String, Map<String, Variant<?>>> query() {
        return new LauncherState<>(application, properties());
    }

    private Map<String, Variant<?>> properties() {
        long failed = state.get().failed();
        return Map.of(
                "count",
                new Variant<>(failed),
                "count-visible",
                new Variant<>(failed > 0),
                "urgent",
                new Variant<>(failed > 0));
    }

    /** Each program has one of its own, made of its name: so libunity does it. */
    @Override
    public String getObjectPath() {
        return "/com/canonical/unity/launcherentry/"
                + Integer.toUnsignedString(application.hashCode());
    }
}
