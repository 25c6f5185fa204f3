package dev.drover.childprocess;

import dev.drover.childprocess.portable.PortableBackend;

/** The portable backend's. */
final class PortableProcessRefTest extends ProcessRefContract {

    @Override
    Backend backend() {
        return new PortableBackend();
    }
}
