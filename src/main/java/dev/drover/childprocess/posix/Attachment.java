package dev.drover.childprocess.posix;

import dev.drover.childprocess.ChildProcess;
import dev.drover.childprocess.SpawnOptions;
import dev.drover.childprocess.StdioStream;
import dev.drover.childprocess.child.AbstractChildProcess;
import dev.drover.childprocess.child.ChannelEvents;
import dev.drover.childprocess.child.ChildEvents;
import dev.drover.childprocess.ipc.IpcChannel;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Connects one running child with the reactor: its pipes, its channel, its end. */
final class Attachment {

    private final Reactor reactor;
    private final StdioPlan stdio;
    private final SpawnOptions options;

    /** The parent's end by descriptor of the child. */
    private final List<Optional<Descriptor>> ends = new ArrayList<>();

    Attachment(Reactor reactor, StdioPlan stdio, SpawnOptions options) {
        this.reactor = reactor;
        this.stdio = stdio;
        this.options = options;
    }

    /** Takes the parent's ends over; they are closed again when it fails. */
    ChildProcess connect(ChildSignals signals, String command, List<String> argv)
            throws IOException {
        for (int fd = 0; fd < stdio.size(); fd++) {
            ends.add(stdio.parentEnd(fd));
        }
        stdio.take();
        ChildEvents events = new ChildEvents(reactor, readableEnds());
        try {
            Optional<IpcChannel> channel = channel(events);
            PosixChild child =
                    new PosixChild(
                            new AbstractChildProcess.Parts(
                                    signals.pid(), command, argv, streams(events), channel, events),
                            signals);
            child.awaitEnd(reactor, isChannel(0) ? Optional.empty() : ends.getFirst());
            child.watch(options);
            return child;
        } catch (IOException e) {
            ends.forEach(end -> end.ifPresent(Descriptor::close));
            throw e;
        }
    }

    private boolean isChannel(int fd) {
        return stdio.channel().isPresent() && stdio.channel().getAsInt() == fd;
    }

    /** All but the child's input, which it does not write to. */
    private int readableEnds() {
        int count = 0;
        for (int fd = 0; fd < ends.size(); fd++) {
            boolean readable = fd > 0 || isChannel(fd);
            count += readable && ends.get(fd).isPresent() ? 1 : 0;
        }
        return count;
    }

    private List<Optional<StdioStream>> streams(ChildEvents events) throws IOException {
        List<Optional<StdioStream>> streams = new ArrayList<>();
        for (int fd = 0; fd < ends.size(); fd++) {
            Optional<Descriptor> end = ends.get(fd);
            streams.add(
                    end.isEmpty() || isChannel(fd)
                            ? Optional.empty()
                            : Optional.of(stream(fd, end.get(), events)));
        }
        return streams;
    }

    private StdioStream stream(int fd, Descriptor socket, ChildEvents events) throws IOException {
        if (fd == 0) {
            return new StdioStream(Optional.empty(), Optional.of(new PipeOutput(socket)));
        }
        PipeInput input = new PipeInput(new PipeEnd(reactor, socket, events, fd > 2));
        return new StdioStream(
                Optional.of(input),
                fd < 3 ? Optional.empty() : Optional.of(new DuplexOutput(input)));
    }

    private Optional<IpcChannel> channel(ChildEvents events) throws IOException {
        if (stdio.channel().isEmpty()) {
            return Optional.empty();
        }
        Descriptor socket = ends.get(stdio.channel().getAsInt()).orElseThrow();
        IpcChannel channel =
                new IpcChannel(options.serialization(), reactor, new ChannelEvents(events));
        events.holdBackThrough(channel);
        SocketTransport.open(reactor, socket, channel);
        return Optional.of(channel);
    }
}
