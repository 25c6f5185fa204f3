package dev.drover.childprocess;

import java.io.IOException;

/** A child could not be started. The message names program, folder and reason. */
public final class SpawnException extends IOException {

    private static final long serialVersionUID = 1L;

    private final String code;

    public SpawnException(String code, String message) {
        super(message);
        this.code = code;
    }

    /** Node's error code: {@code ENOENT}, {@code EACCES}, {@code E2BIG}, … */
    public String code() {
        return code;
    }
}
