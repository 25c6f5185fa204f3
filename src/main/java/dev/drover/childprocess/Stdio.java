package dev.drover.childprocess;

import java.nio.file.Path;

/** What a descriptor of the child is connected to: an entry of Node's {@code stdio} option. */
public sealed interface Stdio {

    /** A stream between parent and child. */
    record Pipe() implements Stdio {}

    /** {@code /dev/null}. */
    record Ignore() implements Stdio {}

    /** The parent's descriptor of the same number. */
    record Inherit() implements Stdio {}

    /** The IPC channel. At most one, and only at index 3 or above in this version. */
    record Ipc() implements Stdio {}

    /**
     * A file that the child itself appends to ({@code O_WRONLY|O_CREAT|O_APPEND}, mode 0600), so
     * that nothing is lost when the parent dies. The folder must exist.
     */
    record AppendTo(Path file) implements Stdio {}
}
