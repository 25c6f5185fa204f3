package dev.drover.childprocess;

import dev.drover.childprocess.portable.PortableBackend;

/** {@link MalformedInputContract} on the portable backend. */
final class PortableMalformedInputTest extends MalformedInputContract {

    private static final Backend BACKEND = new PortableBackend();

    @Override
    Backend backend() {
        return BACKEND;
    }
}
