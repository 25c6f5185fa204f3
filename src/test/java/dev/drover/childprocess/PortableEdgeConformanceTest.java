package dev.drover.childprocess;

import dev.drover.childprocess.portable.PortableBackend;

/** The rows of {@link EdgeConformance} on the portable backend. */
final class PortableEdgeConformanceTest extends EdgeConformance {

    private static final Backend BACKEND = new PortableBackend();

    @Override
    Backend backend() {
        return BACKEND;
    }
}
