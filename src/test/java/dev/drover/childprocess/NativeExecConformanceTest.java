package dev.drover.childprocess;

import dev.drover.childprocess.posix.PosixBackend;

/** The rows of {@link ExecConformance} on the native backend. */
final class NativeExecConformanceTest extends ExecConformance {

    private static final Backend BACKEND = new PosixBackend();

    @Override
    Backend backend() {
        return BACKEND;
    }
}
