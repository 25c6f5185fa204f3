package dev.drover.protocol.pm2;

import dev.drover.domain.ProcessDescription;
import dev.drover.protocol.JsonOutput;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The replies of {@code getMonitorData} of one supervisor: lists of {@link ListEntry#encode}, quick
 * to make again. Safe for use by several threads.
 */
public final class MonitorData {

    private static final byte[] MEMORY =
            ",\"monit\":{\"memory\":".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] CPU = ",\"cpu\":".getBytes(StandardCharsets.US_ASCII);

    private final EncodedRows rows;

    /**
     * @param redaction of the environments
     */
    public MonitorData(Redaction redaction) {
        rows = new EncodedRows(process -> redaction.ofEntry(ListEntry.withoutMonit(process)));
    }

    /** The reply, encoded when it is written. */
    public JsonOutput.Source of(List<ProcessDescription> list) {
        return out -> rows.write(list, out, MonitorData::writeMonit);
    }

    private static void writeMonit(ProcessDescription process, JsonOutput out) {
        out.raw(MEMORY);
        out.number(process.metrics().memoryBytes());
        out.raw(CPU);
        out.number(process.metrics().cpuPercent());
        out.raw('}');
    }
}
