package dev.drover.daemon;

import dev.drover.domain.OwnEnvironment;
import dev.drover.domain.ProcessDescription;
import dev.drover.protocol.AmpDecoder;
import dev.drover.protocol.Json;
import dev.drover.protocol.ProtocolException;
import dev.drover.protocol.pm2.Descriptions;
import dev.drover.protocol.pm2.Redaction;
import dev.drover.supervisor.store.PrivateFiles;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the user has set for the supervisor of a home, in {@code settings.json} (docs/security.md).
 *
 * @param redaction {@code "redact"}: variables that clients are not told
 * @param storeEnvironment {@code "storeEnvironment"}: false keeps environments off the disk
 * @param maxFrameBytes {@code "maxFrameBytes"}: bytes of one request at most
 * @param bringBack {@code "bringBack"}: false leaves stopped what ran when the machine came to its
 *     end, or the supervisor was ended by a signal; so does its absence where no environment is
 *     kept
 */
record HomeSettings(
        Redaction redaction, boolean storeEnvironment, long maxFrameBytes, boolean bringBack) {

    static final HomeSettings DEFAULT =
            new HomeSettings(Redaction.NONE, true, AmpDecoder.DEFAULT_LIMIT, true);

    private static final String REDACT = "redact";
    private static final String STORE_ENVIRONMENT = "storeEnvironment";
    private static final String MAX_FRAME_BYTES = "maxFrameBytes";
    private static final String BRING_BACK = "bringBack";
    private static final Set<String> KEYS =
            Set.of(REDACT, STORE_ENVIRONMENT, MAX_FRAME_BYTES, BRING_BACK);
    private static final int LEAST_FRAME_BYTES = 64 << 10;

    /**
     * Reads the file. One that cannot be understood is an error and not a default: it may be there
     * to keep a secret.
     *
     * @throws DaemonException with a sentence that says what is wrong in it
     */
    static HomeSettings read(Path file) throws DaemonException {
        try {
            return of(file, Json.parse(PrivateFiles.read(file)));
        } catch (NoSuchFileException e) {
            return DEFAULT;
        } catch (ProtocolException e) {
            throw new DaemonException(
                    "%s is not JSON (%s); correct it or remove it.".formatted(file, e.getMessage()),
                    e);
        } catch (IOException e) {
            throw new DaemonException("%s cannot be read (%s).".formatted(file, e.getMessage()), e);
        }
    }

    private static HomeSettings of(Path file, @Nullable Object value) throws DaemonException {
        if (!(value instanceof Map<?, ?> map)) {
            throw wrong(file, "it must hold an object");
        }
        for (Object key : map.keySet()) {
            if (!KEYS.contains(key)) {
                throw wrong(file, "there is no setting \"%s\"".formatted(key));
            }
        }
        Object most =
                map.containsKey(MAX_FRAME_BYTES)
                        ? map.get(MAX_FRAME_BYTES)
                        : (Object) AmpDecoder.DEFAULT_LIMIT;
        if (!(most instanceof Integer || most instanceof Long)
                || ((Number) most).longValue() < LEAST_FRAME_BYTES) {
            throw wrong(
                    file,
                    "\"maxFrameBytes\" must be a number from %d".formatted(LEAST_FRAME_BYTES));
        }
        boolean store = isSet(file, map, STORE_ENVIRONMENT, true);
        return new HomeSettings(
                redaction(file, map.get(REDACT)),
                store,
                ((Number) most).longValue(),
                isSet(file, map, BRING_BACK, store));
    }

    private static boolean isSet(Path file, Map<?, ?> map, String key, boolean otherwise)
            throws DaemonException {
        Object value = map.containsKey(key) ? map.get(key) : (Object) otherwise;
        if (!(value instanceof Boolean set)) {
            throw wrong(file, "\"%s\" must be true or false".formatted(key));
        }
        return set;
    }

    private static Redaction redaction(Path file, @Nullable Object value) throws DaemonException {
        if (value == null || Boolean.FALSE.equals(value)) {
            return Redaction.NONE;
        }
        if (Boolean.TRUE.equals(value)) {
            return new Redaction(Redaction.USUAL);
        }
        if (value instanceof List<?> list && list.stream().allMatch(String.class::isInstance)) {
            return new Redaction(list.stream().map(String.class::cast).toList());
        }
        throw wrong(file, "\"redact\" must be true, false or a list of patterns");
    }

    private static DaemonException wrong(Path file, String what) {
        return new DaemonException("%s is wrong: %s; correct it.".formatted(file, what));
    }

    /** An entry as it is written to the disk. */
    ProcessDescription stored(ProcessDescription entry) {
        return storeEnvironment ? entry : withEnvironment(entry, Map.of());
    }

    /** Entries as they are written to the disk. */
    List<ProcessDescription> stored(List<ProcessDescription> list) {
        return storeEnvironment ? list : list.stream().map(this::stored).toList();
    }

    /** Entries that were read: what has no environment gets the supervisor's own. */
    List<ProcessDescription> restored(List<ProcessDescription> list) {
        return storeEnvironment
                ? list
                : list.stream()
                        .map(
                                entry ->
                                        entry.spec().env().isEmpty()
                                                ? withEnvironment(entry, OwnEnvironment.variables())
                                                : entry)
                        .toList();
    }

    private static ProcessDescription withEnvironment(
            ProcessDescription entry, Map<String, String> env) {
        return Descriptions.withSpec(entry, entry.spec().toBuilder().env(env).build());
    }
}
