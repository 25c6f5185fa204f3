package dev.drover.desktop.wire;

import org.freedesktop.dbus.Tuple;
import org.freedesktop.dbus.annotations.Position;

/**
 * The answer of {@link LauncherEntry#query}: {@code sa{sv}}.
 *
 * @param <A> the application
 * @param <P> what is shown on its icon
 */
public final class LauncherState<A, P> extends Tuple {

    @Position(0)
    public final A application;

    @Position(1)
    public final P properties;

    public LauncherState(A application, P properties) {
        this.application = application;
        this.properties = properties;
    }
}
