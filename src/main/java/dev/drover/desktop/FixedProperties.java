package dev.drover.desktop;

import org.freedesktop.dbus.errors.PropertyReadOnly;
import org.freedesktop.dbus.errors.UnknownProperty;
import org.freedesktop.dbus.interfaces.Properties;
import org.freedesktop.dbus.types.Variant;

/** An object on the bus whose properties nobody there can set. */
abstract class FixedProperties implements Properties {

    @Override
    @SuppressWarnings("unchecked") // The library takes a Variant as the value it holds.
    public <A> A Get(String interfaceName, String property) {
        Variant<?> value = GetAll(interfaceName).get(property);
        if (value == null) {
            throw new UnknownProperty(property);
        }
        return (A) value;
    }

    @Override
    public <A> void Set(String interfaceName, String property, A value) {
        throw new PropertyReadOnly(property);
    }
}
