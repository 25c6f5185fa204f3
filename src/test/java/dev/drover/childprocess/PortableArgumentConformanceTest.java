package dev.drover.childprocess;

import dev.drover.childprocess.portable.PortableBackend;

/** {@link ArgumentConformance} on the portable backend. */
final class PortableArgumentConformanceTest extends ArgumentConformance {

    private static final Backend BACKEND = new PortableBackend();

    @Override
    Backend backend() {
        return BACKEND;
    }
}
