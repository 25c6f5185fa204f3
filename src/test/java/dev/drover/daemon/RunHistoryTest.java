package dev.drover.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.domain.Cause;
import dev.drover.domain.ExitStatus;
import dev.drover.domain.RunEnd;
import dev.drover.domain.RunRecord;
import dev.drover.domain.Signal;
import dev.drover.supervisor.store.RunHistory;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** The runs on the disk, with the lines that the daemon writes. */
class RunHistoryTest {

    private static final Instant AT = Instant.ofEpochMilli(1_700_000_000_000L);

    @TempDir private Path folder;

    private Path file;
    private RunHistory history;
    private final List<String> notices = new ArrayList<>();

    @BeforeEach
    void open() {
        file = folder.resolve("drover-runs.jsonl");
        history = new RunHistory(file, new RunLineCodec());
    }

    @AfterEach
    void close() throws IOException {
        history.close();
    }

    private static RunRecord begun(int run) {
        return RunRecord.begun(run, 100 + run, AT, new Cause.Crash(new ExitStatus.Exited(3)));
    }

    private static RunRecord ended(int run) {
        return begun(run)
                .ended(
                        new RunEnd(
                                AT.plusSeconds(9),
                                new ExitStatus.Signaled(Signal.SIGKILL, false),
                                new Cause.ByUser("the window"),
                                List.of("a \"line\"\twith é", ""),
                                OptionalLong.of(5 << 20),
                                Optional.of(Duration.ofMillis(1600)),
                                true));
    }

    private List<RunRecord> runsOf(int entry) throws IOException {
        return new RunHistory(file, new RunLineCodec())
                .load(notices)
                .getOrDefault(entry, List.of());
    }

    @Test
    void aRunComesBackAsItWas() throws IOException {
        history.note(0, begun(1));
        history.note(0, ended(1));
        history.note(0, begun(2));

        assertThat(runsOf(0)).containsExactly(ended(1), begun(2));
        assertThat(notices).isEmpty();
    }

    @Test
    void theRunsOfADeletedEntryAreForgotten() throws IOException {
        history.note(0, ended(1));
        history.note(1, ended(1));
        history.forget(0);

        assertThat(runsOf(0)).isEmpty();
        assertThat(runsOf(1)).hasSize(1);
    }

    @Test
    void aLineThatAKillHasCutTakesNoOtherWithIt() throws IOException {
        history.note(0, ended(1));
        Files.writeString(file, "{\"entry\":0,\"run\":2,\"pi", StandardOpenOption.APPEND);
        RunHistory next = new RunHistory(file, new RunLineCodec());
        next.note(0, begun(3));
        next.close();

        assertThat(runsOf(0)).containsExactly(ended(1), begun(3));
        assertThat(notices).singleElement().asString().contains("1 lines").contains("left out");
    }

    @Test
    void theFileIsBounded() throws IOException {
        for (int run = 1; run <= 12_000; run++) {
            history.note(run % 3, ended(run));
        }

        assertThat(Files.size(file)).isLessThan(2 << 20);
        assertThat(runsOf(1)).hasSize(50).last().isEqualTo(ended(11_998));
    }

    @Test
    void theFileIsReadableByTheOwnerOnly() throws IOException {
        history.note(0, begun(1));

        assertThat(Files.getPosixFilePermissions(file))
                .containsExactlyInAnyOrder(
                        PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
    }

    @Test
    void nothingIsThereBeforeTheFirstRun() throws IOException {
        assertThat(runsOf(0)).isEmpty();
    }
}
