package dev.drover.childprocess;

import dev.drover.childprocess.posix.PosixBackend;

/** The rows of {@link ForkConformance} on the native backend. */
final class NativeForkConformanceTest extends ForkConformance {

    private static final Backend BACKEND = new PosixBackend();

    @Override
    Backend backend() {
        return BACKEND;
    }
}
