package dev.drover.supervisor.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.domain.ProcessDescription;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;

class DefinitionJournalTest {

    @TempDir Path folder;

    private final ListCodec codec = new ListStoreTest.Names();

    private Path file() {
        return folder.resolve("list.journal");
    }

    private ProcessDescription entry(String name) throws ListFormatException {
        return codec.decode(("begin\n" + name + "\nend\n").getBytes()).getFirst();
    }

    @Test
    void whatWasAddedIsReadByTheNext() throws Exception {
        try (DefinitionJournal journal = new DefinitionJournal(file(), codec)) {
            journal.add(entry("a"));
        }
        assertThat(new DefinitionJournal(file(), codec).read().values())
                .extracting(ProcessDescription::name)
                .containsExactly("a");
    }

    @Test
    void aRecordThatWasCutIsLeftOutAtEveryByte() throws Exception {
        try (DefinitionJournal journal = new DefinitionJournal(file(), codec)) {
            journal.add(entry("a"));
            journal.add(entry("b"));
        }
        byte[] whole = Files.readAllBytes(file());
        for (int length = 0; length < whole.length; length++) {
            Files.write(file(), Arrays.copyOf(whole, length), StandardOpenOption.TRUNCATE_EXISTING);
            List<String> names =
                    new DefinitionJournal(file(), codec)
                            .read().values().stream().map(ProcessDescription::name).toList();
            assertThat(names).isSubsetOf("a", "b");
        }
    }

    @Test
    void whatTheSavedListHasIsForgottenButNotWhatCameAfterIt() throws Exception {
        try (DefinitionJournal journal = new DefinitionJournal(file(), codec)) {
            journal.add(entry("a"));
            long saved = journal.size();
            journal.add(entry("b"));
            journal.saved(saved);
            assertThat(journal.read()).isNotEmpty();
            journal.saved(journal.size());
            assertThat(journal.read()).isEmpty();
        }
    }

    @Test
    void withoutAFileThereIsNothing() throws IOException {
        assertThat(new DefinitionJournal(file(), codec).read()).isEmpty();
    }
}
