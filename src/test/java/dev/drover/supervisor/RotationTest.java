package dev.drover.supervisor;

import static dev.drover.supervisor.SupervisorRig.ASKED;
import static dev.drover.supervisor.SupervisorRig.get;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.drover.domain.LogChunk;
import dev.drover.domain.LogPlace;
import dev.drover.domain.LogRotation;
import dev.drover.domain.LogSettings;
import dev.drover.domain.LogStream;
import dev.drover.domain.LogWindow;
import dev.drover.domain.LogWindowRequest;
import dev.drover.domain.ProcessEvent;
import dev.drover.domain.ProcessSpec;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/** Logs that are rotated while their service writes, by us and by others. */
@Timeout(120)
class RotationTest {

    private static final int LINES = 60_000;

    /** Writes numbered lines, in pieces that know nothing of lines, for a second or two. */
    private static final String WRITER =
            """
            let i = 0, rest = '';
            const timer = setInterval(() => {
              let text = rest;
              for (let n = 0; n < 300 && i < LINES; n++) text += 'line ' + i++ + ' of the service\\n';
              const cut = i < LINES ? text.length - i % 23 : text.length;
              process.stdout.write(text.slice(0, cut)); rest = text.slice(cut);
              if (i >= LINES) { clearInterval(timer); setInterval(() => {}, 1e6); }
            }, 5);
            """
                    .replace("LINES", Integer.toString(LINES));

    private static final String EXPECTED = expected();

    @TempDir Path folder;
    SupervisorRig rig;

    @BeforeEach
    void open() {
        rig = new SupervisorRig(folder);
    }

    @AfterEach
    void close() {
        rig.close();
    }

    private static String expected() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < LINES; i++) {
            text.append("line ").append(i).append(" of the service\n");
        }
        return text.toString();
    }

    private void rotateAt(long bytes, boolean compress) {
        LogRotation policy =
                new LogRotation(bytes, Optional.empty(), 1000, compress, "HH-mm-ss-SSS");
        rig.supervisor.rotateLogs(() -> policy);
    }

    private Path log() {
        return folder.resolve("logs/w-out.log");
    }

    private List<Path> archives() throws IOException {
        try (Stream<Path> all = Files.list(folder.resolve("logs"))) {
            return all.filter(f -> String.valueOf(f.getFileName()).startsWith("w-out__"))
                    .sorted()
                    .toList();
        }
    }

    private static String read(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            InputStream plain = file.toString().endsWith(".gz") ? new GZIPInputStream(in) : in;
            return new String(plain.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** What the service has written, all files together. */
    private String everything() throws IOException {
        StringBuilder text = new StringBuilder();
        for (Path file : archives()) {
            text.append(read(file));
        }
        return text.append(read(log())).toString();
    }

    private void startAndAwaitAll(UnaryOperator<ProcessSpec.Builder> change) {
        rig.start(rig.node("w", WRITER, change));
        rig.awaitOutput(0, LogStream.OUT, text -> text.length() >= EXPECTED.length());
    }

    @Test
    void whoReadsBackwardsFromTheEndMeetsEachLineOnceAcrossRotations() {
        rotateAt(300_000, true);
        startAndAwaitAll(UnaryOperator.identity());
        Deque<String> lines = new ArrayDeque<>();
        LogPlace place = new LogPlace.End();
        LogWindow window;
        do {
            LogWindowRequest request =
                    new LogWindowRequest(0, LogStream.OUT, place, false, 100_000);
            window = get(rig.supervisor.readLogs(0, log -> log.window(request)));
            window.lines().reversed().forEach(line -> lines.addFirst(line.text()));
            place = new LogPlace.Offset(window.begin());
        } while (!window.lines().isEmpty());

        assertThat(String.join("\n", lines) + "\n").isEqualTo(EXPECTED);
        assertThat(window.first()).isZero();
    }

    @Test
    void aLogThatAServiceWritesIsCutInPlaceWithoutALoss() throws Exception {
        FileStore store = Files.getFileStore(folder);
        assumeTrue(List.of("ext4", "xfs").contains(store.type()), "the file system can cut");
        rotateAt(300_000, false);
        startAndAwaitAll(UnaryOperator.identity());

        // The last rotation may be under way.
        awaitFolder(() -> everything().equals(EXPECTED));
        assertThat(archives()).isNotEmpty();
        assertThat(rig.output(0, LogStream.OUT).equals(EXPECTED)).isTrue();
        assertThat(folder.resolve("spool/0-out")).doesNotExist();
        assertOffsetsGoOn();
        get(rig.supervisor.stop(0, ASKED));
        List<LogChunk> tail = get(rig.supervisor.logTail(0, 1000)).chunks();
        assertThat(EXPECTED).endsWith(tail.getLast().text());
        assertThat(tail.getLast().offset() + tail.getLast().length()).isEqualTo(EXPECTED.length());
    }

    private void assertOffsetsGoOn() {
        long offset = 0;
        for (LogChunk chunk : chunks()) {
            assertThat(chunk.offset()).isEqualTo(offset);
            offset += chunk.length();
        }
    }

    private List<LogChunk> chunks() {
        return rig.events().stream()
                .filter(ProcessEvent.OutputWritten.class::isInstance)
                .map(e -> ((ProcessEvent.OutputWritten) e).chunk())
                .toList();
    }

    @Test
    void aSmallLogBecomesASpoolAndNoLineIsDivided() throws Exception {
        rotateAt(20_000, false);
        rig.start(rig.sh("w", "exec cat"));
        StringBuilder sent = new StringBuilder();
        for (int i = 0; i < 50; i++) {
            if (i == 30) {
                awaitFolder(() -> !archives().isEmpty());
            }
            String line = "line " + i + " is " + "long ".repeat(200) + "\n";
            get(rig.supervisor.sendLine(0, line));
            sent.append(line);
        }
        String all = sent.toString();
        rig.awaitOutput(0, LogStream.OUT, all::equals);
        get(rig.supervisor.sendLine(0, "the last\n"));
        rig.awaitOutput(0, LogStream.OUT, (all + "the last\n")::equals);
        awaitFolder(() -> everything().equals(all + "the last\n"));
        for (Path archive : archives()) {
            // A busy machine may rotate after the last line.
            assertThat(read(archive)).matches("(?s)line .*(long |\nthe last)\n");
        }
        assertThat(folder.resolve("spool/0-out")).exists();

        assertOffsetsGoOn();
        get(rig.supervisor.restart(0, UnaryOperator.identity(), ASKED));
        get(rig.supervisor.sendLine(0, "the next run\n"));
        rig.awaitOutput(0, LogStream.OUT, text -> text.endsWith("next run\n"));
        assertThat(folder.resolve("spool/0-out")).doesNotExist();
        awaitFolder(() -> everything().equals(all + "the last\nthe next run\n"));
    }

    @Test
    void rotatedFilesAreCompressedAndTheOldestGo() throws Exception {
        LogRotation policy =
                new LogRotation(100_000, Optional.empty(), 2, true, "YYYY-MM-DD_HH-mm-ss");
        rig.supervisor.rotateLogs(() -> policy);
        startAndAwaitAll(b -> b.logs(dated(b)));
        awaitFolder(() -> archives().size() == 2 && archives().stream().allMatch(this::isGz));
        assertThat(read(archives().getLast())).contains(" of the service\n");
    }

    private boolean isGz(Path file) {
        return file.toString().endsWith(".gz");
    }

    private interface Look {
        boolean isSo() throws IOException;
    }

    /** A file that is being renamed while it is looked at is looked at again. */
    private static boolean isSo(Look look) throws IOException {
        try {
            return look.isSo();
        } catch (NoSuchFileException _) {
            return false;
        }
    }

    private void awaitFolder(Look look) throws Exception {
        try (var watcher = folder.getFileSystem().newWatchService()) {
            folder.resolve("logs")
                    .register(
                            watcher,
                            java.nio.file.StandardWatchEventKinds.ENTRY_CREATE,
                            java.nio.file.StandardWatchEventKinds.ENTRY_DELETE);
            while (!isSo(look)) {
                var key = watcher.poll(1, java.util.concurrent.TimeUnit.SECONDS);
                if (key != null) {
                    key.pollEvents();
                    key.reset();
                }
            }
        }
    }

    private static LogSettings dated(ProcessSpec.Builder b) {
        LogSettings logs = b.build().logs();
        return new LogSettings(
                logs.out(), logs.err(), logs.combined(), Optional.of("YYYY"), false, true, false);
    }

    @Test
    void aLogIsRotatedBeforeARunBegins() throws Exception {
        rotateAt(10, false);
        rig.start(
                rig.spec(
                        "w",
                        "echo a line of the service",
                        b -> b.restart(b.build().restart().withAutorestart(false))));
        rig.await(ProcessEvent.ProcessExited.class, _ -> true);
        rig.forget();
        get(rig.supervisor.start(0, ASKED));
        rig.await(ProcessEvent.ProcessExited.class, _ -> true);
        // The second run's line may be on its way into a rotated file.
        awaitFolder(
                () ->
                        !archives().isEmpty()
                                && Files.exists(log())
                                && everything().equals("a line of the service\n".repeat(2)));
        assertThat(rig.output(0, LogStream.OUT)).isEqualTo("a line of the service\n");
    }

    @Test
    void logsThatSomebodyRenamesAreWrittenAnewAfterReloadLogs() throws IOException {
        rig.start(rig.node("w", WRITER, UnaryOperator.identity()));
        rig.awaitOutput(0, LogStream.OUT, text -> text.length() > 100_000);
        Path old = folder.resolve("logs/w-out__1");
        Files.move(log(), old);
        get(rig.supervisor.reloadLogs());
        long size = Files.size(old);
        rig.awaitOutput(0, LogStream.OUT, text -> text.length() >= EXPECTED.length());
        assertThat(Files.size(old)).isEqualTo(size);
        assertThat(everything().equals(EXPECTED)).isTrue();
        assertThat(rig.output(0, LogStream.OUT).equals(EXPECTED)).isTrue();
    }

    @Test
    void aLogWithAFormThatSomebodyRenamesIsWrittenAnewAfterReloadLogs() throws IOException {
        rig.start(rig.node("w", WRITER, b -> b.logs(dated(b))));
        rig.awaitOutput(0, LogStream.OUT, text -> text.length() > 100_000);
        Files.move(log(), folder.resolve("logs/w-out__1"));
        Files.createFile(log());
        get(rig.supervisor.reloadLogs());
        rig.awaitOutput(0, LogStream.OUT, text -> text.contains("line " + (LINES - 1)));
        assertThat(everything().replaceAll("(?m)^\\d{4}: ", "").equals(EXPECTED)).isTrue();
        assertThat(log()).isNotEmptyFile();
    }

    @Test
    void emptyingALogWhileItIsWrittenMakesNoHole() throws IOException {
        rig.start(
                rig.node(
                        "w",
                        "const t = setInterval(() => console.log('a line of the service'), 1);"
                                + " process.stdin.once('data', () => { clearInterval(t);"
                                + " console.log('the end'); })",
                        UnaryOperator.identity()));
        rig.awaitOutput(0, LogStream.OUT, text -> text.length() > 1000);
        for (int i = 0; i < 5; i++) {
            try (FileChannel file = FileChannel.open(log(), StandardOpenOption.WRITE)) {
                file.truncate(0);
            }
        }
        get(rig.supervisor.sendLine(0, "end\n"));
        rig.awaitOutput(0, LogStream.OUT, text -> text.endsWith("the end\n"));
        assertThat(read(log())).doesNotContain("\0").endsWith("the end\n");
        assertThat(read(log()).lines().skip(1)).isSubsetOf("a line of the service", "the end");
    }

    @Test
    void aLogWithAFormThatIsDeletedComesBack() throws IOException {
        List<String> seen = new ArrayList<>();
        rig.start(rig.spec("w", "exec cat", b -> b.logs(dated(b))));
        for (int i = 0; i < 3; i++) {
            get(rig.supervisor.sendLine(0, "before " + i + "\n"));
        }
        rig.awaitOutput(0, LogStream.OUT, text -> text.contains("before 2"));
        Files.delete(log());
        get(rig.supervisor.reloadLogs());
        get(rig.supervisor.sendLine(0, "after\n"));
        seen.add(rig.awaitOutput(0, LogStream.OUT, text -> text.contains("after")));
        assertThat(read(log())).endsWith("after\n").doesNotContain("before");
        assertThat(seen).hasSize(1);
    }
}
