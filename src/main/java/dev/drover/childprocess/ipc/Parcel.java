package dev.drover.childprocess.ipc;

import java.util.Map;
import java.util.Optional;

/** The channel's own copy of a handle, kept until the child has confirmed that it has it. */
public interface Parcel {

    /** The fields beside {@code msg} that tell Node what to make of it. */
    Map<String, Object> description();

    /** Whether it is sent again when it was lost. */
    boolean isSentAgain();

    /** Whose connection it is: empty for what no server of this program has accepted. */
    Optional<Connections> owner();

    void close();
}
