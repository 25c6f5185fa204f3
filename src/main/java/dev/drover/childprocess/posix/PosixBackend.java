package dev.drover.childprocess.posix;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import dev.drover.childprocess.Backend;
import dev.drover.childprocess.ChildProcess;
import dev.drover.childprocess.FileSpace;
import dev.drover.childprocess.FileWatcher;
import dev.drover.childprocess.HandleFactory;
import dev.drover.childprocess.Keeper;
import dev.drover.childprocess.ParentChannel;
import dev.drover.childprocess.ProcessRef;
import dev.drover.childprocess.Serialization;
import dev.drover.childprocess.SpawnException;
import dev.drover.childprocess.SpawnOptions;
import dev.drover.childprocess.TaggedProcess;
import dev.drover.childprocess.child.ChannelEvents;
import dev.drover.childprocess.child.ChildEvents;
import dev.drover.childprocess.child.EventedParentChannel;
import dev.drover.childprocess.child.SpawnFailure;
import dev.drover.childprocess.ipc.IpcChannel;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The native backend: Linux with glibc 2.34 or newer and a kernel with pidfds (5.4), on x86-64 and
 * arm64.
 */
public final class PosixBackend implements Backend {

    private static final Logger LOG = LoggerFactory.getLogger(PosixBackend.class);
    private static final List<String> ARCHITECTURES = List.of("amd64", "aarch64");
    private static final int SIGCHLD = 17;
    private static final int SIGKILL = 9;
    private static final int SIGACTION_SIZE = 256; // 152 in glibc

    @Override
    public String name() {
        return "native";
    }

    @Override
    public boolean isUsable() {
        return System.getProperty("os.name", "").equals("Linux")
                && ARCHITECTURES.contains(System.getProperty("os.arch", ""))
                && Probe.WORKS;
    }

    @Override
    public ChildProcess spawn(String command, List<String> args, SpawnOptions options)
            throws SpawnException {
        return spawn(command, args, options, Custody.NONE);
    }

    /** As the other; the custody gets what is to be held for the child. */
    static PosixChild spawn(
            String command, List<String> args, SpawnOptions options, Custody custody)
            throws SpawnException {
        Startup.once();
        List<String> argv = new ArrayList<>(List.of(options.argv0().orElse(command)));
        argv.addAll(args);
        PosixEnvironment environment = PosixEnvironment.of(options.env());
        SpawnFailure failure =
                new SpawnFailure(
                        command,
                        args,
                        options.cwd(),
                        environment.path().orElse(PosixEnvironment.DEFAULT_PATH),
                        options.stdio());
        Credentials credentials = new Credentials(options.uid(), options.gid());
        try (StdioPlan stdio = StdioPlan.open(options.stdio(), !credentials.isEmpty())) {
            custody.begins(stdio);
            Spawner.Command what =
                    new Spawner.Command(
                            command,
                            argv,
                            options.cwd(),
                            environment
                                    .withChannel(stdio.channel(), options.serialization())
                                    .entries(),
                            environment.path(),
                            options.detached(),
                            credentials);
            int pid = ChildLimits.run(stdio.highest(), () -> Spawner.spawn(what, stdio));
            if (pid < 0) {
                throw failure.because(Errno.name(-pid), -pid, Errno.words(-pid));
            }
            stdio.started();
            return attach(pid, command, argv, options, stdio, custody);
        } catch (Errno.Failure e) {
            SpawnException because = failure.because(Errno.name(e.errno()), e.errno(), e.what());
            because.initCause(e);
            throw because;
        } catch (SpawnException e) {
            throw e;
        } catch (IOException e) {
            SpawnException because = failure.because("EIO", 0, String.valueOf(e.getMessage()));
            because.initCause(e);
            throw because;
        }
    }

    /**
     * Connects the running child with the reactor; when that fails the child is killed and reaped
     * again.
     */
    private static PosixChild attach(
            int pid,
            String command,
            List<String> argv,
            SpawnOptions options,
            StdioPlan stdio,
            Custody custody)
            throws IOException {
        int pidfd = Libc.pidfdOpen(pid);
        if (pidfd < 0) {
            killAndReap(pid);
            throw Errno.exception(-pidfd, "pidfd_open");
        }
        custody.lives(pid, pidfd);
        ChildSignals signals = new ChildSignals(pid, pidfd, options.detached(), custody.reaping());
        try {
            Reactor reactor = Reactor.shared();
            return Attachment.of(stdio, options, custody)
                    .connect(signals, command, argv, child -> child.awaitEnd(reactor));
        } catch (IOException e) {
            signals.close();
            killAndReap(pid);
            throw e;
        }
    }

    private static void killAndReap(int pid) {
        Libc.kill(pid, SIGKILL);
        try (Arena arena = Arena.ofConfined()) {
            int result;
            do {
                result = Libc.waitid(1 /* P_PID */, pid, arena.allocate(128, 8).address(), 4);
            } while (result == -Errno.EINTR);
        }
    }

    @Override
    public boolean isEventThread() {
        return Reactor.isItsThread();
    }

    @Override
    public ParentChannel openParentChannel(int fd, Serialization serialization) {
        try {
            Reactor reactor = Reactor.shared();
            // A copy that no child inherits; the original would leak into those of other code.
            int copy = Errno.check(Libc.duplicateFrom(fd, fd), "Using descriptor " + fd);
            Libc.close(fd);
            ChildEvents events = new ChildEvents(reactor, 1);
            IpcChannel channel = new IpcChannel(serialization, reactor, new ChannelEvents(events));
            events.holdBackThrough(channel);
            SocketTransport.open(reactor, new Descriptor(copy), channel, Optional.empty());
            return new EventedParentChannel(channel, events);
        } catch (IOException e) {
            throw new IllegalStateException(
                    "The IPC channel to the parent at descriptor %d cannot be used: %s"
                            .formatted(fd, e.getMessage()),
                    e);
        }
    }

    @Override
    public HandleFactory handles() {
        return new SocketFactory();
    }

    @Override
    public Optional<ProcessRef> find(long pid) {
        return ProcStat.read(pid).filter(ProcStat::runs).map(PosixProcessRef::new);
    }

    @Override
    public List<ProcessRef> descendants(long pid) {
        return ProcessTree.descendantsNow(pid).stream()
                .<ProcessRef>map(PosixProcessRef::new)
                .toList();
    }

    @Override
    public List<TaggedProcess> findTagged(String variable, Predicate<String> value) {
        return ProcessTree.taggedNow(variable, value);
    }

    @Override
    public boolean isOfThisBoot(String start) {
        return PosixProcessRef.isOfThisBoot(start);
    }

    @Override
    public ChildProcess adopt(ProcessRef process, String command) {
        Startup.once();
        return Orphan.of(process, command);
    }

    @Override
    public Optional<Keeper> keeper() {
        return KeeperLink.shared();
    }

    @Override
    public void raiseFileLimit() {
        FileLimit.raise();
    }

    @Override
    public void forbidCoreDumps() {
        CoreDumps.forbid();
    }

    @Override
    public void releaseUnusedMemory() {
        UnusedMemory.release();
    }

    @Override
    public FileWatcher openFileWatcher() throws IOException {
        return InotifyWatcher.open(Reactor.shared());
    }

    @Override
    public Optional<FileSpace> openFileSpace(Path file) throws IOException {
        return Optional.of(PosixFileSpace.open(file));
    }

    /** Done before the first spawn. */
    private static final class Startup {

        static {
            // Somebody may have started us with SIGCHLD ignored; then exit statuses would be lost.
            try (Arena arena = Arena.ofConfined()) {
                MemorySegment byDefault = arena.allocate(SIGACTION_SIZE, 8);
                Libc.sigaction(SIGCHLD, byDefault.address(), 0);
            }
        }

        static void once() {}
    }

    /** Whether this machine has what we need; found out once. */
    private static final class Probe {

        static final boolean WORKS = works();

        private static boolean works() {
            try {
                return Libc.has("posix_spawn_file_actions_addclosefrom_np")
                        && Libc.has("posix_spawn_file_actions_addchdir_np")
                        && pidfdsWork()
                        && spawnReportsErrors();
            } catch (IllegalCallerException | UnsatisfiedLinkError e) {
                LOG.info("The native child process backend is not available: {}", e.getMessage());
                return false;
            }
        }

        private static boolean pidfdsWork() {
            int self = Libc.pidfdOpen(ProcessHandle.current().pid());
            if (self < 0) {
                return false;
            }
            Libc.close(self);
            return true;
        }

        /**
         * WSL 1 and qemu-user do not share memory with the new process, so a failed exec looks like
         * a success.
         */
        private static boolean spawnReportsErrors() {
            try (Arena arena = Arena.ofConfined()) {
                long path =
                        NativeStrings.copy(arena, new byte[] {'/', 'd', 'e', 'v', '/', '-', '/'});
                MemorySegment pid = arena.allocate(JAVA_INT);
                MemorySegment none = arena.allocate(8, 8);
                int errno =
                        Libc.posixSpawn(pid.address(), path, 0, 0, none.address(), none.address());
                return errno == Errno.ENOENT;
            }
        }
    }
}
