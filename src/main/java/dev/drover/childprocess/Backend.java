package dev.drover.childprocess;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The seam to the operating system: what {@link ChildProcesses} offers, done by one way of doing
 * it. A service of the module, so that the packages of the backends depend on this one and never
 * the other way round. Not for users.
 */
public interface Backend {

    /** Its name in the system property {@code drover.childprocess.backend}. */
    String name();

    /** True when it works on this machine. May be slow the first time. */
    boolean isUsable();

    /**
     * As {@link ChildProcesses#spawn}, with arguments that were checked and without a shell.
     *
     * @throws UnsupportedOperationException when this platform cannot do what an option asks for;
     *     names the platform and the conformance row
     */
    ChildProcess spawn(String command, List<String> args, SpawnOptions options)
            throws SpawnException;

    /** True on the thread that calls the listeners, which must not wait for a child. */
    boolean isEventThread();

    /**
     * Opens the channel to the parent at a descriptor of this process, which is taken over.
     *
     * @throws UnsupportedOperationException when this backend cannot
     */
    ParentChannel openParentChannel(int fd, Serialization serialization);

    /**
     * What opens sockets that can be sent to children.
     *
     * @throws UnsupportedOperationException when this backend cannot
     */
    HandleFactory handles();

    /** As {@link ChildProcesses#find}. */
    Optional<ProcessRef> find(long pid);

    /** As {@link ChildProcesses#descendants}. */
    List<ProcessRef> descendants(long pid);

    /** As {@link ChildProcesses#findTagged}. */
    List<TaggedProcess> findTagged(String variable, Predicate<String> value);

    /** As {@link ChildProcesses#isOfThisBoot}. */
    default boolean isOfThisBoot(String start) {
        return true;
    }

    /** As {@link ChildProcesses#adopt}. */
    ChildProcess adopt(ProcessRef process, String command);

    /** As {@link ChildProcesses#keeper}. */
    default Optional<Keeper> keeper() {
        return Optional.empty();
    }

    /** As {@link ChildProcesses#raiseFileLimit}. */
    void raiseFileLimit();

    /** As {@link ChildProcesses#forbidCoreDumps}. */
    void forbidCoreDumps();

    /** As {@link ChildProcesses#releaseUnusedMemory}. */
    void releaseUnusedMemory();

    /** As {@link ChildProcesses#openFileWatcher}. */
    FileWatcher openFileWatcher() throws IOException;

    /** As {@link ChildProcesses#openFileSpace}. */
    Optional<FileSpace> openFileSpace(Path file) throws IOException;
}
