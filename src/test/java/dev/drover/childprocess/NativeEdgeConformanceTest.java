package dev.drover.childprocess;

import dev.drover.childprocess.posix.PosixBackend;

/** The rows of {@link EdgeConformance} on the native backend. */
final class NativeEdgeConformanceTest extends EdgeConformance {

    private static final Backend BACKEND = new PosixBackend();

    @Override
    Backend backend() {
        return BACKEND;
    }
}
