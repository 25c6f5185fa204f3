package dev.drover.childprocess;

import dev.drover.childprocess.portable.PortableBackend;

/** The timer. */
final class PortableFileWatcherTest extends FileWatcherContract {

    @Override
    Backend backend() {
        return new PortableBackend();
    }
}
