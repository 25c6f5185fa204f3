package dev.drover.ui.sendmessage;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;

class MessageStoreTest {

    @TempDir private Path folder;

    private static MessageStore.Entry entry(String topic, String draft, String template) {
        return entry(new Addressee.One(Addressee.NOBODY, "api"), topic, draft, template);
    }

    private static MessageStore.Entry entry(
            Addressee to, String topic, String draft, String template) {
        return new MessageStore.Entry(to, false, "process:msg", topic, draft, 1000, template, "");
    }

    private MessageStore store() {
        return new MessageStore(folder.resolve("state"));
    }

    @Test
    void whatWasSavedIsReadAgain() {
        List<MessageStore.Entry> entries =
                List.of(entry("a", "{}", ""), entry("b", "\"中文\"", "my template"));
        store().save(entries).join();
        assertThat(store().load().join()).isEqualTo(entries);
    }

    @Test
    void whomItWasForIsReadAgain() {
        List<MessageStore.Entry> entries =
                List.of(
                        entry(new Addressee.Instances("api"), "a", "{}", ""),
                        entry(new Addressee.Namespace("shop"), "a", "{}", ""),
                        entry(
                                new Addressee.Chosen(
                                        List.of(
                                                new Addressee.One(3, "api"),
                                                new Addressee.One(7, "web"))),
                                "a",
                                "{}",
                                ""));
        store().save(entries).join();
        assertThat(store().load().join()).isEqualTo(entries);
    }

    @Test
    void theLastSaveWins() {
        MessageStore store = store();
        store.save(List.of(entry("a", "{}", "")));
        store.save(List.of(entry("b", "{}", ""))).join();
        assertThat(store().load().join())
                .extracting(MessageStore.Entry::topic)
                .containsExactly("b");
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void onlyTheOwnerMayReadIt() throws IOException {
        store().save(List.of(entry("a", "{}", ""))).join();
        Path file = folder.resolve("state/messages.json");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file.getParent())))
                .isEqualTo("rwx------");
    }

    @Test
    void aDamagedFileIsAsGoodAsNone() throws IOException {
        Files.createDirectories(folder.resolve("state"));
        Files.writeString(folder.resolve("state/messages.json"), "[{\"process\": ");
        assertThat(store().load().join()).isEmpty();
    }

    @Test
    void theNewestAndTheTemplatesAreKept() {
        List<MessageStore.Entry> entries = new ArrayList<>();
        for (int i = 0; i < MessageStore.MAX_ENTRIES + 50; i++) {
            entries.add(entry("t" + i, "{}", ""));
        }
        entries.add(entry("oldest", "{}", "a template"));
        List<MessageStore.Entry> kept = MessageStore.bounded(entries);
        assertThat(kept).hasSize(MessageStore.MAX_ENTRIES).contains(entries.getLast());
        assertThat(kept.getFirst()).isEqualTo(entries.getFirst());
    }

    @Test
    void largeOnesAreBoundedInSum() {
        String large = "x".repeat(MessageStore.MAX_CHARS / 2 - 100);
        assertThat(
                        MessageStore.bounded(
                                List.of(
                                        entry("a", large, ""),
                                        entry("b", large, ""),
                                        entry("c", large, ""))))
                .extracting(MessageStore.Entry::topic)
                .containsExactly("a", "b");
    }
}
