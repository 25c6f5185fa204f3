package dev.drover.ui.common;

import dev.drover.domain.ExitStatus;
import dev.drover.domain.Signal;

import java.util.Optional;
import java.util.ResourceBundle;

/**
 * Exit statuses and signals in the words of the window's language. {@code domain.ExitWords} has the
 * English ones, for logs and for other clients.
 */
public final class ExitText {

    private static final int NOT_EXECUTABLE = 126;
    private static final int NOT_FOUND = 127;
    private static final int SHELL_SIGNALS = 128;
    private static final int LAST_SIGNAL = 31;

    private ExitText() {}

    /** Short form for a table cell. */
    public static String brief(ExitStatus status) {
        return switch (status) {
            case ExitStatus.Exited(int code) -> text("exit.brief", code);
            case ExitStatus.Signaled s -> s.signal().name();
            case ExitStatus.NeverStarted _ -> text("exit.brief.failed");
            case ExitStatus.Unknown _ -> text("exit.brief.unknown");
        };
    }

    /** Longer form for a sentence. */
    public static String of(ExitStatus status) {
        return switch (status) {
            case ExitStatus.Exited(int code) -> exited(code);
            case ExitStatus.Signaled s ->
                    text(
                            s.coreDumped() ? "exit.signal.core" : "exit.signal",
                            s.signal().name(),
                            meaning(s.signal()));
            case ExitStatus.NeverStarted(String reason) ->
                    text("exit.failed", SupervisorPhrases.of(reason));
            case ExitStatus.Unknown(String reason) ->
                    text("exit.unknown", SupervisorPhrases.of(reason));
        };
    }

    /** What a signal means to a program that does not handle it. */
    public static String meaning(Signal signal) {
        ResourceBundle texts = texts();
        return Optional.of("signal." + signal.name())
                .filter(texts::containsKey)
                .map(texts::getString)
                .orElseGet(() -> texts.getString("signal.realtime"));
    }

    private static String exited(int code) {
        if (code == NOT_EXECUTABLE) {
            return text("exit.code.notExecutable", code);
        }
        if (code == NOT_FOUND) {
            return text("exit.code.notFound", code);
        }
        return code > SHELL_SIGNALS && code <= SHELL_SIGNALS + LAST_SIGNAL
                ? text("exit.code.shell", code, Signal.ofNumber(code - SHELL_SIGNALS).name())
                : text("exit.code", code);
    }

    /** Looked up each time: the language is chosen after classes may have been loaded. */
    private static ResourceBundle texts() {
        return ViewLoader.texts(ExitText.class);
    }

    private static String text(String key, Object... values) {
        return texts().getString(key).formatted(values);
    }
}
