package dev.drover.childprocess.portable;

import dev.drover.childprocess.ChildProcess;
import dev.drover.childprocess.SpawnException;
import dev.drover.childprocess.SpawnOptions;
import dev.drover.childprocess.Stdio;
import dev.drover.childprocess.StdioStream;
import dev.drover.childprocess.child.AbstractChildProcess;
import dev.drover.childprocess.child.ChannelEvents;
import dev.drover.childprocess.child.ChildEvents;
import dev.drover.childprocess.child.WellFormedText;
import dev.drover.childprocess.ipc.IpcChannel;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** One start of a program with {@link ProcessBuilder}. */
record PortableSpawn(String command, List<String> args, SpawnOptions options) {

    private static final long WAITER_STACK_BYTES = 256 << 10;

    /**
     * One waits for each child. The JDK's {@code onExit} would tell on the common pool, which a
     * program may have filled with blocking work.
     */
    private static final ExecutorService WAITERS =
            Executors.newCachedThreadPool(
                    Thread.ofPlatform()
                            .name("drover-child-exit-", 0)
                            .daemon()
                            .stackSize(WAITER_STACK_BYTES)
                            .factory());

    private static final File NULL_INPUT = new File(ProcessHandleRef.WINDOWS ? "NUL" : "/dev/null");

    ChildProcess start() throws SpawnException {
        requireSupported();
        Map<String, String> environment =
                new LinkedHashMap<>(options.env().orElseGet(System::getenv));
        // They would speak of a channel of this process, which the child does not have.
        environment
                .keySet()
                .removeAll(List.of("NODE_CHANNEL_FD", "NODE_CHANNEL_SERIALIZATION_MODE"));
        ProgramLookup lookup =
                new ProgramLookup(command, args, options.cwd(), environment, options.stdio());
        List<String> argv = new ArrayList<>(List.of(lookup.program()));
        args.forEach(arg -> argv.add(WellFormedText.of(arg)));
        ProcessBuilder builder = new ProcessBuilder(argv);
        options.cwd().ifPresent(cwd -> builder.directory(cwd.toFile()));
        Optional<NodeChannel> node = Optional.empty();
        try {
            EventLoop loop = EventLoop.shared();
            redirect(builder);
            if (wantsChannel()) {
                node = Optional.of(NodeChannel.open(loop));
                node.get().addTo(environment, options.serialization());
            }
            builder.environment().clear();
            environment.forEach(
                    (name, value) -> builder.environment().put(name, WellFormedText.of(value)));
            return attach(builder.start(), loop, node);
        } catch (IOException e) {
            node.ifPresent(NodeChannel::stopListening);
            SpawnException failure = lookup.failed(e);
            failure.initCause(e);
            throw failure;
        }
    }

    private ChildProcess attach(Process process, EventLoop loop, Optional<NodeChannel> node)
            throws IOException {
        // The JDK closes its ends of the pipes at exit, so only the channel can outlive the
        // process.
        ChildEvents events = new ChildEvents(loop, node.isPresent() ? 1 : 0);
        Optional<IpcChannel> channel =
                node.map(
                        _ ->
                                new IpcChannel(
                                        options.serialization(), loop, new ChannelEvents(events)));
        channel.ifPresent(events::holdBackThrough);
        List<String> spawnargs = new ArrayList<>(List.of(command));
        spawnargs.addAll(args);
        PortableChild child =
                new PortableChild(
                        new AbstractChildProcess.Parts(
                                process.pid(),
                                command,
                                List.copyOf(spawnargs),
                                streams(process),
                                channel,
                                events),
                        process,
                        options.detached());
        if (node.isPresent()) {
            node.get().listen(channel.orElseThrow());
        }
        child.watch(options);
        WAITERS.execute(
                () -> {
                    int exitValue = exitValueOf(process);
                    loop.execute(
                            () -> {
                                node.ifPresent(NodeChannel::childEnded);
                                child.exited(child.statusOf(exitValue));
                            });
                });
        return child;
    }

    private static int exitValueOf(Process process) {
        while (true) {
            try {
                return process.waitFor();
            } catch (InterruptedException _) {
                // Nobody else knows this thread, and the exit has to be told in any case.
            }
        }
    }

    private void requireSupported() {
        if (options.argv0().isPresent()) {
            throw unsupported("SP-40", "give a child another name (argv0)");
        }
        if (options.uid().isPresent() || options.gid().isPresent()) {
            throw unsupported("SP-29", "start a child as another user or group (uid, gid)");
        }
        if (wantsChannel() && ProcessHandleRef.WINDOWS) {
            throw unsupported("FK-01", "open an IPC channel");
        }
        for (String name : options.env().orElse(Map.of()).keySet()) {
            if (name.indexOf('=') >= 0) {
                throw unsupported("EN-07", "pass on the variable '%s'".formatted(name));
            }
        }
        for (int fd = 0; fd < options.stdio().size(); fd++) {
            requireSupported(fd, options.stdio().get(fd));
        }
    }

    private static void requireSupported(int fd, Stdio entry) {
        boolean own = entry instanceof Stdio.Descriptor(int number) && number == fd;
        if (entry instanceof Stdio.Stream) {
            throw unsupported("ST-16", "give a child the stream of another child");
        }
        if (entry instanceof Stdio.Descriptor && !own) {
            throw unsupported("ST-10", "give a child an open descriptor under another number");
        }
        if (fd < 3 && entry instanceof Stdio.Ipc) {
            throw unsupported("ST-21", "have the IPC channel at descriptor %d".formatted(fd));
        }
        if (fd > 2 && !(entry instanceof Stdio.Ipc) && !(entry instanceof Stdio.Ignore)) {
            throw unsupported("ST-09", "connect descriptor %d of a child".formatted(fd));
        }
    }

    private static UnsupportedOperationException unsupported(String row, String what) {
        return new UnsupportedOperationException(
                "The portable backend on %s cannot %s (row %s of the conformance table)."
                        .formatted(System.getProperty("os.name"), what, row));
    }

    private boolean wantsChannel() {
        return options.stdio().stream().anyMatch(Stdio.Ipc.class::isInstance);
    }

    private List<Optional<StdioStream>> streams(Process process) {
        List<Optional<StdioStream>> streams = new ArrayList<>();
        streams.add(
                isPipe(0)
                        ? Optional.of(
                                new StdioStream(
                                        Optional.empty(), Optional.of(process.getOutputStream())))
                        : Optional.empty());
        streams.add(input(1, process.getInputStream()));
        streams.add(input(2, process.getErrorStream()));
        while (streams.size() < options.stdio().size()) {
            streams.add(Optional.empty());
        }
        return streams;
    }

    private Optional<StdioStream> input(int fd, InputStream stream) {
        return isPipe(fd)
                ? Optional.of(new StdioStream(Optional.of(stream), Optional.empty()))
                : Optional.empty();
    }

    private boolean isPipe(int fd) {
        return entry(fd) instanceof Stdio.Pipe || entry(fd) instanceof Stdio.Overlapped;
    }

    private Stdio entry(int fd) {
        return fd < options.stdio().size() ? options.stdio().get(fd) : new Stdio.Pipe();
    }

    private void redirect(ProcessBuilder builder) throws IOException {
        builder.redirectInput(
                switch (entry(0)) {
                    case Stdio.Ignore _ -> Redirect.from(NULL_INPUT);
                    case Stdio.ReadFrom(Path file) -> Redirect.from(file.toFile());
                    default -> both(entry(0));
                });
        builder.redirectOutput(output(1));
        builder.redirectError(output(2));
    }

    private Redirect output(int fd) throws IOException {
        return switch (entry(fd)) {
            case Stdio.Ignore _ -> Redirect.DISCARD;
            case Stdio.WriteTo(Path file) -> Redirect.to(file.toFile());
            default -> both(entry(fd));
        };
    }

    /** What is the same for input and output. */
    private static Redirect both(Stdio entry) throws IOException {
        return switch (entry) {
            case Stdio.Pipe _, Stdio.Overlapped _ -> Redirect.PIPE;
            case Stdio.Inherit _, Stdio.Descriptor _ -> Redirect.INHERIT;
            case Stdio.AppendTo(Path file) -> append(file);
            case Stdio.ReadFrom _ -> throw unsupported("ST-10", "let a child write with ReadFrom");
            case Stdio.WriteTo _ -> throw unsupported("ST-10", "let a child read with WriteTo");
            case Stdio.Ignore _, Stdio.Ipc _, Stdio.Stream _ ->
                    throw new IllegalStateException("Entry %s was handled.".formatted(entry));
        };
    }

    /**
     * The JDK opens it for appending; a new one is made here, because the JDK's would be readable
     * by all.
     */
    private static Redirect append(Path file) throws IOException {
        try {
            if (!ProcessHandleRef.WINDOWS) {
                Files.createFile(
                        file,
                        PosixFilePermissions.asFileAttribute(
                                PosixFilePermissions.fromString("rw-------")));
            }
        } catch (FileAlreadyExistsException _) {
            // The usual case: it is appended to.
        }
        return Redirect.appendTo(file.toFile());
    }
}
