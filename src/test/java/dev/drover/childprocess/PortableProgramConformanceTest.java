package dev.drover.childprocess;

import dev.drover.childprocess.portable.PortableBackend;

/** {@link ProgramConformance} on the portable backend. */
final class PortableProgramConformanceTest extends ProgramConformance {

    private static final Backend BACKEND = new PortableBackend();

    @Override
    Backend backend() {
        return BACKEND;
    }
}
