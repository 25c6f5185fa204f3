package dev.drover.childprocess;

import dev.drover.childprocess.portable.PortableBackend;

/** The rows of {@link ExecConformance} on the portable backend. */
final class PortableExecConformanceTest extends ExecConformance {

    private static final Backend BACKEND = new PortableBackend();

    @Override
    Backend backend() {
        return BACKEND;
    }
}
