package dev.drover.supervisor.log;

import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/** Why a file could not be used, in words for a user. */
final class Reasons {

    private Reasons() {}

    static String of(Exception e) {
        if (e instanceof NoSuchFileException) {
            return "it or its folder is missing";
        }
        if (e instanceof AccessDeniedException) {
            return "permission denied";
        }
        if (e instanceof FileSystemException known && known.getReason() != null) {
            return known.getReason();
        }
        return String.valueOf(e.getMessage() == null ? e : e.getMessage());
    }
}
