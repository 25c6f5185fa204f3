package dev.drover.protocol.pm2;

import dev.drover.domain.ProcessDescription;
import dev.drover.protocol.Json;
import dev.drover.protocol.JsonOutput;

import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A list of entries as JSON, of which only those that changed since the list before are encoded
 * anew: most of a list of hundreds has not, and the entries carry whole environments. Safe for use
 * by several threads.
 */
final class EncodedRows {

    private static final int HEADROOM = 1024;

    private final Function<ProcessDescription, Map<String, Object>> encoder;
    private final Map<Integer, Row> rows = new HashMap<>();

    /**
     * Lists follow each other with nearly the same length; growing would copy most of them twice.
     */
    private int lastBytes;

    /** The bytes are those of everything in the description but its metrics. */
    private record Row(ProcessDescription process, byte[] json) {

        boolean saysTheSame(ProcessDescription other) {
            return process == other || process.isSameButMetrics(other);
        }
    }

    /** Writes what follows the entry's own bytes, up to its end. */
    @FunctionalInterface
    interface Rest {
        void write(ProcessDescription process, JsonOutput out);
    }

    /**
     * @param encoder depends on nothing but the description, and not on its metrics
     */
    EncodedRows(Function<ProcessDescription, Map<String, Object>> encoder) {
        this.encoder = encoder;
    }

    /** Writes an array; each entry is what the encoder made and then the rest. */
    synchronized void write(List<ProcessDescription> list, JsonOutput out, Rest rest) {
        int begin = out.size();
        out.reserve(lastBytes);
        out.raw('[');
        boolean first = true;
        for (ProcessDescription process : list) {
            if (!first) {
                out.raw(',');
            }
            first = false;
            byte[] json = json(process);
            // Without the closing bracket.
            out.raw(json, json.length - 1);
            rest.write(process, out);
            out.raw('}');
        }
        out.raw(']');
        lastBytes = out.size() - begin + HEADROOM;
        forgetOthers(list);
    }

    private byte[] json(ProcessDescription process) {
        @Nullable Row row = rows.get(process.id());
        byte[] json =
                row != null && row.saysTheSame(process)
                        ? row.json()
                        : Json.write(encoder.apply(process));
        if (row == null || row.process() != process) {
            rows.put(process.id(), new Row(process, json));
        }
        return json;
    }

    private void forgetOthers(List<ProcessDescription> list) {
        if (rows.size() > list.size()) {
            Set<Integer> present =
                    list.stream().map(ProcessDescription::id).collect(Collectors.toSet());
            rows.keySet().retainAll(present);
        }
    }
}
