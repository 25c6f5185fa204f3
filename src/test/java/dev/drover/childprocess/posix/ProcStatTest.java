package dev.drover.childprocess.posix;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.util.List;

final class ProcStatTest {

    private static final String REST =
            " 7 7 0 -1 4194560 111 0 0 0 0 0 0 0 20 0 1 0 98765 2400256 ";

    @Test
    void nameWithSpacesAndBracketsIsSkipped() {
        ProcStat stat = parse("42 (a) b (c) S 7" + REST);
        assertThat(stat).isEqualTo(new ProcStat(42, 'S', 7, 98765, stat.program()));
    }

    private static ProcStat parse(String line) {
        return ProcStat.parse(line.getBytes(StandardCharsets.US_ASCII), line.length());
    }

    @Test
    void execIsSeenByTheNameOrByWhereCodeAndEnvironmentLie() {
        String rest = REST + "1 2 %s 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25";
        String line = "42 (%s) S 7" + rest + " 26 %s 28\n";
        ProcStat before = parse(line.formatted("java", "94000000000000", "140737488350000"));
        assertThat(parse(line.formatted("java", "94000000000000", "140737488350000")))
                .matches(before::isSameProgram);
        assertThat(parse(line.formatted("sh", "94000000000000", "140737488350000")))
                .matches(before::isSameProcess)
                .matches(stat -> !before.isSameProgram(stat));
        assertThat(parse(line.formatted("java", "95000000000000", "140737488350000")))
                .matches(stat -> !before.isSameProgram(stat));
        assertThat(parse(line.formatted("java", "94000000000000", "140737488340000")))
                .matches(stat -> !before.isSameProgram(stat));
    }

    @Test
    void programThatReplacesItselfIsKnownByItsNewEnvironment() throws Exception {
        Process process =
                new ProcessBuilder(
                                "/bin/sh",
                                "-c",
                                "read line; exec env TAG_OF_THIS_TEST=second"
                                        + " sh -c 'echo begun; read line'")
                        .start();
        try {
            KnownTags tags = new KnownTags("TAG_OF_THIS_TEST");
            assertThat(tags.among(List.of(look(process)), _ -> true)).isEmpty();
            process.getOutputStream().write('\n');
            process.getOutputStream().flush();
            assertThat(process.inputReader().readLine()).isEqualTo("begun");
            assertThat(tags.among(List.of(look(process)), _ -> true))
                    .singleElement()
                    .satisfies(one -> assertThat(one.tag()).isEqualTo("second"));
        } finally {
            process.destroyForcibly();
        }
    }

    private static ProcStat look(Process process) {
        return ProcStat.read(process.pid()).orElseThrow();
    }

    @Test
    void zombieDoesNotRun() {
        assertThat(parse("42 (x) Z 7" + REST).runs()).isFalse();
        assertThat(parse("42 (x) R 7" + REST).runs()).isTrue();
    }

    @Test
    void sameNumberWithAnotherStartIsAnotherProcess() {
        ProcStat first = new ProcStat(42, 'S', 7, 1, 0);
        assertThat(first.isSameProcess(new ProcStat(42, 'R', 1, 1, 0))).isTrue();
        assertThat(first.isSameProcess(new ProcStat(42, 'S', 7, 2, 0))).isFalse();
    }

    @Test
    void descendantsLeaveZombiesOutAndSurviveACircle() {
        ProcessTree tree =
                ProcessTree.of(
                        List.of(
                                new ProcStat(1, 'S', 3, 0, 0),
                                new ProcStat(2, 'S', 1, 0, 0),
                                new ProcStat(3, 'S', 2, 0, 0),
                                new ProcStat(4, 'Z', 2, 0, 0)));
        assertThat(tree.descendants(1).stream().map(ProcStat::pid)).isEqualTo(List.of(3L, 2L));
    }

    @Test
    void thisProcessRuns() {
        assertThat(ProcStat.read(ProcessHandle.current().pid()))
                .hasValueSatisfying(stat -> assertThat(stat.runs()).isTrue());
    }
}
