package dev.drover.desktop;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.util.Map;

/**
 * The connection to the session's bus that GLib shares among all of a program: GTK, below JavaFX,
 * makes one. When the bus ends, GLib sends the program SIGTERM, which has been seen to close all
 * windows; this takes that back ({@code g_dbus_connection_set_exit_on_close}).
 */
@SuppressWarnings("restricted")
public final class SharedBusConnection {

    private static final Logger LOG = LoggerFactory.getLogger(SharedBusConnection.class);

    /** The one that GTK has loaded. */
    private static final String LIBRARY = "libgio-2.0.so.0";

    /** {@code G_BUS_TYPE_SESSION} of gioenums.h. */
    private static final int SESSION = 2;

    private static final int FALSE = 0;

    private SharedBusConnection() {}

    /**
     * From now on the program outlives the bus of {@code environment}, which is its own. The
     * connection is made when there is none yet, and never given back: GLib would make another one
     * that ends the program again. Blocks until the bus has answered; does nothing where there is
     * no bus or no GLib.
     */
    // Method handles declare what these functions never throw; without GLib nothing ends.
    @SuppressWarnings("checkstyle:IllegalCatch")
    public static void outliveTheBus(Map<String, String> environment) {
        // Without an address GLib would start a bus.
        if (DesktopPresence.sessionBus(environment).isEmpty()) {
            return;
        }
        Linker linker = Linker.nativeLinker();
        try {
            SymbolLookup gio = SymbolLookup.libraryLookup(LIBRARY, Arena.global());
            MethodHandle get =
                    linker.downcallHandle(
                            gio.findOrThrow("g_bus_get_sync"),
                            FunctionDescriptor.of(ADDRESS, JAVA_INT, ADDRESS, ADDRESS));
            MethodHandle exitOnClose =
                    linker.downcallHandle(
                            gio.findOrThrow("g_dbus_connection_set_exit_on_close"),
                            FunctionDescriptor.ofVoid(ADDRESS, JAVA_INT));
            MemorySegment connection =
                    (MemorySegment)
                            get.invokeExact(SESSION, MemorySegment.NULL, MemorySegment.NULL);
            if (!connection.equals(MemorySegment.NULL)) {
                exitOnClose.invokeExact(connection, FALSE);
            }
        } catch (Throwable e) {
            LOG.debug("the program ends with the session's bus, where GLib is connected", e);
        }
    }
}
