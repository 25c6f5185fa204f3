package dev.drover.supervisor.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drover.supervisor.store.RunLedger.Note;
import dev.drover.supervisor.store.RunLedger.Standing;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;

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
    void theNextSupervisorReadsWhatThisOneNoted() throws IOException {
        Note other = new Note(12, "b/1", Standing.STOPPED, 1, NOTE.at(), 0, 0);
        ledger.write(7, NOTE);
        ledger.write(2_000_000_000, other);
        ledger.close();
        RunLedger next = new RunLedger(folder);
        assertThat(next.read(7)).contains(NOTE);
        assertThat(next.read(2_000_000_000)).contains(other);
        assertThat(next.read(0)).isEmpty();
    }

    @Test
    void anInterruptedWriterDoesNotKeepTheOthersFromWriting() throws Exception {
        ledger.write(7, NOTE);
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> ledger.write(8, NOTE))
                .isInstanceOf(ClosedByInterruptException.class);
        assertThat(Thread.interrupted()).isTrue();
        ledger.write(9, NOTE);
        assertThat(new RunLedger(folder).read(7)).contains(NOTE);
        assertThat(new RunLedger(folder).read(9)).contains(NOTE);
    }

    @Test
    void aRemovedNoteIsGoneAndItsPlaceIsUsedAgain() throws IOException {
        for (int id = 0; id < 100; id++) {
            ledger.write(id, NOTE);
        }
        long size = Files.size(folder.resolve("notes"));
        for (int id = 0; id < 100; id++) {
            ledger.remove(id);
            ledger.write(1000 + id, NOTE);
        }
        assertThat(Files.size(folder.resolve("notes"))).isEqualTo(size);
        RunLedger next = new RunLedger(folder);
        assertThat(next.read(0)).isEmpty();
        assertThat(next.read(1099)).contains(NOTE);
        next.write(1, NOTE);
        assertThat(new RunLedger(folder).read(1000)).contains(NOTE);
    }

    @Test
    void theFilesOfTheVersionBeforeAreTakenOver() throws IOException {
        Files.writeString(folder.resolve("7"), "4711 boot/99");
        Files.writeString(folder.resolve("8"), "12 b/1 STOPPED 3 1795000000123 2 1  \n");
        Note note = ledger.read(7).orElseThrow();
        assertThat(note.pid()).isEqualTo(4711);
        assertThat(note.start()).isEqualTo("boot/99");
        assertThat(note.standing()).isEqualTo(Standing.RUNS);
        assertThat(folder.resolve("7")).doesNotExist();
        assertThat(new RunLedger(folder).read(8).orElseThrow().standing())
                .isEqualTo(Standing.STOPPED);
    }

    @Test
    void aNoteThatCannotBeUnderstoodIsNone() throws IOException {
        for (String text :
                new String[] {
                    "", "x", "7 1 b FLIES 1 2 3 4", "7 1 b RUNS x 2 3 4", "7 -1 b", "7 1 b RUNS 1"
                }) {
            Files.writeString(folder.resolve("notes"), text);
            assertThat(new RunLedger(folder).read(7)).as(text).isEmpty();
        }
    }

    @Test
    void aFileThatWasCutKeepsTheNotesBefore() throws IOException {
        ledger.write(1, NOTE);
        ledger.write(2, NOTE);
        byte[] all = Files.readAllBytes(folder.resolve("notes"));
        Files.write(folder.resolve("notes"), Arrays.copyOf(all, all.length * 3 / 4 - 100));
        RunLedger next = new RunLedger(folder);
        assertThat(next.read(1)).contains(NOTE);
        next.write(3, NOTE);
        assertThat(new RunLedger(folder).read(3)).contains(NOTE);
    }
}
