package dev.drover.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.domain.ExitStatus;
import dev.drover.domain.Home;
import dev.drover.domain.Metrics;
import dev.drover.domain.ProcessDescription;
import dev.drover.domain.ProcessSpec;
import dev.drover.domain.ProcessStatus;
import dev.drover.supervisor.store.ListStore;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** The saved list as it really is, damaged at every byte. */
class DamagedListTest {

    @TempDir Path folder;
    private Home home;
    private Path broken;
    private byte[] whole;

    @BeforeEach
    void saveTwoGenerations() throws IOException {
        home = new Home(folder);
        broken = folder.resolve("drover-list.json.broken-1");
        store().save(List.of(entry("before")));
        store().save(List.of(entry("after")));
        whole = Files.readAllBytes(home.list());
    }

    private ListStore store() {
        return new ListStore(home.list(), new SavedListCodec(home, HomeSettings.DEFAULT));
    }

    private static ProcessDescription entry(String name) {
        return new ProcessDescription(
                0,
                ProcessSpec.builder(Path.of("/home"), name, Path.of("/bin/true")).build(),
                ProcessStatus.STOPPED,
                OptionalLong.empty(),
                0,
                "u",
                Optional.empty(),
                Optional.empty(),
                0,
                0,
                Optional.of(new ExitStatus.Exited(0)),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                false,
                Metrics.NONE,
                Map.of());
    }

    private void assertTheGenerationBeforeIsUsed(byte[] damaged, String how) throws IOException {
        Files.write(home.list(), damaged);
        ListStore.Loaded loaded = store().load();
        assertThat(loaded.list()).as(how).extracting(p -> p.name()).containsExactly("before");
        assertThat(loaded.notices()).as(how).hasSize(1);
        assertThat(loaded.notices().getFirst())
                .contains("is damaged", "kept as " + broken, "the generation before is used");
        assertThat(broken).hasBinaryContent(damaged);
        Files.delete(broken);
    }

    @Test
    void everyFlippedByteIsSeen() throws IOException {
        for (int at = 0; at < whole.length; at++) {
            for (int mask : new int[] {0x01, 0x20, 0x80, 0xff}) {
                byte[] flipped = whole.clone();
                flipped[at] ^= (byte) mask;
                assertTheGenerationBeforeIsUsed(flipped, "byte %d ^ %x".formatted(at, mask));
            }
        }
    }

    /** A list that lost nothing but its checksum is still the list. */
    @Test
    void everyCutIsSeenUnlessTheListIsWhole() throws IOException {
        int list = new String(whole, 0, whole.length).lastIndexOf("\n\"crc32");
        for (int length = 0; length < list; length++) {
            assertTheGenerationBeforeIsUsed(Arrays.copyOf(whole, length), "cut at " + length);
        }
        Files.write(home.list(), Arrays.copyOf(whole, list));
        assertThat(store().load().list()).extracting(p -> p.name()).containsExactly("after");
    }
}
