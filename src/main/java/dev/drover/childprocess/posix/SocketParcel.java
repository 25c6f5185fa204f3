package dev.drover.childprocess.posix;

import dev.drover.childprocess.Handle;
import dev.drover.childprocess.InvalidArgumentException;
import dev.drover.childprocess.ipc.Connections;
import dev.drover.childprocess.ipc.Parcel;

import org.jspecify.annotations.Nullable;

import java.util.Map;
import java.util.Optional;

/** A copy of a socket's descriptor on its way to a child. */
record SocketParcel(
        int fd, Map<String, Object> description, boolean isSentAgain, Optional<Connections> owner)
        implements Parcel {

    static final int NOT_BLOCKING = 0x800 | 2;

    /** Null for a closed handle. */
    static @Nullable SocketParcel of(Handle handle, boolean raw) {
        if (!(handle instanceof NativeHandle own)) {
            throw new InvalidArgumentException(
                    "ERR_INVALID_HANDLE_TYPE",
                    "This handle type cannot be sent: %s.".formatted(handle.getClass().getName()));
        }
        if (!own.descriptor().acquire()) {
            return null;
        }
        int copy;
        try {
            copy = Libc.duplicateFrom(own.descriptor().fd(), 3);
        } finally {
            own.descriptor().release();
        }
        if (copy < 0) {
            throw new IllegalStateException(
                    "The handle cannot be sent: %s.".formatted(Errno.words(-copy)));
        }
        // Node takes for granted that it does not block; a blocking one would freeze it.
        Libc.setStatusFlags(copy, NOT_BLOCKING);
        if (raw) {
            return new SocketParcel(copy, Map.of("type", rawType(handle)), false, Optional.empty());
        }
        return own instanceof NativeSocket connection
                ? new SocketParcel(copy, describe(handle, copy), true, connection.server())
                : new SocketParcel(copy, describe(handle, copy), false, Optional.empty());
    }

    /** What Node does not wrap into an object of its own: its cluster module takes it like that. */
    private static String rawType(Handle handle) {
        return handle instanceof Handle.Datagram ? "dgram.Native" : "net.Native";
    }

    private static Map<String, Object> describe(Handle handle, int fd) {
        return switch (handle) {
            case Handle.Server _ -> Map.of("type", "net.Server");
            case Handle.Socket _ -> Map.of("type", "net.Socket");
            case Handle.Datagram _ ->
                    Map.of(
                            "type",
                            "dgram.Socket",
                            "dgramType",
                            SocketKind.isIpv6(fd) ? "udp6" : "udp4");
        };
    }

    @Override
    public void close() {
        Libc.close(fd);
    }
}
