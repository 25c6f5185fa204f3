package dev.drover.desktop.wire;

import org.freedesktop.dbus.annotations.DBusInterfaceName;
import org.freedesktop.dbus.annotations.DBusMemberName;
import org.freedesktop.dbus.exceptions.DBusException;
import org.freedesktop.dbus.interfaces.DBusInterface;
import org.freedesktop.dbus.messages.DBusSignal;

/** Who brings icons and trays together. */
@DBusInterfaceName("org.kde.StatusNotifierWatcher")
public interface StatusNotifierWatcher extends DBusInterface {

    /**
     * Shows an icon as long as its program is on the bus.
     *
     * @param service the bus name of the program
     */
    @DBusMemberName("RegisterStatusNotifierItem")
    void registerStatusNotifierItem(String service);

    /** A tray has come. */
    @DBusMemberName("StatusNotifierHostRegistered")
    final class HostRegistered extends DBusSignal {
        public HostRegistered(String path) throws DBusException {
            super(path);
        }
    }

    /** A tray has gone. */
    @DBusMemberName("StatusNotifierHostUnregistered")
    final class HostUnregistered extends DBusSignal {
        public HostUnregistered(String path) throws DBusException {
            super(path);
        }
    }
}
