package dev.drover.childprocess;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;

/** Finds the channel that this program was given, in the variables that Node uses. */
final class InheritedChannel {

    private static final String FD = "NODE_CHANNEL_FD";
    private static final String MODE = "NODE_CHANNEL_SERIALIZATION_MODE";

    private InheritedChannel() {}

    static ParentChannel ofThisProgram() {
        return Opened.CHANNEL.get();
    }

    /** Opens the channel that these variables name. */
    static ParentChannel open(Backend backend, Map<String, String> environment) {
        String fd = environment.getOrDefault(FD, "");
        if (!fd.matches("\\d{1,9}")) {
            throw new IllegalStateException(
                    "This program has no IPC channel to its parent: %s is '%s'. Start it by fork, or with 'ipc' in stdio."
                            .formatted(FD, fd));
        }
        return backend.openParentChannel(Integer.parseInt(fd), serialization(environment));
    }

    private static Serialization serialization(Map<String, String> environment) {
        String mode = environment.getOrDefault(MODE, "json").toUpperCase(Locale.ROOT);
        return Arrays.stream(Serialization.values())
                .filter(s -> s.name().equals(mode))
                .findFirst()
                .orElseThrow(
                        () ->
                                new IllegalStateException(
                                        "%s is '%s'; known are %s."
                                                .formatted(
                                                        MODE,
                                                        mode,
                                                        Arrays.toString(Serialization.values()))));
    }

    private static final class Opened {

        /** Asks again after a failure, and keeps what was opened. */
        static final Opened CHANNEL = new Opened();

        private @Nullable ParentChannel channel;

        synchronized ParentChannel get() {
            ParentChannel opened = channel;
            if (opened == null) {
                opened = open(ChildProcesses.backendInUse(), System.getenv());
                channel = opened;
            }
            return opened;
        }
    }
}
