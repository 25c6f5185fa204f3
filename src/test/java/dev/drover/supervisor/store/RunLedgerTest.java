package dev.drover.supervisor.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.supervisor.store.RunLedger.Note;
import dev.drover.supervisor.store.RunLedger.Standing;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

class RunLedgerTest {

    private static final Note NOTE =
            new Note(
                    4711,
                    "boot/99",
                    Standing.RUNS,
                    3,
                    Instant.ofEpochMilli(1_795_000_000_123L),
                    2,
                    1);

    @TempDir Path folder;

    private RunLedger ledger;

    @BeforeEach
    void open() {
        ledger = new RunLedger(folder);
    }

    @Test
    void whatWasNotedIsReadAgain() throws IOException {
        ledger.write(7, NOTE);
        assertThat(ledger.read(7)).contains(NOTE);
        assertThat(ledger.read(8)).isEmpty();
    }

    @Test
    void aNoteReplacesALongerOneWhole() throws IOException {
        ledger.write(7, NOTE);
        Note shorter = new Note(1, "b/1", Standing.STOPPED, 3, NOTE.at(), 0, 0);
        ledger.write(7, shorter);
        assertThat(ledger.read(7)).contains(shorter);
    }

    @Test
    void aNoteOfTheVersionBeforeIsAProcessThatRuns() throws IOException {
        Files.writeString(folder.resolve("7"), "4711 boot/99");
        Note note = ledger.read(7).orElseThrow();
        assertThat(note.pid()).isEqualTo(4711);
        assertThat(note.start()).isEqualTo("boot/99");
        assertThat(note.standing()).isEqualTo(Standing.RUNS);
    }

    @Test
    void aNoteThatCannotBeUnderstoodIsNone() throws IOException {
        for (String text :
                new String[] {"", "x", "1 b FLIES 1 2 3 4", "1 b RUNS x 2 3 4", "-1 b"}) {
            Files.writeString(folder.resolve("7"), text);
            assertThat(ledger.read(7)).as(text).isEmpty();
        }
    }
}
