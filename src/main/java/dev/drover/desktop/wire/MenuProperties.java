package dev.drover.desktop.wire;

import org.freedesktop.dbus.Struct;
import org.freedesktop.dbus.annotations.Position;
import org.freedesktop.dbus.types.Variant;

import java.util.Map;

/** How an item looks: {@code (ia{sv})}. */
public final class MenuProperties extends Struct {

    @Position(0)
    public final int id;

    @Position(1)
    public final Map<String, Variant<?>> properties;

    public MenuProperties(int id, Map<String, Variant<?>> properties) {
        this.id = id;
        this.properties = properties;
    }
}
