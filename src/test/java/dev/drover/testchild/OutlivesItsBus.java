package dev.drover.testchild;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import dev.drover.desktop.SharedBusConnection;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;

/** Says what GLib would do at the end of the bus, and goes on until its input ends. */
public final class OutlivesItsBus {

    private OutlivesItsBus() {}

    /** Runs it; without arguments. */
    public static void main(String[] args) throws Throwable {
        SharedBusConnection.outliveTheBus(System.getenv());
        System.out.println(endsWithTheBus() ? "ends with the bus" : "outlives the bus");
        System.in.transferTo(System.out);
    }

    @SuppressWarnings("restricted")
    private static boolean endsWithTheBus() throws Throwable {
        SymbolLookup gio = SymbolLookup.libraryLookup("libgio-2.0.so.0", Arena.global());
        MemorySegment shared =
                (MemorySegment)
                        Linker.nativeLinker()
                                .downcallHandle(
                                        gio.findOrThrow("g_bus_get_sync"),
                                        FunctionDescriptor.of(ADDRESS, JAVA_INT, ADDRESS, ADDRESS))
                                .invokeExact(2, MemorySegment.NULL, MemorySegment.NULL);
        int ends =
                (int)
                        Linker.nativeLinker()
                                .downcallHandle(
                                        gio.findOrThrow("g_dbus_connection_get_exit_on_close"),
                                        FunctionDescriptor.of(JAVA_INT, ADDRESS))
                                .invokeExact(shared);
        return ends != 0;
    }
}
