package dev.drover.childprocess.posix;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** {@code /proc/PID/environ}: the environment with which a program began. */
final class ProcEnvironment {

    private ProcEnvironment() {}

    /** The value of a variable; empty when it is not set, or this user may not see it. */
    static Optional<String> value(long pid, String variable) {
        try {
            return valueIn(
                    Files.readAllBytes(Path.of("/proc", Long.toString(pid), "environ")),
                    (variable + "=").getBytes(StandardCharsets.UTF_8));
        } catch (IOException _) {
            // It has ended, or belongs to somebody else: nothing of ours either way.
            return Optional.empty();
        }
    }

    /** Looks for {@code NAME=} at the begin of an entry; entries end with NUL. */
    static Optional<String> valueIn(byte[] environment, byte[] prefix) {
        for (int begin = 0; begin < environment.length; ) {
            int end = begin;
            while (end < environment.length && environment[end] != 0) {
                end++;
            }
            if (startsWith(environment, begin, end, prefix)) {
                int from = begin + prefix.length;
                return Optional.of(
                        new String(environment, from, end - from, StandardCharsets.UTF_8));
            }
            begin = end + 1;
        }
        return Optional.empty();
    }

    private static boolean startsWith(byte[] bytes, int begin, int end, byte[] prefix) {
        if (end - begin < prefix.length) {
            return false;
        }
        for (int i = 0; i < prefix.length; i++) {
            if (bytes[begin + i] != prefix[i]) {
                return false;
            }
        }
        return true;
    }
}
