package dev.drover.childprocess;

import java.io.IOException;
import java.nio.file.Path;

/**
 * Tells that a file was written, truncated, moved or deleted: inotify where there is one, a timer
 * elsewhere. One thread for all files.
 */
public interface FileWatcher extends AutoCloseable {

    /**
     * Watches a file, which must exist. {@code changed} is called on the watcher's thread, at least
     * once after the last change, not once per change; it must not block.
     *
     * @return ends the watch when closed
     */
    Watch watch(Path file, Runnable changed) throws IOException;

    @Override
    void close();

    /** One watched file. */
    interface Watch extends AutoCloseable {
        @Override
        void close();
    }
}
