package dev.drover.childprocess.posix;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class ProcStatTest {

    private static final String REST =
            " 7 7 0 -1 4194560 111 0 0 0 0 0 0 0 20 0 1 0 98765 2400256 ";

    @Test
    void nameWithSpacesAndBracketsIsSkipped() {
        assertThat(ProcStat.parse("42 (a) b (c) S 7" + REST))
                .isEqualTo(new ProcStat(42, 'S', 7, 98765));
    }

    @Test
    void zombieDoesNotRun() {
        assertThat(ProcStat.parse("42 (x) Z 7" + REST).runs()).isFalse();
        assertThat(ProcStat.parse("42 (x) R 7" + REST).runs()).isTrue();
    }

    @Test
    void sameNumberWithAnotherStartIsAnotherProcess() {
        ProcStat first = new ProcStat(42, 'S', 7, 1);
        assertThat(first.isSameProcess(new ProcStat(42, 'R', 1, 1))).isTrue();
        assertThat(first.isSameProcess(new ProcStat(42, 'S', 7, 2))).isFalse();
    }

    @Test
    void descendantsLeaveZombiesOutAndSurviveACircle() {
        ProcessTree tree =
                ProcessTree.of(
                        List.of(
                                new ProcStat(1, 'S', 3, 0),
                                new ProcStat(2, 'S', 1, 0),
                                new ProcStat(3, 'S', 2, 0),
                                new ProcStat(4, 'Z', 2, 0)));
        assertThat(tree.descendants(1).stream().map(ProcStat::pid)).isEqualTo(List.of(3L, 2L));
    }

    @Test
    void thisProcessRuns() {
        assertThat(ProcStat.read(ProcessHandle.current().pid()))
                .hasValueSatisfying(stat -> assertThat(stat.runs()).isTrue());
    }
}
