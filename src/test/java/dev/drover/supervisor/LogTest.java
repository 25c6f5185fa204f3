package dev.drover.supervisor;

import static dev.drover.supervisor.SupervisorRig.ASKED;
import static dev.drover.supervisor.SupervisorRig.get;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.domain.LogChunk;
import dev.drover.domain.LogSettings;
import dev.drover.domain.LogStream;
import dev.drover.domain.LogTail;
import dev.drover.domain.ProcessDescription;
import dev.drover.domain.ProcessEvent;
import dev.drover.domain.ProcessSpec;
import dev.drover.domain.ProcessStatus;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

class LogTest {

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

    private ProcessSpec once(String name, String script) {
        return rig.spec(name, script, b -> b.restart(b.build().restart().withAutorestart(false)));
    }

    private static ProcessSpec.Builder logs(
            ProcessSpec.Builder b, Optional<String> date, boolean json) {
        LogSettings logs = b.build().logs();
        return b.logs(
                        new LogSettings(
                                logs.out(), logs.err(), logs.combined(), date, json, true, false))
                .restart(b.build().restart().withAutorestart(false));
    }

    private Path out(String name) {
        return folder.resolve("logs/" + name + "-out.log");
    }

    @Test
    void filesHoldExactlyTheBytesAndEventsSayTheSame() throws IOException {
        rig.start(
                rig.node(
                        "many",
                        "let o='',e=''; for (let i=0;i<100000;i++){o+='out 漢字 '+i+'\\n"
                                + "';e+='err ü '+i+'\\n"
                                + "'};process.stdout.write(o); process.stderr.write(e)",
                        b -> b.restart(b.build().restart().withAutorestart(false))));
        rig.await(ProcessEvent.ProcessExited.class, _ -> true);

        String wantedOut = lines("out 漢字 ");
        assertThat(Files.readString(out("many")).equals(wantedOut)).isTrue();
        assertThat(rig.output(0, LogStream.OUT).equals(wantedOut)).isTrue();
        assertThat(rig.output(0, LogStream.ERR).equals(lines("err ü "))).isTrue();
        assertThat(Files.getPosixFilePermissions(out("many"))).hasSize(2);
        assertThat(Files.getPosixFilePermissions(folder.resolve("logs"))).hasSize(3);
        long offset = 0;
        for (LogChunk chunk : chunks(LogStream.OUT)) {
            assertThat(chunk.offset()).isEqualTo(offset);
            assertThat(chunk.run()).isEqualTo(1);
            offset += chunk.length();
        }
    }

    private static String lines(String prefix) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 100_000; i++) {
            text.append(prefix).append(i).append('\n');
        }
        return text.toString();
    }

    private List<LogChunk> chunks(LogStream stream) {
        return rig.events().stream()
                .filter(ProcessEvent.OutputWritten.class::isInstance)
                .map(e -> ((ProcessEvent.OutputWritten) e).chunk())
                .filter(c -> c.stream() == stream)
                .toList();
    }

    @Test
    void outputIsAnnouncedBeforeTheExitOfAProcessThatEndsAtOnce() {
        for (int i = 0; i < 50; i++) {
            String name = "p" + i;
            rig.start(once(name, "echo last words; echo of dying >&2; exit 2"));
        }
        for (int i = 0; i < 50; i++) {
            int id = i;
            rig.await(ProcessEvent.ProcessExited.class, e -> e.process().id() == id);
            List<String> order =
                    rig.events().stream()
                            .filter(
                                    e ->
                                            e instanceof ProcessEvent.OfProcess of
                                                    && of.process().id() == id)
                            .map(e -> e.getClass().getSimpleName())
                            .filter(n -> n.equals("OutputWritten") || n.equals("ProcessExited"))
                            .toList();
            assertThat(order).containsExactly("OutputWritten", "OutputWritten", "ProcessExited");
        }
    }

    @Test
    void aNewRunDoesNotTellTheOutputOfTheOldOneAgain() {
        rig.start(once("again", "echo hello"));
        rig.awaitStatus(0, ProcessStatus.STOPPED);
        rig.await(ProcessEvent.ProcessExited.class, _ -> true);
        rig.forget();
        get(rig.supervisor.start(0, ASKED));
        rig.await(ProcessEvent.ProcessExited.class, _ -> true);
        assertThat(rig.output(0, LogStream.OUT)).isEqualTo("hello\n");
        assertThat(chunks(LogStream.OUT)).extracting(LogChunk::run).containsExactly(2);
        assertThat(out("again")).hasContent("hello\nhello\n");
    }

    @Test
    void aLogThatIsCutWhileItGrowsIsReadFromItsStart() throws IOException {
        rig.start(rig.sh("cat", "exec cat"));
        get(rig.supervisor.sendLine(0, "before the cut, and quite long\n"));
        rig.awaitOutput(0, LogStream.OUT, t -> t.endsWith("long\n"));
        try (FileChannel file = FileChannel.open(out("cat"), StandardOpenOption.WRITE)) {
            file.truncate(0);
        }
        get(rig.supervisor.sendLine(0, "after\n"));
        rig.awaitOutput(0, LogStream.OUT, t -> t.endsWith("long\nafter\n"));
        assertThat(chunks(LogStream.OUT).getLast().offset()).isZero();
    }

    @Test
    void aLogThatIsCutAndSoonLongerThanItWasIsReadFromItsStart() throws IOException {
        rig.start(rig.sh("cat", "exec cat"));
        get(rig.supervisor.sendLine(0, "short\n"));
        rig.awaitOutput(0, LogStream.OUT, "short\n"::equals);
        // In one step, as far as anybody can see who looks at the size only.
        Files.writeString(out("cat"), "longer than that\n", StandardOpenOption.TRUNCATE_EXISTING);
        get(rig.supervisor.sendLine(0, "after\n"));

        rig.awaitOutput(0, LogStream.OUT, t -> t.equals("short\nlonger than that\nafter\n"));
    }

    @Test
    void aLogThatWasRenamedIsFollowedUntilTheNextRun() throws IOException {
        rig.start(rig.sh("cat", "exec cat"));
        get(rig.supervisor.sendLine(0, "one\n"));
        rig.awaitOutput(0, LogStream.OUT, "one\n"::equals);
        Files.move(out("cat"), out("cat.1"));
        Files.createFile(out("cat"));
        get(rig.supervisor.sendLine(0, "two\n"));
        rig.awaitOutput(0, LogStream.OUT, "one\ntwo\n"::equals);
        assertThat(out("cat.1")).hasContent("one\ntwo\n");

        get(rig.supervisor.restart(0, UnaryOperator.identity(), ASKED));
        get(rig.supervisor.sendLine(0, "three\n"));
        rig.awaitOutput(0, LogStream.OUT, t -> t.endsWith("three\n"));
        assertThat(out("cat")).hasContent("three\n");
        assertThat(chunks(LogStream.OUT).getLast().offset()).isZero();
    }

    @Test
    void theTailMergesBothStreamsInTheOrderOfReceipt() {
        rig.start(
                rig.sh(
                        "both",
                        "while read line; do case $line in e*) echo $line >&2;; *) echo $line;;"
                                + " esac; done"));
        StringBuilder out = new StringBuilder();
        StringBuilder err = new StringBuilder();
        for (int i = 0; i < 20; i++) {
            String line = (i % 3 == 0 ? "e" : "o") + i + "\n";
            get(rig.supervisor.sendLine(0, line));
            (i % 3 == 0 ? err : out).append(line);
            rig.awaitOutput(0, i % 3 == 0 ? LogStream.ERR : LogStream.OUT, t -> t.endsWith(line));
        }
        LogTail tail = get(rig.supervisor.logTail(0, 1000));
        assertThat(tail.chunks().stream().map(LogChunk::text).collect(Collectors.joining()))
                .isEqualTo(
                        "e0\n" + "o1\n" + "o2\n" + "e3\n" + "o4\n" + "o5\n" + "e6\n" + "o7\n"
                                + "o8\n" + "e9\n" + "o10\n" + "o11\n" + "e12\n" + "o13\n" + "o14\n"
                                + "e15\n" + "o16\n" + "o17\n" + "e18\n" + "o19\n");
        assertThat(tail.outEnd()).isEqualTo(out.length());
        assertThat(tail.errEnd()).isEqualTo(err.length());
        assertThat(
                        get(rig.supervisor.logTail(0, 8)).chunks().stream()
                                .map(LogChunk::text)
                                .collect(Collectors.joining()))
                .isEqualTo("e18\no19\n");
    }

    @Test
    void theTailOfFilesWithoutAnIndexIsOutAndThenErr() throws IOException {
        Files.createDirectories(folder.resolve("logs"));
        Files.writeString(out("old"), "old out\n");
        Files.writeString(folder.resolve("logs/old-error.log"), "old err\n");
        get(rig.supervisor.register(rig.sh("old", "true"), 0));
        assertThat(get(rig.supervisor.logTail(0, 1000)).chunks())
                .extracting(LogChunk::text)
                .containsExactly("old out\n", "old err\n");
    }

    @Test
    void aDateIsPutBeforeEachLineAndLinesStayWhole() throws IOException {
        rig.start(
                rig.node(
                        "dated",
                        "process.stdout.write('one\\n"
                                + "two\\n"
                                + "par'); setTimeout(() => process.stdout.write('tial\\n"
                                + "end'), 200)",
                        b -> logs(b, Optional.of("YYYY-MM-DD[T]HH:mm:ss.SSSZ"), false)));
        rig.await(ProcessEvent.ProcessExited.class, _ -> true);
        String stamp = "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}[+-]\\d\\d:\\d\\d: ";
        assertThat(Files.readString(out("dated")))
                .matches(stamp + "one\n" + stamp + "two\n" + stamp + "partial\n" + stamp + "end\n");
        assertThat(rig.output(0, LogStream.OUT)).isEqualTo(Files.readString(out("dated")));
    }

    @Test
    void jsonLogsAreOneObjectPerLineOfTheFile() throws IOException {
        rig.start(rig.spec("json", "echo 'say \"hi\"'", b -> logs(b, Optional.empty(), true)));
        rig.await(ProcessEvent.ProcessExited.class, _ -> true);
        assertThat(Files.readString(out("json")))
                .startsWith("{\"message\":\"say \\\"hi\\\"\\n\",\"timestamp\":\"")
                .endsWith("\",\"type\":\"out\",\"process_id\":0,\"app_name\":\"json\"}\n");
    }

    @Test
    void instancesThatShareAFileAreToldApart() throws IOException {
        ProcessSpec spec = rig.spec("web", "exec cat", b -> b.instances(2));
        List<ProcessDescription> both = get(rig.supervisor.start(spec, ASKED));
        assertThat(both).hasSize(2);
        get(rig.supervisor.sendLine(0, "from zero\n"));
        rig.awaitOutput(0, LogStream.OUT, "from zero\n"::equals);
        get(rig.supervisor.sendLine(1, "from one\n"));
        rig.awaitOutput(1, LogStream.OUT, "from one\n"::equals);
        get(rig.supervisor.sendLine(0, "zero again\n"));
        rig.awaitOutput(0, LogStream.OUT, "from zero\nzero again\n"::equals);
        assertThat(rig.output(1, LogStream.OUT)).isEqualTo("from one\n");
        assertThat(out("web")).hasContent("from zero\nfrom one\nzero again\n");
    }

    @Test
    void theCombinedFileGetsBothStreams() throws IOException {
        Path combined = folder.resolve("logs/both.log");
        UnaryOperator<ProcessSpec.Builder> change =
                b -> {
                    LogSettings logs = b.build().logs();
                    return b.logs(logs.withFiles(logs.out(), logs.err(), Optional.of(combined)))
                            .restart(b.build().restart().withAutorestart(false));
                };
        rig.start(rig.spec("two", "echo a; echo b >&2", change));
        rig.await(ProcessEvent.ProcessExited.class, _ -> true);
        assertThat(Files.readString(combined).lines()).containsExactlyInAnyOrder("a", "b");
    }

    private static ProcessSpec.Builder unkept(ProcessSpec.Builder b, Optional<Path> combined) {
        LogSettings logs = b.build().logs();
        return b.logs(logs.withFiles(Path.of("/dev/null"), Path.of("/x/NULL"), combined))
                .restart(b.build().restart().withAutorestart(false));
    }

    @Test
    void whatIsNotKeptIsToldAllTheSame() {
        rig.start(rig.spec("off", "echo a; echo b >&2", b -> unkept(b, Optional.empty())));
        rig.await(ProcessEvent.ProcessExited.class, _ -> true);
        assertThat(rig.output(0, LogStream.OUT)).isEqualTo("a\n");
        assertThat(rig.output(0, LogStream.ERR)).isEqualTo("b\n");
        assertThat(Path.of("/x")).doesNotExist();
    }

    @Test
    void theCombinedFileGetsWhatIsNotKeptElsewhere() throws IOException {
        Path combined = folder.resolve("logs/both.log");
        rig.start(rig.spec("off", "echo a; echo b >&2", b -> unkept(b, Optional.of(combined))));
        rig.await(ProcessEvent.ProcessExited.class, _ -> true);
        assertThat(Files.readString(combined).lines()).containsExactlyInAnyOrder("a", "b");
    }

    @Test
    void theOtherStreamIsKeptWhereOneIsNot() throws IOException {
        rig.start(
                rig.spec(
                        "half",
                        "echo a; echo b >&2",
                        b -> {
                            LogSettings logs = b.build().logs();
                            return b.logs(
                                            logs.withFiles(
                                                    logs.out(),
                                                    Path.of("/dev/null"),
                                                    Optional.empty()))
                                    .restart(b.build().restart().withAutorestart(false));
                        }));
        rig.await(ProcessEvent.ProcessExited.class, _ -> true);
        assertThat(Files.readString(out("half"))).isEqualTo("a\n");
        assertThat(rig.output(0, LogStream.ERR)).isEqualTo("b\n");
    }

    @Test
    void disabledLogsMakeNeitherFilesNorEvents() {
        rig.start(
                rig.spec(
                        "quiet",
                        "echo hello",
                        b -> {
                            LogSettings logs = b.build().logs();
                            return b.logs(
                                            new LogSettings(
                                                    logs.out(),
                                                    logs.err(),
                                                    Optional.empty(),
                                                    Optional.empty(),
                                                    false,
                                                    true,
                                                    true))
                                    .restart(b.build().restart().withAutorestart(false));
                        }));
        rig.await(ProcessEvent.ProcessExited.class, _ -> true);
        assertThat(chunks(LogStream.OUT)).isEmpty();
        assertThat(out("quiet")).doesNotExist();
    }

    @Test
    void aCharacterThatComesInTwoPiecesIsNotTorn() {
        rig.start(
                rig.node(
                        "torn",
                        "const b=Buffer.from('漢');process.stdout.write(b.subarray(0,1));"
                                + "setTimeout(()=>process.stdout.write(b.subarray(1)),200)",
                        b -> b.restart(b.build().restart().withAutorestart(false))));
        rig.await(ProcessEvent.ProcessExited.class, _ -> true);
        assertThat(chunks(LogStream.OUT)).extracting(LogChunk::text).containsExactly("漢");
        assertThat("漢".getBytes(StandardCharsets.UTF_8))
                .hasSize(chunks(LogStream.OUT).getFirst().length());
    }
}
