package dev.drover.ui.logview;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.regex.Pattern;

class LevelGuessTest {

    private static boolean isCandidate(String line, Level level) {
        return Pattern.compile(LevelGuess.candidates(level).text(), Pattern.CASE_INSENSITIVE)
                .matcher(line)
                .find();
    }

    @Test
    void the_numbers_of_json_loggers_are_found_in_whole_files() {
        assertThat(isCandidate("{\"level\":50,\"msg\":\"no\"}", Level.ERROR)).isTrue();
        assertThat(isCandidate("{\"level\":40,\"msg\":\"slow\"}", Level.WARN)).isTrue();
        assertThat(isCandidate("{\"level\":30,\"msg\":\"ok\"}", Level.ERROR)).isFalse();
        assertThat(isCandidate("{\"level\":30,\"msg\":\"ok\"}", Level.WARN)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ERROR: relation does not exist",
                "2026-03-02 14:02:11,120 [main] ERROR com.example.Api - no",
                "[2026-03-02T14:02:11Z ERROR api] no",
                "2026/03/02 14:02:11 [error] 123#0: upstream timed out",
                "npm ERR! code ELIFECYCLE",
                "error reading the file",
                "TypeError: Cannot read properties of undefined",
                "Error [ERR_MODULE_NOT_FOUND]: Cannot find module",
                "java.lang.IllegalStateException: closed",
                "Exception in thread \"main\" java.lang.Error",
                "Traceback (most recent call last):",
                "thread 'main' panicked at src/main.rs:4:5:",
                "panic: runtime error: index out of range",
                "time=2026-03-02T14:02:11Z level=error msg=\"no\"",
                "FATAL:  the database system is starting up",
                "SEVERE: no",
                "ERROR:root:no",
            })
    void errors_are_recognised(String line) {
        assertThat(LevelGuess.of(line)).isEqualTo(Level.ERROR);
        assertThat(isCandidate(line, Level.ERROR)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "warn  cache is cold",
                "(node:4711) Warning: an old function",
                "12:00:01 WARN slow",
                "<warning> low",
                "level=warn msg=slow",
            })
    void warnings_are_recognised(String line) {
        assertThat(LevelGuess.of(line)).isEqualTo(Level.WARN);
        assertThat(isCandidate(line, Level.WARN)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /orders 200 in 4 ms",
                "there was no error at all",
                "GET /error-page 200",
                "errors: 0",
                "GET /api?error=1 200",
                "",
                "    at orders (/srv/api/Error.js:42:17)",
                "ErrorHandler is installed",
            })
    void other_lines_name_no_level(String line) {
        assertThat(LevelGuess.of(line)).isNull();
    }

    @Test
    void debug_and_trace_are_one() {
        assertThat(LevelGuess.of("DEBUG: x")).isEqualTo(Level.DEBUG);
        assertThat(LevelGuess.of("[trace] x")).isEqualTo(Level.DEBUG);
    }

    @Test
    void fields_may_have_the_numbers_of_pino() {
        assertThat(LevelGuess.ofField("50")).isEqualTo(Level.ERROR);
        assertThat(LevelGuess.ofField("60")).isEqualTo(Level.ERROR);
        assertThat(LevelGuess.ofField("40")).isEqualTo(Level.WARN);
        assertThat(LevelGuess.ofField("30")).isEqualTo(Level.INFO);
        assertThat(LevelGuess.ofField("20")).isEqualTo(Level.DEBUG);
        assertThat(LevelGuess.ofField("Warning")).isEqualTo(Level.WARN);
        assertThat(LevelGuess.ofField("loud")).isNull();
    }
}
