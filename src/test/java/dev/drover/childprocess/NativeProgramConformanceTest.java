package dev.drover.childprocess;

import dev.drover.childprocess.posix.PosixBackend;

/** {@link ProgramConformance} on the native backend. */
final class NativeProgramConformanceTest extends ProgramConformance {

    private static final Backend BACKEND = new PosixBackend();

    @Override
    Backend backend() {
        return BACKEND;
    }
}
