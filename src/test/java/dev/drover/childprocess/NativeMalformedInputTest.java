package dev.drover.childprocess;

import dev.drover.childprocess.posix.PosixBackend;

/** {@link MalformedInputContract} on the native backend. */
final class NativeMalformedInputTest extends MalformedInputContract {

    private static final Backend BACKEND = new PosixBackend();

    @Override
    Backend backend() {
        return BACKEND;
    }
}
