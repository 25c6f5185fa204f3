package dev.drover.childprocess.posix;

import dev.drover.childprocess.posix.ChildSignals.Reaping;

import java.util.Optional;

/** What is done, while a child is being started, so that its descriptors outlive this process. */
interface Custody {

    /** Nothing is. */
    Custody NONE = new Custody() {};

    /** Its descriptors are open; it is started next. */
    default void begins(StdioPlan stdio) {}

    /** It runs; the pidfd stays the caller's. */
    default void lives(int pid, int pidfd) {}

    /** Whether another process holds our ends too. */
    default boolean isHeld() {
        return false;
    }

    /** Where messages go that must outlive this process; empty when nothing does. */
    default Optional<LargeMessages> largeMessages() {
        return Optional.empty();
    }

    default Reaping reaping() {
        return Reaping.AT_ONCE;
    }
}
