package dev.drover.childprocess.portable;

import dev.drover.childprocess.Backend;
import dev.drover.childprocess.ChildProcess;
import dev.drover.childprocess.FileSpace;
import dev.drover.childprocess.FileWatcher;
import dev.drover.childprocess.HandleFactory;
import dev.drover.childprocess.ParentChannel;
import dev.drover.childprocess.ProcessRef;
import dev.drover.childprocess.Serialization;
import dev.drover.childprocess.SpawnException;
import dev.drover.childprocess.SpawnOptions;
import dev.drover.childprocess.TaggedProcess;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The portable backend: {@link ProcessBuilder} and {@link ProcessHandle}. What it cannot do: an
 * {@code argv0}, a session for a detached child (it stays in the parent's; {@code killGroup} goes
 * by parentage), exit codes 129 to 192 (unknown, because the JDK reports signals so), and an IPC
 * channel for programs other than Node.
 */
public final class PortableBackend implements Backend {

    @Override
    public String name() {
        return "portable";
    }

    @Override
    public boolean isUsable() {
        return true;
    }

    @Override
    public ChildProcess spawn(String command, List<String> args, SpawnOptions options)
            throws SpawnException {
        return new PortableSpawn(command, args, options).start();
    }

    @Override
    public boolean isEventThread() {
        return EventLoop.isItsThread();
    }

    @Override
    public ParentChannel openParentChannel(int fd, Serialization serialization) {
        throw new UnsupportedOperationException(
                "The portable backend on %s cannot use an inherited descriptor (row IP-31 of the conformance table)."
                        .formatted(System.getProperty("os.name")));
    }

    @Override
    public HandleFactory handles() {
        throw new UnsupportedOperationException(
                "The portable backend on %s cannot open sockets for children (rows HD-* of the conformance table)."
                        .formatted(System.getProperty("os.name")));
    }

    @Override
    public Optional<ProcessRef> find(long pid) {
        return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).map(ProcessHandleRef::new);
    }

    @Override
    public List<ProcessRef> descendants(long pid) {
        List<ProcessRef> deepestFirst = new ArrayList<>();
        ProcessHandle.of(pid).ifPresent(root -> collect(root, deepestFirst));
        return List.copyOf(deepestFirst);
    }

    /** The JDK cannot see the environment of another process. */
    @Override
    public List<TaggedProcess> findTagged(String variable, Predicate<String> value) {
        return List.of();
    }

    @Override
    public ChildProcess adopt(ProcessRef process, String command) {
        try {
            return PortableOrphan.of(process, command, EventLoop.shared());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The JVM has done it, or was told not to. */
    @Override
    public void raiseFileLimit() {}

    @Override
    public void forbidCoreDumps() {}

    @Override
    public void releaseUnusedMemory() {}

    @Override
    public FileWatcher openFileWatcher() {
        return new PollingWatcher();
    }

    @Override
    public Optional<FileSpace> openFileSpace(Path file) {
        return Optional.empty();
    }

    private static void collect(ProcessHandle parent, List<ProcessRef> into) {
        for (ProcessHandle child : parent.children().toList()) {
            collect(child, into);
            if (child.isAlive()) {
                into.add(new ProcessHandleRef(child));
            }
        }
    }
}
