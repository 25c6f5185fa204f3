package dev.drover.childprocess;

/**
 * The IPC channel as something that can keep this program from ending: Node's {@code
 * subprocess.channel}. It does not until {@link #ref} is called.
 */
public interface Channel {

    /** Keeps this JVM alive until the channel is closed and the listeners were told. */
    void ref();

    /** Lets this JVM end while the channel is open. */
    void unref();
}
