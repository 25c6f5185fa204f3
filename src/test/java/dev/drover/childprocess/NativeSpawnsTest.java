package dev.drover.childprocess;

import dev.drover.childprocess.posix.PosixBackend;

/** {@link SpawnsContract} on the native backend. */
final class NativeSpawnsTest extends SpawnsContract {

    private static final Backend BACKEND = new PosixBackend();

    @Override
    Backend backend() {
        return BACKEND;
    }
}
