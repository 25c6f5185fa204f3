package dev.drover.childprocess;

import dev.drover.childprocess.portable.PortableBackend;

/** The advanced mode through a script that Node loads first. */
final class PortableAdvancedIpcTest extends AdvancedIpcContract {

    private static final Backend BACKEND = new PortableBackend();

    @Override
    Backend backend() {
        return BACKEND;
    }
}
