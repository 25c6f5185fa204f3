package dev.drover.childprocess.posix;

import dev.drover.childprocess.ChildProcess;
import dev.drover.childprocess.SpawnOptions;
import dev.drover.childprocess.Stdio;
import dev.drover.childprocess.child.AbstractChildProcess;
import dev.drover.childprocess.child.ChannelEvents;
import dev.drover.childprocess.child.ChildEvents;
import dev.drover.childprocess.ipc.IpcChannel;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Connects one running child with the reactor: its pipes, its channel, its end. */
final class Attachment {

    private final Reactor reactor;
    private final StdioPlan stdio;
    private final SpawnOptions options;
    private final List<Descriptor> taken = new ArrayList<>();

    Attachment(Reactor reactor, StdioPlan stdio, SpawnOptions options) {
        this.reactor = reactor;
        this.stdio = stdio;
        this.options = options;
    }

    /** Takes the parent's ends over; they are closed again when it fails. */
    ChildProcess connect(ChildSignals signals, String command, List<String> argv)
            throws IOException {
        Optional<Descriptor> in = parentEnd(0);
        Optional<Descriptor> out = parentEnd(1);
        Optional<Descriptor> err = parentEnd(2);
        Optional<Descriptor> ipc =
                stdio.channel().isPresent()
                        ? parentEnd(stdio.channel().getAsInt())
                        : Optional.empty();
        stdio.take();
        int readable = (int) List.of(out, err, ipc).stream().filter(Optional::isPresent).count();
        ChildEvents events = new ChildEvents(reactor, readable);
        try {
            PosixChild child =
                    new PosixChild(
                            new AbstractChildProcess.Parts(
                                    signals.pid(),
                                    command,
                                    argv,
                                    in.<OutputStream>map(PipeOutput::new),
                                    input(out, events),
                                    input(err, events),
                                    channel(ipc, events),
                                    events),
                            signals);
            child.awaitEnd(reactor, events, in);
            return child;
        } catch (IOException e) {
            taken.forEach(Descriptor::close);
            throw e;
        }
    }

    private Optional<Descriptor> parentEnd(int target) {
        Optional<Descriptor> end = stdio.parentEnd(target);
        end.ifPresent(taken::add);
        return end;
    }

    private Optional<InputStream> input(Optional<Descriptor> socket, ChildEvents events)
            throws IOException {
        return socket.isEmpty()
                ? Optional.empty()
                : Optional.of(new PipeInput(new PipeEnd(reactor, socket.get(), events)));
    }

    private Optional<IpcChannel> channel(Optional<Descriptor> socket, ChildEvents events)
            throws IOException {
        if (socket.isEmpty()) {
            return Optional.empty();
        }
        IpcChannel channel =
                new IpcChannel(options.serialization(), reactor, new ChannelEvents(events));
        events.holdBackThrough(channel);
        SocketTransport.open(reactor, socket.get(), channel);
        return Optional.of(channel);
    }
}
