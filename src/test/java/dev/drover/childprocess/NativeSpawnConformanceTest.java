package dev.drover.childprocess;

import dev.drover.childprocess.posix.PosixBackend;

/** The rows of {@link SpawnConformance} on the native backend. */
final class NativeSpawnConformanceTest extends SpawnConformance {

    private static final Backend BACKEND = new PosixBackend();

    @Override
    Backend backend() {
        return BACKEND;
    }
}
