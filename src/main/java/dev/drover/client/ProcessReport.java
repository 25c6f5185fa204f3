package dev.drover.client;

import dev.drover.domain.ProcessDescription;
import dev.drover.domain.Triggers;
import dev.drover.protocol.pm2.ListEntry;
import dev.drover.protocol.pm2.Redaction;
import dev.drover.protocol.pm2.ReportedFields;
import dev.drover.protocol.pm2.SpecFields;
import dev.drover.protocol.pm2.TriggerFields;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What PM2's {@code describe} and {@code jlist} tell about a process beyond its description. */
public final class ProcessReport {

    private ProcessReport() {}

    /** The version of the program, from its {@code package.json}. */
    public static Optional<String> version(ProcessDescription process) {
        return SpecFields.version(process.spec());
    }

    /** The version of the Node that runs it, when it has told. */
    public static Optional<String> nodeVersion(ProcessDescription process) {
        return ReportedFields.nodeVersion(process);
    }

    /** What restarts it apart from its own exit and a user. */
    public static Triggers triggers(ProcessDescription process) {
        return TriggerFields.read(process.spec());
    }

    /** The metrics of its own that it has reported, by name, as text. */
    public static Map<String, String> customMetrics(ProcessDescription process) {
        return ReportedFields.metrics(process);
    }

    /** Options that Drover keeps for PM2's clients and has no word of its own for. */
    public static Map<String, Object> furtherOptions(ProcessDescription process) {
        Map<String, Object> further = new LinkedHashMap<>(process.spec().extra());
        further.keySet().removeIf(key -> TriggerFields.isTrigger(key) || SpecFields.isVersion(key));
        return further;
    }

    /** True for what a supervisor tells instead of the value of a secret variable. */
    public static boolean isHidden(String value) {
        return value.equals(Redaction.MARK);
    }

    /** The process as {@code pm2 jlist} prints it; JSON-shaped, with its whole environment. */
    public static Map<String, Object> json(ProcessDescription process) {
        return ListEntry.encode(process);
    }
}
