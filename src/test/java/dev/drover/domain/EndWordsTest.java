package dev.drover.domain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

class EndWordsTest {

    private static final ProcessSpec SHELL =
            ProcessSpec.builder(Path.of("/home"), "app", Path.of("/app/run.sh"))
                    .interpreter("/bin/bash")
                    .build();
    private static final ProcessSpec NODE =
            ProcessSpec.builder(Path.of("/home"), "app", Path.of("/app/app.js"))
                    .interpreter("/usr/bin/node")
                    .build();

    private static RunEnd end(ExitStatus status, Cause cause, String... lines) {
        return new RunEnd(
                Instant.EPOCH,
                status,
                cause,
                List.of(lines),
                OptionalLong.empty(),
                Optional.empty(),
                false);
    }

    private static String byItself(ProcessSpec spec, int code, String... lines) {
        return EndWords.sentence(
                end(new ExitStatus.Exited(code), new Cause.OwnExit(), lines), spec);
    }

    private static String bySignal(String signal) {
        ExitStatus status = new ExitStatus.Signaled(Signal.find(signal).orElseThrow(), false);
        return EndWords.sentence(end(status, new Cause.OwnExit()), SHELL);
    }

    @Test
    void anErrorOfNodeIsTheReason() {
        assertThat(
                        byItself(
                                NODE,
                                1,
                                "/app/app.js:3",
                                "  throw new TypeError('x is not a function')",
                                "TypeError: x is not a function",
                                "    at Object.<anonymous> (/app/app.js:3:9)",
                                "Node.js v20.20.2"))
                .isEqualTo("It ended by itself with exit code 1: TypeError: x is not a function");
    }

    @Test
    void anErrorWithACodeIsTheReason() {
        assertThat(byItself(NODE, 1, "Error [ERR_MODULE_NOT_FOUND]: Cannot find package 'x'"))
                .endsWith("Error [ERR_MODULE_NOT_FOUND]: Cannot find package 'x'");
    }

    @Test
    void aPanicIsTheReason() {
        assertThat(byItself(SHELL, 2, "panic: no such thing", "goroutine 1 [running]:", "main.go"))
                .endsWith(": panic: no such thing");
    }

    @Test
    void theLastWordsAreGivenWhereNothingLooksLikeAnError() {
        assertThat(byItself(SHELL, 4, "first", "disk is full", ""))
                .isEqualTo(
                        "It ended by itself with exit code 4: its last words were “disk is full”");
    }

    @Test
    void anEndWithoutAWordIsToldAsThat() {
        assertThat(byItself(SHELL, 4)).contains("said nothing on its standard error");
    }

    @Test
    void anEndWithCodeZeroIsNoFailure() {
        assertThat(byItself(SHELL, 0))
                .isEqualTo("It ended by itself with exit code 0: it was done.");
    }

    @ParameterizedTest
    @CsvSource({
        "7, handler for uncaught errors",
        "9, one of its arguments",
        "12, its debugger",
        "13, never settled"
    })
    void nodesOwnCodesAreDecodedForNode(int code, String meaning) {
        assertThat(byItself(NODE, code)).contains(meaning);
        assertThat(byItself(SHELL, code)).doesNotContain(meaning);
    }

    @ParameterizedTest
    @CsvSource({"126, cannot be executed", "127, not found on the PATH", "143, SIGTERM"})
    void aShellsCodesAreDecodedForOthers(int code, String meaning) {
        assertThat(byItself(SHELL, code)).contains(meaning);
        assertThat(byItself(NODE, code)).doesNotContain(meaning);
    }

    @Test
    void windowsCodesAreDecoded() {
        assertThat(byItself(NODE, 0xC000013A))
                .isEqualTo(
                        "It ended with exit code 0xC000013A. Ctrl+C was pressed, or its console"
                                + " was closed.");
        assertThat(EndMeaning.WINDOWS_CODES)
                .allSatisfy(code -> assertThat(byItself(SHELL, code)).doesNotContain("null"));
    }

    @ParameterizedTest
    @CsvSource({
        "SIGKILL, by somebody else",
        "SIGSEGV, crashed in native code with SIGSEGV",
        "SIGABRT, crashed in native code with SIGABRT",
        "SIGBUS, crashed in native code",
        "SIGILL, crashed in native code",
        "SIGPIPE, went away",
        "SIGHUP, terminal went away",
        "SIGTERM, not by Drover"
    })
    void signalsAreDecoded(String signal, String meaning) {
        assertThat(bySignal(signal)).contains(meaning);
    }

    @Test
    void aCoreFileIsTold() {
        ExitStatus status = new ExitStatus.Signaled(Signal.find("SIGSEGV").orElseThrow(), true);
        assertThat(EndWords.sentence(end(status, new Cause.OwnExit()), SHELL))
                .endsWith("A core file was written.");
    }

    @Test
    void aStopIsToldWithWhoAskedForIt() {
        ExitStatus status = new ExitStatus.Signaled(Signal.SIGINT, false);
        assertThat(EndWords.sentence(end(status, new Cause.ByUser("the window")), SHELL))
                .isEqualTo("It was stopped by the window.");
    }

    @Test
    void aStopThatNeededForceIsToldWithTheTimeItHad() {
        RunEnd end =
                new RunEnd(
                        Instant.EPOCH,
                        new ExitStatus.Signaled(Signal.SIGKILL, false),
                        new Cause.ByUser("the window"),
                        List.of(),
                        OptionalLong.empty(),
                        Optional.of(Duration.ofMillis(1600)),
                        false);
        assertThat(EndWords.sentence(end, SHELL))
                .isEqualTo(
                        "It was stopped by the window; it did not end within 1600 ms of SIGINT, so"
                                + " it was killed.");
    }

    @Test
    void wantOfMemoryIsTold() {
        RunEnd end =
                new RunEnd(
                        Instant.EPOCH,
                        new ExitStatus.Signaled(Signal.SIGKILL, false),
                        new Cause.OwnExit(),
                        List.of(),
                        OptionalLong.empty(),
                        Optional.empty(),
                        true);
        assertThat(EndWords.sentence(end, SHELL)).contains("for want of memory");
    }

    @Test
    void eachCauseOfARestartIsTold() {
        ExitStatus status = new ExitStatus.Signaled(Signal.SIGINT, false);
        assertThat(EndWords.sentence(end(status, new Cause.FileChanged("src/a.js")), SHELL))
                .contains("because src/a.js changed");
        assertThat(EndWords.sentence(end(status, new Cause.Cron("0 4 * * *")), SHELL))
                .contains("schedule 0 4 * * *");
        assertThat(
                        EndWords.sentence(
                                end(status, new Cause.MemoryLimit(512 << 20, 500 << 20)), SHELL))
                .contains("512 MB of 500 MB allowed");
        assertThat(EndWords.sentence(end(status, new Cause.Shutdown()), SHELL))
                .isEqualTo("It was stopped with the supervisor.");
        assertThat(
                        EndWords.sentence(
                                end(new ExitStatus.Exited(1), new Cause.PortTaken(80, "pid 7 (x)")),
                                SHELL))
                .startsWith("Port 80 is taken by pid 7 (x)");
    }

    @Test
    void aStartThatFailedIsToldWithItsReason() {
        ExitStatus status = new ExitStatus.NeverStarted("/app/run.sh does not exist.");
        assertThat(EndWords.sentence(end(status, new Cause.OwnExit()), SHELL))
                .isEqualTo("It could not be started: /app/run.sh does not exist.");
    }
}
