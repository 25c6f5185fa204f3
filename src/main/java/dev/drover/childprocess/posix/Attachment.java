package dev.drover.childprocess.posix;

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
import java.util.OptionalInt;

/** Connects one running child with the reactor: its pipes, its channel, its end. */
final class Attachment {

    private final Reactor reactor;
    private final List<Optional<Descriptor>> ends;
    private final OptionalInt channelFd;
    private final SpawnOptions options;
    private Optional<LargeMessages> largeMessages = Optional.empty();
    private boolean adopted;

    /**
     * @param ends the parent's end by descriptor of the child
     * @param channelFd the child's descriptor of the IPC channel
     */
    Attachment(
            Reactor reactor,
            List<Optional<Descriptor>> ends,
            OptionalInt channelFd,
            SpawnOptions options) {
        this.reactor = reactor;
        this.ends = List.copyOf(ends);
        this.channelFd = channelFd;
        this.options = options;
    }

    /** The ends were another process's before. */
    Attachment adopted(LargeMessages messages) {
        adopted = true;
        largeMessages = Optional.of(messages);
        return this;
    }

    /** Takes over the parent's ends of a child that is about to be connected. */
    static Attachment of(StdioPlan stdio, SpawnOptions options, Custody custody)
            throws IOException {
        Reactor reactor = Reactor.shared();
        List<Optional<Descriptor>> ends = new ArrayList<>();
        for (int fd = 0; fd < stdio.size(); fd++) {
            ends.add(stdio.parentEnd(fd, custody.isHeld()));
        }
        stdio.take();
        Attachment attachment = new Attachment(reactor, ends, stdio.channel(), options);
        attachment.largeMessages = custody.largeMessages();
        return attachment;
    }

    /** How the end of a child is waited for. */
    @FunctionalInterface
    interface EndWatch {
        void begin(PosixChild child) throws IOException;
    }

    /** Connects the child with its ends, which are closed when it fails. */
    PosixChild connect(ChildSignals signals, String command, List<String> argv, EndWatch watch)
            throws IOException {
        ChildEvents events = new ChildEvents(reactor, readableEnds());
        try {
            Optional<IpcChannel> channel = channel(events);
            PosixChild child =
                    new PosixChild(
                            new AbstractChildProcess.Parts(
                                    signals.pid(), command, argv, streams(events), channel, events),
                            signals);
            child.hasEnds(ends);
            child.closeAtEnd(isChannel(0) ? Optional.empty() : ends.getFirst());
            watch.begin(child);
            child.watch(options);
            return child;
        } catch (IOException e) {
            ends.forEach(end -> end.ifPresent(Descriptor::close));
            throw e;
        }
    }

    private boolean isChannel(int fd) {
        return channelFd.isPresent() && channelFd.getAsInt() == fd;
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
        if (channelFd.isEmpty()) {
            return Optional.empty();
        }
        Descriptor socket = ends.get(channelFd.getAsInt()).orElseThrow();
        IpcChannel channel =
                new IpcChannel(options.serialization(), reactor, new ChannelEvents(events));
        events.holdBackThrough(channel);
        if (adopted) {
            channel.resume();
        }
        SocketTransport.open(reactor, socket, channel, largeMessages);
        return Optional.of(channel);
    }
}
