package dev.drover.client;

import dev.drover.domain.OwnUser;

import jdk.net.ExtendedSocketOptions;

import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;

/** Connects to a socket of a home, when it is a process of this user that listens there. */
final class SupervisorSocket {

    private SupervisorSocket() {}

    /**
     * Connects. Nothing has been sent when it turns out that another user listens: what a client
     * sends holds environments, and under {@code sudo} it would act on somebody else's services
     * (checklist S10).
     *
     * @throws IOException when nobody listens
     * @throws ConnectionException when another user does
     */
    static SocketChannel open(Path path) throws IOException {
        SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(path));
        try {
            requireOwn(channel, path);
            return channel;
        } catch (IOException | ConnectionException e) {
            channel.close();
            throw e;
        }
    }

    private static void requireOwn(SocketChannel channel, Path path) throws IOException {
        if (!channel.supportedOptions().contains(ExtendedSocketOptions.SO_PEERCRED)) {
            return;
        }
        UserPrincipal peer = channel.getOption(ExtendedSocketOptions.SO_PEERCRED).user();
        if (!peer.equals(OwnUser.principal())) {
            throw new ConnectionException(
                    "The supervisor of the home %s belongs to %s, not to %s; run as %s or choose another home."
                            .formatted(
                                    path.getParent(),
                                    peer.getName(),
                                    OwnUser.name(),
                                    peer.getName()));
        }
    }
}
