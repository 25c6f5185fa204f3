package dev.drover.childprocess;

import dev.drover.childprocess.posix.PosixBackend;

/** {@link ArgumentConformance} on the native backend. */
final class NativeArgumentConformanceTest extends ArgumentConformance {

    private static final Backend BACKEND = new PosixBackend();

    @Override
    Backend backend() {
        return BACKEND;
    }
}
