package dev.drover.supervisor.log;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Who keeps the log of a service that writes without pause is killed again and again, at any
 * instant: not one line is lost, doubled or torn. {@code -Ddrover.kills} says how often.
 */
@Timeout(600)
class KilledKeeperTest {

    private static final int KILLS = Integer.getInteger("drover.kills", 4);

    private static final String WRITER =
            """
            const fs = require('fs'), fd = fs.openSync(process.argv[1], 'a');
            let i = 0, rest = '';
            process.stdin.resume().on('end', () => {
              fs.writeSync(fd, rest); fs.writeFileSync(process.argv[2], String(i)); process.exit();
            });
            setInterval(() => {
              let text = rest;
              for (let n = 0; n < 400; n++) text += 'line ' + i++ + ' of the service\\n';
              const cut = text.length - i % 23;
              fs.writeSync(fd, text.slice(0, cut)); rest = text.slice(cut);
            }, 2);
            """;

    @TempDir Path home;
    private final List<Process> children = new ArrayList<>();

    @AfterEach
    void endChildren() {
        children.forEach(Process::destroyForcibly);
    }

    @ParameterizedTest
    @CsvSource({"raw, 2000000", "dated, 2000000", "combined, 100000000", "dated, 100000000"})
    void nothingIsLostDoubledOrTorn(String form, long maxBytes) throws Exception {
        Random random = new Random();
        Process keeper = keep(form, maxBytes);
        Path source = home.resolve("source");
        KeeperProcess.await(keeper, home, () -> Files.exists(source));
        Process writer =
                start(
                        List.of(
                                "node",
                                "-e",
                                WRITER,
                                "--",
                                Files.readString(source),
                                home.resolve("count").toString()));
        for (int i = 0; i < KILLS; i++) {
            // The time is what is tried here: from before it has begun to the middle of its work.
            keeper.waitFor(i == 0 ? 0 : random.nextInt(2000), TimeUnit.MILLISECONDS);
            keeper.destroyForcibly().waitFor();
            keeper = keep(form, maxBytes);
        }
        writer.getOutputStream().close();
        assertThat(writer.waitFor(60, TimeUnit.SECONDS)).isTrue();
        long lines = Long.parseLong(Files.readString(home.resolve("count")));
        end(keeper);
        // It ends in the middle of a rotation too, which the next one finishes.
        end(keep(form, Long.MAX_VALUE));

        assertThat(home.resolve("told")).doesNotExist();
        check("service-out", form.equals("dated") ? "\\d{4}: " : "", lines, maxBytes);
        if (form.equals("combined")) {
            check("combined", "", lines, maxBytes);
        }
    }

    private void end(Process keeper) throws Exception {
        Path drained = home.resolve("drained");
        Files.deleteIfExists(drained);
        keeper.getOutputStream().write('x');
        keeper.getOutputStream().flush();
        assertThat(keeper.waitFor(300, TimeUnit.SECONDS)).isTrue();
        assertThat(drained).exists();
    }

    private Process keep(String form, long maxBytes) throws IOException {
        return start(KeeperProcess.command(home, form, maxBytes));
    }

    private Process start(List<String> command) throws IOException {
        Process child = KeeperProcess.start(command);
        children.add(child);
        return child;
    }

    /** One that a later keeper has named has a name of another form. */
    private static FileTime written(Path file) {
        try {
            return Files.getLastModifiedTime(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All files of a log, oldest first, read as one. */
    private void check(String name, String prefix, long lines, long maxBytes) throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.list(home.resolve("logs"))) {
            files =
                    all.filter(file -> String.valueOf(file.getFileName()).startsWith(name + "__"))
                            .sorted(Comparator.comparing(KilledKeeperTest::written))
                            .collect(Collectors.toCollection(ArrayList::new));
        }
        files.add(home.resolve("logs").resolve(name + ".log"));
        List<InputStream> streams = new ArrayList<>();
        for (Path file : files) {
            streams.add(Files.newInputStream(file));
        }
        long next = 0;
        try (BufferedReader in =
                new BufferedReader(
                        new InputStreamReader(
                                new SequenceInputStream(Collections.enumeration(streams)),
                                StandardCharsets.UTF_8))) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                String bare = prefix.isEmpty() ? line : line.replaceFirst("^" + prefix, "");
                assertThat(bare).isEqualTo("line " + next + " of the service");
                next++;
            }
        }
        assertThat(next).isEqualTo(lines).isPositive();
        if (maxBytes < next * 20) {
            assertThat(files).hasSizeGreaterThan(1);
        }
    }
}
