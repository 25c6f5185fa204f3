package dev.drover.childprocess.posix;

import static java.lang.foreign.ValueLayout.ADDRESS;

import dev.drover.childprocess.Serialization;
import dev.drover.childprocess.child.WellFormedText;

import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The environment of a child as bytes: taken raw from this process, because under {@code LC_ALL=C}
 * Java's strings have lost what is not ASCII.
 */
@SuppressWarnings("restricted")
final class PosixEnvironment {

    /** Where execvp looks when there is no PATH. */
    static final String DEFAULT_PATH = "/bin:/usr/bin";

    private static final String CHANNEL_FD = "NODE_CHANNEL_FD";
    private static final String CHANNEL_MODE = "NODE_CHANNEL_SERIALIZATION_MODE";

    private final List<byte[]> entries = new ArrayList<>();

    private PosixEnvironment() {}

    /** The given variables, or this process's own. */
    static PosixEnvironment of(Optional<Map<String, String>> variables) {
        PosixEnvironment environment = new PosixEnvironment();
        if (variables.isEmpty()) {
            environment.copyOwn();
            return environment;
        }
        for (Map.Entry<String, String> variable : variables.get().entrySet()) {
            environment.add(variable.getKey(), variable.getValue());
        }
        return environment;
    }

    /**
     * Tells a Node child about its IPC channel. Entries of these names that were there are removed
     * in any case: they speak of a channel of this process, which the child does not have.
     */
    PosixEnvironment withChannel(OptionalInt fd, Serialization serialization) {
        entries.removeIf(e -> isNamed(e, CHANNEL_FD) || isNamed(e, CHANNEL_MODE));
        if (fd.isPresent()) {
            add(CHANNEL_FD, Integer.toString(fd.getAsInt()));
            add(CHANNEL_MODE, serialization == Serialization.JSON ? "json" : "advanced");
        }
        return this;
    }

    /** {@code NAME=value} each. */
    List<byte[]> entries() {
        return List.copyOf(entries);
    }

    /** The value of the first PATH. */
    Optional<String> path() {
        for (byte[] entry : entries) {
            if (isNamed(entry, "PATH")) {
                String text = new String(entry, StandardCharsets.UTF_8);
                return Optional.of(text.substring("PATH=".length()));
            }
        }
        return Optional.empty();
    }

    private void add(String name, String value) {
        entries.add(WellFormedText.utf8(name + "=" + value));
    }

    private void copyOwn() {
        MemorySegment array = Libc.environ().get(ADDRESS, 0);
        if (array.equals(MemorySegment.NULL)) {
            return;
        }
        array = array.reinterpret(Long.MAX_VALUE);
        for (long i = 0; ; i++) {
            MemorySegment text = array.getAtIndex(ADDRESS, i);
            if (text.equals(MemorySegment.NULL)) {
                return;
            }
            // ISO-8859-1 keeps every byte as it is.
            String raw = text.reinterpret(Long.MAX_VALUE).getString(0, StandardCharsets.ISO_8859_1);
            entries.add(raw.getBytes(StandardCharsets.ISO_8859_1));
        }
    }

    private static boolean isNamed(byte[] entry, String name) {
        if (entry.length <= name.length()
                || entry[0] != name.charAt(0)
                || entry[name.length()] != '=') {
            return false;
        }
        for (int i = 0; i < name.length(); i++) {
            if (entry[i] != name.charAt(i)) {
                return false;
            }
        }
        return true;
    }
}
