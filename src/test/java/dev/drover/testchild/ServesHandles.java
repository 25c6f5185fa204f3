package dev.drover.testchild;

import dev.drover.childprocess.Handle;
import dev.drover.childprocess.ParentChannel;
import dev.drover.childprocess.SendOptions;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * Greets each connection that its parent sends, and the first one of each server; a UDP socket is
 * sent back.
 */
public final class ServesHandles {

    private ServesHandles() {}

    public static void main(String[] args) {
        ParentChannel parent = ParentChannel.open();
        parent.ref();
        parent.onMessage((message, handle) -> take(parent, message, handle));
        parent.send("ready");
    }

    private static void take(
            ParentChannel parent, @Nullable Object message, @Nullable Handle handle) {
        switch (handle) {
            case null -> parent.disconnect();
            case Handle.Server server -> {
                server.onConnection(ServesHandles::greet);
                parent.send(message);
            }
            case Handle.Socket socket -> {
                greet(socket);
                parent.send(message);
            }
            case Handle.Datagram datagram ->
                    parent.send(message, datagram, SendOptions.DEFAULT, _ -> datagram.close());
        }
    }

    private static void greet(Handle.Socket socket) {
        try {
            socket.output().write("from Java".getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            socket.close();
        }
    }
}
