package dev.drover.childprocess;

import dev.drover.domain.ExitStatus;
import dev.drover.domain.Signal;

import org.jspecify.annotations.Nullable;

import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * A running or ended child: Node's {@code ChildProcess}. Safe for use by several threads.
 *
 * <p>Listeners run on the backend's event thread, one at a time per child, and must not block. A
 * listener that is added after its event has happened is called at once with what happened, so
 * nothing is missed between {@code spawn} and the first {@code on…} call. What came before there
 * were listeners is told in the order in which they are added; after that the order is Node's:
 * messages, disconnect, exit, close. Messages wait until the first message listener is there
 * (Node's rule); of a child that sends more than 16 MB meanwhile no more is read until then, so its
 * sends wait.
 *
 * <p>A listener must not wait for a child, and the synchronous functions of {@link ChildProcesses}
 * refuse to. The streams may be used on virtual threads; an interrupt does not end a read or write,
 * closing the stream does.
 */
public interface ChildProcess extends AutoCloseable {

    /** The operating system's number of the child; it stays readable after the child has ended. */
    long pid();

    /** The command as it was given. */
    String spawnfile();

    /** The argument vector, {@code argv0} first. */
    List<String> spawnargs();

    /** How it ended; empty while it runs. */
    Optional<ExitStatus> exitStatus();

    /** The stream into descriptor 0, when it is a pipe. */
    Optional<OutputStream> stdin();

    /** The stream out of descriptor 1, when it is a pipe. */
    Optional<InputStream> stdout();

    /** The stream out of descriptor 2, when it is a pipe. */
    Optional<InputStream> stderr();

    /**
     * The parent's ends by descriptor of the child: empty for what is not a pipe. The first three
     * hold {@link #stdin}, {@link #stdout} and {@link #stderr}.
     */
    List<Optional<StdioStream>> stdio();

    /** The exit code; empty while it runs, and when a signal ended it. */
    default OptionalInt exitCode() {
        return exitStatus().orElse(null) instanceof ExitStatus.Exited(int code)
                ? OptionalInt.of(code)
                : OptionalInt.empty();
    }

    /**
     * The most resident memory that it had until now, in bytes. Not in Node. After its end it is
     * exact, or the largest of the processes that it waited for, when it was more than this process
     * ever had; else it is what was seen at the last of these calls before, or of {@link #kill}.
     * Empty when nothing was seen, and where the operating system does not tell.
     */
    default OptionalLong peakMemory() {
        return OptionalLong.empty();
    }

    /** The signal that ended it; empty while it runs, and when it ended by itself. */
    default Optional<Signal> signalCode() {
        return exitStatus().orElse(null) instanceof ExitStatus.Signaled(Signal signal, _)
                ? Optional.of(signal)
                : Optional.empty();
    }

    /** The IPC channel while it is open. */
    Optional<Channel> channel();

    /**
     * Keeps this JVM alive until the child has ended, its outputs are closed and the listeners were
     * told. Without it no child does.
     */
    void ref();

    /** Lets this JVM end while the child runs. */
    void unref();

    /** True while the IPC channel is open in both directions. */
    boolean connected();

    /** True once a signal was sent successfully by {@link #kill}. */
    boolean killed();

    /**
     * Sends a signal to the child itself. Never reaches another process, even when the pid was
     * reused.
     *
     * @return false when the child has ended, or may not be signalled; then the error listeners get
     *     a {@link KillException}
     */
    boolean kill(Signal signal);

    /** Sends SIGTERM. */
    default boolean kill() {
        return kill(Signal.SIGTERM);
    }

    /**
     * Sends a signal by its name, in any case.
     *
     * @throws InvalidArgumentException for a name that is no signal
     */
    default boolean kill(String name) {
        return kill(KillSignals.named(name));
    }

    /**
     * Sends a signal by its number; 0 only asks whether that would be possible.
     *
     * @throws InvalidArgumentException for a number that is no named signal
     */
    default boolean kill(int number) {
        return kill(KillSignals.numbered(number));
    }

    /**
     * Sends a signal to the child's whole process group; only for a detached child.
     *
     * <p>The portable backend reaches the descendants instead, and only those that still hang
     * together by parentage.
     *
     * @return false when the group has ended
     * @throws IllegalStateException when the child was not started detached
     */
    boolean killGroup(Signal signal);

    /**
     * Sends a message over the IPC channel: null, Boolean, Number, String, List, Map with String
     * keys, and what the package {@code dev.drover.childprocess.value} lists; in {@code json} mode
     * the latter become what {@code JSON.stringify} makes of them.
     *
     * @param sent called once on the event thread: with null when the kernel has taken the last
     *     byte, else with why not
     * @return false when the queue is above Node's high-water mark (128 KiB), or the channel is
     *     closed
     * @throws IllegalArgumentException for a message of another shape, or nested more than 1000
     *     deep; nothing is sent
     */
    boolean send(@Nullable Object message, Consumer<@Nullable IpcException> sent);

    /**
     * Lets messages that are sent from now on wait for {@link #uncork}, which hands them to the
     * kernel in one piece, as Node's streams do. Called once for both of two calls in a row.
     */
    void cork();

    /**
     * Ends {@link #cork}. For messages that the kernel takes at once {@code sent} is called before
     * this returns, on this thread, which spares a change of threads.
     */
    void uncork();

    /**
     * As the first, with a handle (native backend). A connection leaves this program unless it is
     * kept; a closed handle is left out. Later messages wait until the child has confirmed it. With
     * a reserved message ({@code NODE_…}) the child gets it raw, as Node's cluster workers do.
     *
     * @throws InvalidArgumentException for a handle that this library did not open
     * @throws UnsupportedOperationException on the portable backend
     */
    boolean send(
            @Nullable Object message,
            Handle handle,
            SendOptions options,
            Consumer<@Nullable IpcException> sent);

    /** As the other, with failures reported to the error listeners. */
    boolean send(@Nullable Object message);

    /**
     * Closes the IPC channel after what is queued was sent. Without an open channel the error
     * listeners get {@code ERR_IPC_DISCONNECTED}.
     */
    void disconnect();

    /** Called once when the child runs. */
    void onSpawn(Runnable listener);

    /** Runs a task on the event thread, behind the listeners of what was read so far. */
    void onEventThread(Runnable task);

    /**
     * Called for each reserved message ({@code NODE_…}) of the child; the first listener hears the
     * first few that came before it.
     */
    void onInternalMessage(Consumer<Object> listener);

    /**
     * Called for each message that the child sends; reserved {@code NODE_} messages are kept apart.
     */
    void onMessage(Consumer<@Nullable Object> listener);

    /**
     * As the other, with the handle that came with a message (native backend), or null. The
     * listener owns the handle and closes it; without such a listener handles are closed on
     * arrival.
     */
    void onMessage(BiConsumer<@Nullable Object, @Nullable Handle> listener);

    /**
     * Holds back the messages of the child, or lets them come again: for a listener that hands them
     * on and has too many under way. What was read already still comes. A child that goes on
     * sending waits. Does nothing without an open channel.
     */
    void pauseMessages(boolean paused);

    /** Called once when the IPC channel is closed by either side. */
    void onDisconnect(Runnable listener);

    /** Called once when the process has ended and was reaped. */
    void onExit(Consumer<ExitStatus> listener);

    /**
     * Called once when the process has ended and all its output pipes and the IPC channel are
     * closed by those who wrote to them. Output that was not read by then stays readable.
     */
    void onClose(Consumer<ExitStatus> listener);

    /**
     * Called for what went wrong after the start: an abort, a signal that could not be sent, an
     * error of the channel that is not the answer to one {@code send}. After a message that is
     * broken or too large the channel is closed; a line that is no JSON at all is left out.
     */
    void onError(Consumer<? super ChildProcessException> listener);

    /** Node's dispose: {@code kill(SIGTERM)}, once. */
    @Override
    void close();
}
