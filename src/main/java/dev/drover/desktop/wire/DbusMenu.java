package dev.drover.desktop.wire;

import org.freedesktop.dbus.annotations.DBusInterfaceName;
import org.freedesktop.dbus.annotations.DBusMemberName;
import org.freedesktop.dbus.exceptions.DBusException;
import org.freedesktop.dbus.interfaces.DBusInterface;
import org.freedesktop.dbus.messages.DBusSignal;
import org.freedesktop.dbus.types.UInt32;
import org.freedesktop.dbus.types.Variant;

import java.util.List;

/** A menu that another program draws. Called on the connection's threads. */
@DBusInterfaceName("com.canonical.dbusmenu")
public interface DbusMenu extends DBusInterface {

    /**
     * The items under one of them.
     *
     * @param parent 0 is the menu itself
     * @param depth how many levels; all when negative
     * @param names of the properties that are wanted; all when empty
     */
    @DBusMemberName("GetLayout")
    MenuLayout<UInt32, MenuNode> getLayout(int parent, int depth, List<String> names);

    /** The properties of these items. */
    @DBusMemberName("GetGroupProperties")
    List<MenuProperties> getGroupProperties(List<Integer> ids, List<String> names);

    /** One property of an item. */
    @DBusMemberName("GetProperty")
    Variant<?> getProperty(int id, String name);

    /** Something has happened to an item: it was {@code clicked}, {@code opened} and so on. */
    @DBusMemberName("Event")
    void event(int id, String eventId, Variant<?> data, UInt32 timestamp);

    /** Several such events; the answer names the items that are not known. */
    @DBusMemberName("EventGroup")
    List<Integer> eventGroup(List<MenuEvent> events);

    /** The items under this one are about to be seen; true when they have to be read again. */
    @DBusMemberName("AboutToShow")
    boolean aboutToShow(int id);

    /** The same for several. */
    @DBusMemberName("AboutToShowGroup")
    MenuUpdates<List<Integer>, List<Integer>> aboutToShowGroup(List<Integer> ids);

    /** The items under this one are others. */
    @DBusMemberName("LayoutUpdated")
    final class LayoutUpdated extends DBusSignal {
        public LayoutUpdated(String path, UInt32 revision, int parent) throws DBusException {
            super(path, revision, parent);
        }
    }
}
