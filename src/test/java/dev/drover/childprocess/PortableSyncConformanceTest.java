package dev.drover.childprocess;

import dev.drover.childprocess.portable.PortableBackend;

/** The rows of {@link SyncConformance} on the portable backend. */
final class PortableSyncConformanceTest extends SyncConformance {

    private static final Backend BACKEND = new PortableBackend();

    @Override
    Backend backend() {
        return BACKEND;
    }
}
