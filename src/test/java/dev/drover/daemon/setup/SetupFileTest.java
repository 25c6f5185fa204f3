package dev.drover.daemon.setup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.domain.RunChange.Head;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** The setups on the disk. */
class SetupFileTest {

    private static final Instant AT = Instant.ofEpochMilli(1_700_000_000_000L);

    @TempDir private Path folder;

    private Path path;
    private SetupFile file;

    @BeforeEach
    void open() {
        path = folder.resolve("h/drover-setups.jsonl");
        file = new SetupFile(path);
    }

    private static RunSetup with(String args) {
        return new RunSetup(
                Map.of("args", args),
                Map.of("PORT", "af63ad4c86019caf"),
                Optional.of(new ProgramFile(Path.of("/usr/bin/node"), 17)),
                Optional.of(new Head(Optional.of("main"), Optional.empty())));
    }

    @Test
    void aSetupComesBackAsItWas() throws IOException {
        RunSetup bare = new RunSetup(Map.of(), Map.of(), Optional.empty(), Optional.empty());
        file.append(SetupFile.line(3, AT, with("a \"b\"\n中")));
        file.append(SetupFile.line(3, AT.plusSeconds(1), bare));
        file.append(SetupFile.line(33, AT, with("other")));

        assertThat(new SetupFile(path).of(3))
                .containsExactly(
                        new SetupFile.Noted(AT.toEpochMilli(), with("a \"b\"\n中")),
                        new SetupFile.Noted(AT.toEpochMilli() + 1000, bare));
    }

    @Test
    void whatADeletedEntryHadIsNotTheNextOnes() throws IOException {
        file.append(SetupFile.line(0, AT, with("old")));
        file.append(SetupFile.gone(0));
        file.append(SetupFile.line(0, AT.plusSeconds(1), with("new")));

        assertThat(file.of(0)).extracting(SetupFile.Noted::setup).containsExactly(with("new"));
    }

    @Test
    void aLineThatWasCutTakesNoOtherWithIt() throws IOException {
        file.append(SetupFile.line(0, AT, with("one")));
        Files.writeString(path, "{\"entry\":0,\"at\":1", StandardOpenOption.APPEND);
        file.append(SetupFile.line(0, AT.plusSeconds(1), with("two")));

        assertThat(file.of(0))
                .extracting(SetupFile.Noted::setup)
                .containsExactly(with("one"), with("two"));
    }

    @Test
    void aLineThatNamesNoPathIsLeftOut() throws IOException {
        file.append(SetupFile.line(0, AT, with("one")));
        Files.writeString(
                path,
                "{\"entry\":0,\"at\":1,\"program\":\"\\u0000\",\"modified\":1}\n",
                StandardOpenOption.APPEND);

        assertThat(file.of(0)).extracting(SetupFile.Noted::setup).containsExactly(with("one"));
    }

    @Test
    void theFileStaysSmallAndKeepsTheLast() throws IOException {
        String large = "x".repeat(50_000);
        for (int i = 0; i < 400; i++) {
            file.append(SetupFile.line(0, AT.plusSeconds(i), with(i + large)));
        }

        assertThat(Files.size(path)).isLessThan(8 << 20);
        assertThat(file.of(0).getLast().setup()).isEqualTo(with(399 + large));
    }

    @Test
    void onlyItsOwnerMayReadIt() throws IOException {
        file.append(SetupFile.line(0, AT, with("one")));

        assertThat(Files.getPosixFilePermissions(path))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }
}
