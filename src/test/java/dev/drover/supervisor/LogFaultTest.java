package dev.drover.supervisor;

import static dev.drover.supervisor.SupervisorRig.ASKED;
import static dev.drover.supervisor.SupervisorRig.get;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.domain.LogChunk;
import dev.drover.domain.LogSettings;
import dev.drover.domain.LogStream;
import dev.drover.domain.ProcessDescription;
import dev.drover.domain.ProcessEvent;
import dev.drover.domain.ProcessSpec;
import dev.drover.domain.ProcessStatus;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;

/** What goes wrong with logs, and output of which no text can be made. */
@Timeout(120)
class LogFaultTest {

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

    private static ProcessSpec.Builder once(ProcessSpec.Builder b) {
        return b.restart(b.build().restart().withAutorestart(false));
    }

    private static ProcessSpec.Builder dated(ProcessSpec.Builder b) {
        LogSettings logs = b.build().logs();
        return b.logs(
                new LogSettings(
                        logs.out(),
                        logs.err(),
                        logs.combined(),
                        Optional.of("YYYY"),
                        false,
                        true,
                        false));
    }

    private Path out(String name) {
        return folder.resolve("logs/" + name + "-out.log");
    }

    @Test
    void whatAHundredServicesWriteAtTheirEndIsPublishedBeforeTheirExit() throws IOException {
        List<CompletableFuture<?>> starts = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            UnaryOperator<ProcessSpec.Builder> form =
                    i % 2 == 0 ? LogFaultTest::once : b -> once(dated(b));
            starts.add(
                    rig.supervisor.start(
                            rig.spec("p" + i, "echo first; printf 'last of " + i + "'", form),
                            ASKED));
        }
        starts.forEach(SupervisorRig::get);
        for (int i = 0; i < 100; i++) {
            int id = i;
            rig.await(ProcessEvent.ProcessExited.class, e -> e.process().id() == id);
            int name = Integer.parseInt(nameOf(id).substring(1));
            List<ProcessEvent> events = eventsOf(id);
            int exit = indexOfExit(events);
            assertThat(text(events.subList(0, exit)))
                    .contains("first\n")
                    .contains("last of " + name);
            assertThat(text(events.subList(exit, events.size()))).isEmpty();
            assertThat(Files.readString(out("p" + name))).contains("last of " + name);
        }
    }

    private String nameOf(int id) {
        return get(rig.supervisor.describe(id)).name();
    }

    private List<ProcessEvent> eventsOf(int id) {
        return rig.events().stream()
                .filter(e -> e instanceof ProcessEvent.OfProcess of && of.process().id() == id)
                .toList();
    }

    private static int indexOfExit(List<ProcessEvent> events) {
        int index = 0;
        while (!(events.get(index) instanceof ProcessEvent.ProcessExited)) {
            index++;
        }
        return index;
    }

    private static String text(List<ProcessEvent> events) {
        StringBuilder text = new StringBuilder();
        for (ProcessEvent event : events) {
            if (event instanceof ProcessEvent.OutputWritten written) {
                text.append(written.chunk().text());
            }
        }
        return text.toString();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 20, 65_536, 1_048_576})
    void whatIsWrittenJustBeforeTheEndIsAllThere(int bytes) throws IOException {
        rig.start(
                rig.spec(
                        "short",
                        "head -c " + bytes + " /dev/zero | tr '\\0' x",
                        LogFaultTest::once));
        rig.await(ProcessEvent.ProcessExited.class, _ -> true);
        assertThat(Files.size(out("short"))).isEqualTo(bytes);
        assertThat(rig.output(0, LogStream.OUT).length()).isEqualTo(bytes);
    }

    @Test
    void aLineOfTenMegabytesComesInPiecesThatSaySo() throws IOException {
        rig.start(
                rig.spec(
                        "long",
                        "head -c 10000000 /dev/zero | tr '\\0' x; echo",
                        LogFaultTest::once));
        rig.await(ProcessEvent.ProcessExited.class, _ -> true);
        assertThat(Files.size(out("long"))).isEqualTo(10_000_001);
        List<LogChunk> chunks = chunks();
        assertThat(chunks).allMatch(chunk -> chunk.length() <= 64 * 1024);
        assertThat(chunks.subList(0, chunks.size() - 1)).allMatch(LogChunk::isPartial);
        assertThat(chunks.getLast().isPartial()).isFalse();
        assertThat(chunks.stream().mapToLong(LogChunk::length).sum()).isEqualTo(10_000_001);
    }

    @Test
    void aLongLineWithADateIsWrittenInPiecesOfAMegabyte() throws IOException {
        rig.start(
                rig.spec(
                        "long",
                        "head -c 10000000 /dev/zero | tr '\\0' x; echo",
                        b -> once(dated(b))));
        rig.await(ProcessEvent.ProcessExited.class, _ -> true);
        String all = Files.readString(out("long"));
        assertThat(all.chars().filter(c -> c == 'x').count()).isEqualTo(10_000_000);
        assertThat(all.lines().allMatch(line -> line.length() <= 1024 * 1024 + 6)).isTrue();
    }

    private List<LogChunk> chunks() {
        return rig.events().stream()
                .filter(ProcessEvent.OutputWritten.class::isInstance)
                .map(e -> ((ProcessEvent.OutputWritten) e).chunk())
                .toList();
    }

    @Test
    void bytesThatAreNoTextAreKeptAndCharactersAreNotTorn() throws IOException {
        ByteArrayOutputStream wanted = new ByteArrayOutputStream();
        byte[] euro = "€".getBytes(StandardCharsets.UTF_8);
        StringBuilder script =
                new StringBuilder("const w = h => process.stdout.write(Buffer.from(h, 'hex'));");
        script.append("const all = [");
        for (int cut = 1; cut < euro.length; cut++) {
            script.append("'").append(hex(euro, 0, cut)).append("','");
            script.append(hex(euro, cut, euro.length)).append("',");
            wanted.write(euro);
        }
        byte[] odd = {0, '\r', (byte) 0xff, (byte) 0xfe, 27, '[', '2', 'J', (byte) 0x9b, '\n'};
        script.append("'").append(hex(odd, 0, odd.length)).append("'];");
        wanted.write(odd);
        script.append(
                "const next = () => { if (all.length) { w(all.shift()); setTimeout(next, 60); } };"
                        + " next();");
        rig.start(rig.node("odd", script.toString(), LogFaultTest::once));
        rig.await(ProcessEvent.ProcessExited.class, _ -> true);
        assertThat(Files.readAllBytes(out("odd"))).isEqualTo(wanted.toByteArray());
        assertThat(rig.output(0, LogStream.OUT))
                .isEqualTo(wanted.toString(StandardCharsets.UTF_8))
                .startsWith("€€");
    }

    private static String hex(byte[] bytes, int from, int to) {
        return java.util.HexFormat.of().formatHex(bytes, from, to);
    }

    @Test
    void aServiceRunsWhereItsLogFolderIsAFileAndNothingIsLost() throws IOException {
        Path logs = Files.writeString(folder.resolve("logs"), "in the way");
        rig.start(rig.sh("kept", "exec cat"));
        ProcessDescription alarmed =
                rig.await(
                                ProcessEvent.ProcessChanged.class,
                                e -> e.process().statusReason().orElse("").contains("cannot be"))
                        .process();
        get(rig.supervisor.sendLine(0, "while there is no folder\n"));
        assertThat(get(rig.supervisor.describe(0)).status()).isEqualTo(ProcessStatus.ONLINE);
        Files.delete(logs);
        rig.awaitOutput(0, LogStream.OUT, "while there is no folder\n"::equals);
        assertThat(out("kept")).hasContent("while there is no folder\n");
        rig.await(
                ProcessEvent.ProcessChanged.class,
                e ->
                        e.process().status() == ProcessStatus.ONLINE
                                && e.process().pid().isPresent()
                                && e.process().statusReason().isEmpty()
                                && Files.exists(out("kept")));
        assertThat(alarmed.statusReason()).isPresent();
    }

    @Test
    void theFolderOfALogThatIsMissingIsMade() {
        rig.start(rig.sh("one", "exec cat"));
        get(rig.supervisor.sendLine(0, "hello\n"));
        rig.awaitOutput(0, LogStream.OUT, "hello\n"::equals);
        assertThat(out("one")).hasContent("hello\n");
    }

    @Test
    void aLogThatIsDeletedWhileItIsWrittenComesBackWithAllThatFollows() throws IOException {
        rig.start(rig.sh("gone", "exec cat"));
        get(rig.supervisor.sendLine(0, "before\n"));
        rig.awaitOutput(0, LogStream.OUT, "before\n"::equals);
        Files.delete(out("gone"));
        StringBuilder sent = new StringBuilder("before\n");
        for (int i = 0; !Files.exists(out("gone")); i++) {
            String line = "line " + i + "\n";
            get(rig.supervisor.sendLine(0, line));
            sent.append(line);
            rig.awaitOutput(0, LogStream.OUT, sent.toString()::equals);
        }
        get(rig.supervisor.sendLine(0, "the last\n"));
        sent.append("the last\n");
        rig.awaitOutput(0, LogStream.OUT, sent.toString()::equals);
        assertThat(sent.toString()).endsWith(Files.readString(out("gone")));
        assertThat(Files.readString(out("gone"))).endsWith("the last\n");
        get(rig.supervisor.restart(0, UnaryOperator.identity(), ASKED));
        get(rig.supervisor.sendLine(0, "next run\n"));
        rig.awaitOutput(0, LogStream.OUT, text -> text.endsWith("next run\n"));
        assertThat(Files.readString(out("gone"))).endsWith("the last\nnext run\n");
    }

    @Test
    void aGrandchildThatOutlivesItsServiceIsStillLogged() throws IOException {
        Path go = folder.resolve("go");
        rig.start(
                rig.spec(
                        "parent",
                        "(while [ ! -e go ]; do sleep 0.05; done; echo from the grandchild) & echo"
                                + " parent",
                        LogFaultTest::once));
        rig.await(ProcessEvent.ProcessExited.class, _ -> true);
        assertThat(rig.output(0, LogStream.OUT)).isEqualTo("parent\n");
        Files.createFile(go);
        rig.awaitOutput(0, LogStream.OUT, "parent\nfrom the grandchild\n"::equals);
        assertThat(out("parent")).hasContent("parent\nfrom the grandchild\n");
    }
}
