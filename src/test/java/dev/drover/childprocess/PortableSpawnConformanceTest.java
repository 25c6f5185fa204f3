package dev.drover.childprocess;

import dev.drover.childprocess.portable.PortableBackend;

/** The rows of {@link SpawnConformance} on the portable backend. */
final class PortableSpawnConformanceTest extends SpawnConformance {

    private static final Backend BACKEND = new PortableBackend();

    @Override
    Backend backend() {
        return BACKEND;
    }
}
