package dev.drover.childprocess;

import java.io.Closeable;
import java.nio.file.Path;

/** What a descriptor of the child is connected to: an entry of Node's {@code stdio} option. */
public sealed interface Stdio {

    /** A stream between parent and child; from descriptor 3 on in both directions. */
    record Pipe() implements Stdio {}

    /** A pipe whose child's end is opened for overlapped I/O on Windows; elsewhere a pipe. */
    record Overlapped() implements Stdio {}

    /** {@code /dev/null} for descriptors 0 to 2; higher ones are not opened. */
    record Ignore() implements Stdio {}

    /** The parent's descriptor of the same number. */
    record Inherit() implements Stdio {}

    /** The IPC channel. At most one. */
    record Ipc() implements Stdio {}

    /**
     * An open descriptor of this process, by its number. It stays open here. A negative number is a
     * pipe, as in Node.
     */
    record Descriptor(int fd) implements Stdio {}

    /**
     * The pipe below a stream of another child, such as its {@code stdin}. Who reads a pipe that it
     * has given away shares the bytes with the child.
     */
    record Stream(Closeable stream) implements Stdio {}

    /** A file that the child reads. */
    record ReadFrom(Path file) implements Stdio {}

    /** A file that the child writes from its beginning; what was in it is removed. */
    record WriteTo(Path file) implements Stdio {}

    /**
     * A file that the child itself appends to ({@code O_WRONLY|O_CREAT|O_APPEND}, mode 0600), so
     * that nothing is lost when the parent dies. The folder must exist.
     */
    record AppendTo(Path file) implements Stdio {}
}
