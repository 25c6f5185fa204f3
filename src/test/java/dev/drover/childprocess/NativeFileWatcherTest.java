package dev.drover.childprocess;

import dev.drover.childprocess.posix.PosixBackend;

/** inotify. */
final class NativeFileWatcherTest extends FileWatcherContract {

    @Override
    Backend backend() {
        return new PosixBackend();
    }
}
