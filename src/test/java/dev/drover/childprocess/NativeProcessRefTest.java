package dev.drover.childprocess;

import dev.drover.childprocess.posix.PosixBackend;

/** The native backend's. */
final class NativeProcessRefTest extends ProcessRefContract {

    @Override
    Backend backend() {
        return new PosixBackend();
    }
}
