package dev.drover.childprocess;

import dev.drover.childprocess.portable.PortableBackend;

/** The rows of {@link ForkConformance} on the portable backend. */
final class PortableForkConformanceTest extends ForkConformance {

    private static final Backend BACKEND = new PortableBackend();

    @Override
    Backend backend() {
        return BACKEND;
    }
}
