package dev.drover.supervisor.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.domain.ExitStatus;
import dev.drover.domain.Metrics;
import dev.drover.domain.ProcessDescription;
import dev.drover.domain.ProcessSpec;
import dev.drover.domain.ProcessStatus;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

class ListStoreTest {

    @TempDir Path folder;
    private Path file;
    private ListStore store;

    /** Names only, one per line, between two marks. */
    static final class Names implements ListCodec {
        @Override
        public byte[] encode(List<ProcessDescription> list) {
            StringBuilder text = new StringBuilder("begin\n");
            list.forEach(p -> text.append(p.name()).append('\n'));
            return text.append("end\n").toString().getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public byte[] encodeOne(ProcessDescription entry) {
            return encode(List.of(entry));
        }

        @Override
        public List<ProcessDescription> decode(byte[] bytes) throws ListFormatException {
            List<String> lines = new String(bytes, StandardCharsets.UTF_8).lines().toList();
            if (lines.size() < 2
                    || !lines.getFirst().equals("begin")
                    || !lines.getLast().equals("end")) {
                throw new ListFormatException("it has no end");
            }
            List<ProcessDescription> list = new ArrayList<>();
            lines.subList(1, lines.size() - 1).forEach(name -> list.add(entry(list.size(), name)));
            return list;
        }
    }

    private static ProcessDescription entry(int id, String name) {
        ProcessSpec spec =
                ProcessSpec.builder(Path.of("/home"), name, Path.of("/bin/true")).build();
        return new ProcessDescription(
                id,
                spec,
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

    @BeforeEach
    void open() {
        file = folder.resolve("list.json");
        store = new ListStore(file, new Names());
    }

    private static List<String> names(ListStore.Loaded loaded) {
        return loaded.list().stream().map(ProcessDescription::name).toList();
    }

    @Test
    void nothingSavedIsAnEmptyListWithoutANotice() {
        assertThat(store.load()).isEqualTo(new ListStore.Loaded(List.of(), List.of()));
    }

    @Test
    void whatIsSavedIsLoaded() throws IOException {
        store.save(List.of(entry(0, "a"), entry(1, "b")));
        assertThat(names(new ListStore(file, new Names()).load())).containsExactly("a", "b");
    }

    @Test
    void anEmptyListIsSavedToo() throws IOException {
        store.save(List.of(entry(0, "a")));
        store.save(List.of());
        assertThat(names(store.load())).isEmpty();
    }

    @Test
    void onlyTheOwnerMayReadItAndNothingElseIsLeft() throws IOException {
        store.save(List.of(entry(0, "a")));
        store.save(List.of(entry(0, "b")));
        assertThat(Files.getPosixFilePermissions(file)).hasSize(2);
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.map(f -> f.getFileName().toString()))
                    .containsExactlyInAnyOrder("list.json", "list.json.bak");
        }
    }

    @Test
    void aFileCutAnywhereIsKeptAsideAndTheGenerationBeforeIsUsed() throws IOException {
        store.save(List.of(entry(0, "a")));
        store.save(List.of(entry(0, "a"), entry(1, "b")));
        byte[] whole = Files.readAllBytes(file);
        int list = new Names().encode(List.of(entry(0, "a"), entry(1, "b"))).length;
        int broken = 0;
        for (int length = 0; length < whole.length; length++) {
            if (length == list - 1 || length == list) {
                continue;
            }
            broken++;
            Files.write(file, Arrays.copyOf(whole, length));
            ListStore.Loaded loaded = new ListStore(file, new Names()).load();
            assertThat(names(loaded)).as("cut at %d", length).containsExactly("a");
            assertThat(loaded.notices()).hasSize(1).first().asString().contains("broken-" + broken);
        }
    }

    /** Without its checksum the list is that of an earlier version, and whole. */
    @Test
    void aFileWithoutAChecksumIsRead() throws IOException {
        Files.write(file, new Names().encode(List.of(entry(0, "a"))));
        assertThat(new ListStore(file, new Names()).load())
                .satisfies(loaded -> assertThat(names(loaded)).containsExactly("a"))
                .satisfies(loaded -> assertThat(loaded.notices()).isEmpty());
    }

    @Test
    void aFileWithAnyBitFlippedIsKeptAsideAndTheGenerationBeforeIsUsed() throws IOException {
        store.save(List.of(entry(0, "a")));
        store.save(List.of(entry(0, "a"), entry(1, "b")));
        byte[] whole = Files.readAllBytes(file);
        int broken = 0;
        for (int at = 0; at < whole.length; at++) {
            for (int bit = 0; bit < Byte.SIZE; bit++) {
                byte[] flipped = whole.clone();
                flipped[at] ^= (byte) (1 << bit);
                Files.write(file, flipped);
                ListStore.Loaded loaded = new ListStore(file, new Names()).load();
                assertThat(names(loaded)).as("bit %d of byte %d", bit, at).containsExactly("a");
                assertThat(loaded.notices())
                        .hasSize(1)
                        .first()
                        .asString()
                        .contains("kept as " + file + ".broken-" + ++broken);
                Path aside = folder.resolve("list.json.broken-" + broken);
                assertThat(aside).hasBinaryContent(flipped);
            }
        }
    }

    @Test
    void twoDamagedFilesAreBothKeptAside() throws IOException {
        Files.writeString(file, "x");
        Files.writeString(folder.resolve("list.json.bak"), "y");
        assertThat(store.load().notices()).hasSize(2);
        assertThat(folder.resolve("list.json.broken-1")).hasContent("x");
        assertThat(folder.resolve("list.json.bak.broken-1")).hasContent("y");
    }

    @Test
    void theListComesBackWhenOnlyThePreviousGenerationIsLeft() throws IOException {
        store.save(List.of(entry(0, "a")));
        store.save(List.of(entry(0, "b")));
        Files.delete(file);
        assertThat(names(store.load())).containsExactly("a");
    }
}
