package dev.drover.desktop.wire;

import org.freedesktop.dbus.annotations.DBusInterfaceName;
import org.freedesktop.dbus.annotations.DBusMemberName;
import org.freedesktop.dbus.exceptions.DBusException;
import org.freedesktop.dbus.interfaces.DBusInterface;
import org.freedesktop.dbus.messages.DBusSignal;

/** An icon in the tray, as its host sees it. Called on the connection's threads. */
@DBusInterfaceName("org.kde.StatusNotifierItem")
public interface StatusNotifierItem extends DBusInterface {

    /** The usual click. */
    @DBusMemberName("Activate")
    void activate(int x, int y);

    /** The middle click. */
    @DBusMemberName("SecondaryActivate")
    void secondaryActivate(int x, int y);

    /** The right click, of a host that does not show the menu itself. */
    @DBusMemberName("ContextMenu")
    void contextMenu(int x, int y);

    /** The wheel. */
    @DBusMemberName("Scroll")
    void scroll(int delta, String orientation);

    /** The property {@code IconPixmap} is another. */
    @DBusMemberName("NewIcon")
    final class NewIcon extends DBusSignal {
        public NewIcon(String path) throws DBusException {
            super(path);
        }
    }

    /** The property {@code AttentionIconPixmap} is another. */
    @DBusMemberName("NewAttentionIcon")
    final class NewAttentionIcon extends DBusSignal {
        public NewAttentionIcon(String path) throws DBusException {
            super(path);
        }
    }

    /** The property {@code ToolTip} is another. */
    @DBusMemberName("NewToolTip")
    final class NewToolTip extends DBusSignal {
        public NewToolTip(String path) throws DBusException {
            super(path);
        }
    }

    /** The property {@code Status} is this now. */
    @DBusMemberName("NewStatus")
    final class NewStatus extends DBusSignal {
        public NewStatus(String path, String status) throws DBusException {
            super(path, status);
        }
    }
}
