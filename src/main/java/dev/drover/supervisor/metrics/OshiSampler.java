package dev.drover.supervisor.metrics;

import dev.drover.domain.Metrics;

import oshi.SystemInfo;
import oshi.software.os.OSProcess;
import oshi.software.os.OperatingSystem;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** Samples through OSHI, on platforms without {@code /proc}. */
final class OshiSampler implements Sampler {

    private final OperatingSystem system = new SystemInfo().getOperatingSystem();
    private Map<Long, OSProcess> previous = Map.of();

    @Override
    public Map<Long, Metrics> sample(Collection<Long> pids) {
        Map<Long, Metrics> samples = HashMap.newHashMap(pids.size());
        Map<Long, OSProcess> next = HashMap.newHashMap(pids.size());
        for (long pid : pids) {
            OSProcess process = system.getProcess((int) pid);
            if (process == null || process.getState() == OSProcess.State.ZOMBIE) {
                continue;
            }
            OSProcess before = previous.get(pid);
            double share =
                    before == null
                            ? process.getProcessCpuLoadCumulative()
                            : process.getProcessCpuLoadBetweenTicks(before);
            samples.put(
                    pid, new Metrics(Math.round(share * 1000) / 10.0, process.getResidentMemory()));
            next.put(pid, process);
        }
        previous = next;
        return samples;
    }
}
