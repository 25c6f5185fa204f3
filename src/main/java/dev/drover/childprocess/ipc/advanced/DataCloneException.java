package dev.drover.childprocess.ipc.advanced;

import java.io.IOException;

/** The bytes are not a serialized value; the message says what is wrong and at which byte. */
public final class DataCloneException extends IOException {

    private static final long serialVersionUID = 1L;

    DataCloneException(String what, int at) {
        super("%s at byte %d".formatted(what, at));
    }
}
