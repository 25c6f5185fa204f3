package dev.drover.supervisor.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Whose a process is. */
class ProcTreesTest {

    private static final int SERVICE = 10;
    private static final int LONG = 1_000_000;

    private final Map<Long, ProcStat> stats = new HashMap<>();

    private void process(long pid, long parent, long session) {
        stats.put(pid, new ProcStat('S', parent, session, 0, 0, 1));
    }

    private long owner(long pid) {
        return new ProcTrees(stats, List.of((long) SERVICE)).owner(pid);
    }

    @Test
    void aChainOfChildrenAsLongAsThePidsGoBelongsToItsService() {
        for (long pid = SERVICE + 1; pid <= LONG; pid++) {
            process(pid, pid - 1, pid);
        }
        assertThat(owner(LONG)).isEqualTo(SERVICE);
    }

    @Test
    void anOrphanBelongsToTheServiceWhoseSessionItIsIn() {
        process(20, 1, SERVICE);
        process(21, 20, 21);
        assertThat(owner(20)).isEqualTo(SERVICE);
        assertThat(owner(21)).isEqualTo(SERVICE);
    }

    @Test
    void strangersAndRingsBelongToNobody() {
        process(20, 1, 20);
        process(30, 31, 30);
        process(31, 30, 31);
        assertThat(owner(20)).isZero();
        assertThat(owner(30)).isZero();
        assertThat(owner(99)).isZero();
    }
}
