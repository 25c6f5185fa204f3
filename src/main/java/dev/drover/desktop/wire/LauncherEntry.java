package dev.drover.desktop.wire;

import org.freedesktop.dbus.annotations.DBusInterfaceName;
import org.freedesktop.dbus.annotations.DBusMemberName;
import org.freedesktop.dbus.exceptions.DBusException;
import org.freedesktop.dbus.interfaces.DBusInterface;
import org.freedesktop.dbus.messages.DBusSignal;
import org.freedesktop.dbus.types.Variant;

import java.util.Map;

/** What a dock shows on the icon of a program. */
@DBusInterfaceName("com.canonical.Unity.LauncherEntry")
public interface LauncherEntry extends DBusInterface {

    /** What {@link Update} told last. Called on the connection's threads. */
    @DBusMemberName("Query")
    LauncherState<String, Map<String, Variant<?>>> query();

    /** It is to be this from now on. */
    @DBusMemberName("Update")
    final class Update extends DBusSignal {
        public Update(String path, String application, Map<String, Variant<?>> properties)
                throws DBusException {
            super(path, application, properties);
        }
    }
}
