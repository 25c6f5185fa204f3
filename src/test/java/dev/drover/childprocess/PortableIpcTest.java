package dev.drover.childprocess;

import dev.drover.childprocess.portable.PortableBackend;

/** The IPC channel through a script that Node loads first. */
final class PortableIpcTest extends IpcContract {

    private static final Backend BACKEND = new PortableBackend();

    @Override
    Backend backend() {
        return BACKEND;
    }
}
