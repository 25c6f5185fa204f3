package dev.drover.childprocess.portable;

import dev.drover.childprocess.ChildProcess;
import dev.drover.childprocess.SpawnException;
import dev.drover.childprocess.SpawnOptions;
import dev.drover.childprocess.Stdio;
import dev.drover.childprocess.child.AbstractChildProcess;
import dev.drover.childprocess.child.ChannelEvents;
import dev.drover.childprocess.child.ChildEvents;
import dev.drover.childprocess.ipc.IpcChannel;

import java.io.File;
import java.io.IOException;
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

/** One start of a program with {@link ProcessBuilder}. */
record PortableSpawn(String command, List<String> args, SpawnOptions options) {

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
                new ProgramLookup(command, options.cwd(), environment, options.stdio());
        List<String> argv = new ArrayList<>(List.of(lookup.program()));
        argv.addAll(args);
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
            builder.environment().putAll(environment);
            return attach(builder.start(), loop, node);
        } catch (IOException e) {
            node.ifPresent(NodeChannel::stopListening);
            SpawnException failure = lookup.failed(e);
            failure.initCause(e);
            throw failure;
        } catch (IllegalArgumentException e) {
            node.ifPresent(NodeChannel::stopListening);
            throw new SpawnException(
                    "ERR_INVALID_ARG_VALUE",
                    "Cannot start '%s': %s.".formatted(command, e.getMessage()));
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
                                Optional.of(process.getOutputStream()).filter(_ -> isPipe(0)),
                                Optional.of(process.getInputStream()).filter(_ -> isPipe(1)),
                                Optional.of(process.getErrorStream()).filter(_ -> isPipe(2)),
                                channel,
                                events),
                        process,
                        options.detached());
        if (node.isPresent()) {
            node.get().listen(channel.orElseThrow());
        }
        process.onExit()
                .thenAccept(
                        ended ->
                                loop.execute(
                                        () -> {
                                            node.ifPresent(NodeChannel::childEnded);
                                            events.exited(child.statusOf(ended.exitValue()));
                                        }));
        return child;
    }

    private void requireSupported() throws SpawnException {
        if (command.isEmpty()) {
            throw new SpawnException("ERR_INVALID_ARG_VALUE", "The name of the program is empty.");
        }
        if (options.argv0().isPresent()) {
            throw unsupported("cannot give a child another name (argv0)");
        }
        if (wantsChannel() && ProcessHandleRef.WINDOWS) {
            throw unsupported("has no IPC channel on Windows");
        }
        for (Map.Entry<String, String> variable : options.env().orElse(Map.of()).entrySet()) {
            if ((variable.getKey() + variable.getValue()).indexOf('\0') >= 0) {
                throw new SpawnException(
                        "ERR_INVALID_ARG_VALUE",
                        "The environment variable '%s' contains a NUL character."
                                .formatted(variable.getKey().replace("\0", "\\0")));
            }
        }
        requireSupportedStdio();
    }

    private void requireSupportedStdio() throws SpawnException {
        int channels = 0;
        for (int fd = 0; fd < options.stdio().size(); fd++) {
            Stdio entry = options.stdio().get(fd);
            boolean ipc = entry instanceof Stdio.Ipc;
            channels += ipc ? 1 : 0;
            if (fd < 3 && ipc) {
                throw unsupported("cannot have the IPC channel below descriptor 3");
            }
            if (fd > 2 && !ipc && !(entry instanceof Stdio.Ignore)) {
                throw unsupported("cannot connect descriptor %d".formatted(fd));
            }
        }
        if (channels > 1) {
            throw new SpawnException("ERR_IPC_ONE_PIPE", "A child can have only one IPC channel.");
        }
    }

    private SpawnException unsupported(String what) {
        return new SpawnException(
                "ENOTSUP", "Cannot start '%s': the portable backend %s.".formatted(command, what));
    }

    private boolean wantsChannel() {
        return options.stdio().stream().anyMatch(Stdio.Ipc.class::isInstance);
    }

    private boolean isPipe(int fd) {
        return entry(fd) instanceof Stdio.Pipe;
    }

    private Stdio entry(int fd) {
        return fd < options.stdio().size() ? options.stdio().get(fd) : new Stdio.Pipe();
    }

    private void redirect(ProcessBuilder builder) throws IOException {
        builder.redirectInput(
                switch (entry(0)) {
                    case Stdio.Pipe _, Stdio.Ipc _ -> Redirect.PIPE;
                    case Stdio.Inherit _ -> Redirect.INHERIT;
                    case Stdio.Ignore _ -> Redirect.from(NULL_INPUT);
                    case Stdio.AppendTo(Path file) -> append(file);
                });
        builder.redirectOutput(output(entry(1)));
        builder.redirectError(output(entry(2)));
    }

    private static Redirect output(Stdio entry) throws IOException {
        return switch (entry) {
            case Stdio.Pipe _, Stdio.Ipc _ -> Redirect.PIPE;
            case Stdio.Inherit _ -> Redirect.INHERIT;
            case Stdio.Ignore _ -> Redirect.DISCARD;
            case Stdio.AppendTo(Path file) -> append(file);
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
