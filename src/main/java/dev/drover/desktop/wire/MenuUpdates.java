package dev.drover.desktop.wire;

import org.freedesktop.dbus.Tuple;
import org.freedesktop.dbus.annotations.Position;

/**
 * The answer of {@link DbusMenu#aboutToShowGroup}: {@code aiai}.
 *
 * @param <U> the items to be read again
 * @param <E> the items that are not known
 */
public final class MenuUpdates<U, E> extends Tuple {

    @Position(0)
    public final U updates;

    @Position(1)
    public final E errors;

    public MenuUpdates(U updates, E errors) {
        this.updates = updates;
        this.errors = errors;
    }
}
