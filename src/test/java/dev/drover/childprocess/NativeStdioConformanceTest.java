package dev.drover.childprocess;

import dev.drover.childprocess.posix.PosixBackend;

/** The rows of {@link StdioConformance} on the native backend. */
final class NativeStdioConformanceTest extends StdioConformance {

    private static final Backend BACKEND = new PosixBackend();

    @Override
    Backend backend() {
        return BACKEND;
    }
}
