package dev.drover.protocol.pm2;

import dev.drover.domain.Home;
import dev.drover.domain.Metrics;
import dev.drover.domain.ProcessDescription;
import dev.drover.domain.ProcessSpec;
import dev.drover.protocol.Json;
import dev.drover.protocol.JsonOutput;
import dev.drover.protocol.ProtocolException;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Saved lists: a JSON array of {@code pm2_env} objects (spec/pm2.md section 2.5). They are parsed
 * as data only.
 */
public final class DumpFormat {

    private static final String PID = "drover:pid";

    private static final Set<String> OF_ONE_LIFE =
            Set.of("instances", "pm_id", "prev_restart_delay");

    private DumpFormat() {}

    /** PM2's {@code dump.pm2}: without what belongs to one life of the daemon. */
    public static byte[] encodeDump(List<ProcessDescription> processes) {
        List<Object> entries = new ArrayList<>();
        for (ProcessDescription process : processes) {
            Map<String, Object> entry = ListEntry.pm2Env(process);
            entry.keySet().removeAll(OF_ONE_LIFE);
            entries.add(entry);
        }
        return Json.write(entries);
    }

    /** The same of a reply to {@code getMonitorData}, with every field as the daemon gave it. */
    public static byte[] dumpOfList(@Nullable Object reply) {
        List<Object> entries = new ArrayList<>();
        if (reply instanceof List<?> list) {
            for (Object element : list) {
                Map<String, @Nullable Object> entry =
                        new LinkedHashMap<>(Fields.lenient(element).object("pm2_env").map());
                boolean module = entry.containsKey("pmx_module");
                entry.keySet().removeAll(OF_ONE_LIFE);
                if (!module && !entry.isEmpty()) {
                    entries.add(entry);
                }
            }
        }
        return Json.write(entries);
    }

    /** Drover's own list: complete, so that ids, counters and running processes come back. */
    public static final class SavedList {

        private final EncodedRows rows = new EncodedRows(SavedList::entry);

        /** The text; what has not changed since the call before is not encoded anew. */
        public byte[] encode(List<ProcessDescription> processes) {
            JsonOutput out = new JsonOutput(4096);
            rows.write(processes, out, (_, _) -> {});
            return out.toByteArray();
        }

        private static Map<String, Object> entry(ProcessDescription process) {
            Map<String, Object> entry = ListEntry.optionsAndState(process);
            process.pid().ifPresent(pid -> entry.put(PID, pid));
            return entry;
        }
    }

    /**
     * What the entries of PM2's {@code dump.pm2} define.
     *
     * @throws ProtocolException when the bytes are not a list of entries
     */
    public static List<ProcessSpec> decodeDump(byte[] bytes, Home home) throws ProtocolException {
        if (!(Json.parse(bytes) instanceof List<?> list)) {
            throw new ProtocolException("The saved list is not a JSON array.");
        }
        List<ProcessSpec> specs = new ArrayList<>();
        for (Object element : list) {
            try {
                specs.add(SpecFields.decode(element, home));
            } catch (InvalidOptionException e) {
                throw new ProtocolException("The saved list is damaged. " + e.getMessage(), e);
            }
        }
        return specs;
    }

    /**
     * @throws ProtocolException when the bytes are not a list of entries
     */
    public static List<ProcessDescription> decodeList(byte[] bytes, Home home)
            throws ProtocolException {
        if (!(Json.parse(bytes) instanceof List<?> list)) {
            throw new ProtocolException("The saved list is not a JSON array.");
        }
        List<ProcessDescription> processes = new ArrayList<>();
        for (Object element : list) {
            try {
                Map<String, @Nullable Object> entry = Fields.strict(element, "A saved entry").map();
                long pid = Fields.lenient(element).optionalWhole(PID).orElse(0L);
                processes.add(ListEntry.decodeEnv(entry, pid, Metrics.NONE, home));
            } catch (InvalidOptionException e) {
                throw new ProtocolException("The saved list is damaged. " + e.getMessage(), e);
            }
        }
        return processes;
    }
}
