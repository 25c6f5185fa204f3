package dev.drover.childprocess;

import dev.drover.childprocess.portable.PortableBackend;

/** {@link SpawnsContract} on the portable backend. */
final class PortableSpawnsTest extends SpawnsContract {

    private static final Backend BACKEND = new PortableBackend();

    @Override
    Backend backend() {
        return BACKEND;
    }
}
