package dev.drover.daemon.setup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.domain.RunChange;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Which files count as changed between two moments. */
class ChangedFilesTest {

    private static final Instant GOOD = Instant.parse("2026-03-01T12:00:00Z");
    private static final Instant BAD = GOOD.plusSeconds(3600);

    @TempDir private Path root;

    private void written(String name, Instant at) throws IOException {
        Path file = root.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, name);
        Files.setLastModifiedTime(file, FileTime.from(at));
    }

    private Optional<RunChange> changed() throws IOException {
        return ChangedFiles.below(root, GOOD, BAD);
    }

    @Test
    void theLatestComeFirstAndAllAreCounted() throws IOException {
        for (int i = 1; i <= 10; i++) {
            written("src/%d.js".formatted(i), GOOD.plusSeconds(i));
        }

        assertThat(changed())
                .contains(
                        new RunChange.Files(
                                List.of(
                                        "src/10.js",
                                        "src/9.js",
                                        "src/8.js",
                                        "src/7.js",
                                        "src/6.js",
                                        "src/5.js",
                                        "src/4.js",
                                        "src/3.js"),
                                10,
                                true));
    }

    @Test
    void whatWasWrittenBeforeTheGoodRunOrAfterTheBadOneDoesNotCount() throws IOException {
        written("before.js", GOOD);
        written("after.js", BAD.plusMillis(1));
        written("in.js", BAD);

        assertThat(changed()).contains(new RunChange.Files(List.of("in.js"), 1, true));
    }

    @Test
    void dataAndLogsAndInstalledPackagesDoNotCount() throws IOException {
        Instant at = GOOD.plusSeconds(1);
        written("data.sqlite", at);
        written("out.log", at);
        written("node_modules/left-pad/index.js", at);
        written(".git/hooks/x.sh", at);

        assertThat(changed()).isEmpty();
    }

    @Test
    void settingsAndLockFilesCount() throws IOException {
        written(".env.local", GOOD.plusSeconds(1));
        written("yarn.lock", GOOD.plusSeconds(2));
        written("Dockerfile", GOOD.plusSeconds(3));

        assertThat(changed())
                .contains(
                        new RunChange.Files(
                                List.of("Dockerfile", "yarn.lock", ".env.local"), 3, true));
    }

    @Test
    void linksAreNotFollowed(@TempDir Path elsewhere) throws IOException {
        Files.createSymbolicLink(root.resolve("linked"), elsewhere);
        Path file = Files.writeString(elsewhere.resolve("x.js"), "");
        Files.setLastModifiedTime(file, FileTime.from(GOOD.plusSeconds(1)));

        assertThat(changed()).isEmpty();
    }
}
