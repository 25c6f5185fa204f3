package dev.drover.desktop.wire;

import org.freedesktop.dbus.Tuple;
import org.freedesktop.dbus.annotations.Position;

/**
 * The answer of {@link DbusMenu#getLayout}: {@code u(ia{sv}av)}. Generic because the library
 * exports several return values only so.
 *
 * @param <R> the revision
 * @param <N> the node
 */
public final class MenuLayout<R, N> extends Tuple {

    @Position(0)
    public final R revision;

    @Position(1)
    public final N root;

    public MenuLayout(R revision, N root) {
        this.revision = revision;
        this.root = root;
    }
}
