package dev.drover.daemon;

import dev.drover.domain.ExecMode;
import dev.drover.domain.ExitStatus;
import dev.drover.domain.ExitWords;
import dev.drover.domain.ProcessDescription;

/** The lines of the supervisor's own log. */
final class LogLines {

    private LogLines() {}

    static String started(ProcessDescription process) {
        String mode = process.spec().mode() == ExecMode.FORK ? "fork" : "cluster";
        return app(process) + "starting in -" + mode + " mode-";
    }

    static String online(ProcessDescription process) {
        return app(process) + "online";
    }

    private static String app(ProcessDescription process) {
        return "App [" + process.name() + ":" + process.id() + "] ";
    }

    static String stopping(ProcessDescription process) {
        return "Stopping app:%s id:%d".formatted(process.name(), process.id());
    }

    static String ended(ProcessDescription process, ExitStatus status) {
        String app = app(process);
        return switch (status) {
            case ExitStatus.Exited(int code) -> app + "exited with code [" + code + "]";
            case ExitStatus.Signaled signaled ->
                    app + "exited with code [0] via signal [" + signaled.signal().name() + "]";
            case ExitStatus.NeverStarted _, ExitStatus.Unknown _ ->
                    app + "ended with " + ExitWords.of(status);
        };
    }

    static String givenUp(ProcessDescription process) {
        return "Script %s had too many unstable restarts (%d). Stopped. \"errored\""
                .formatted(process.spec().script(), process.spec().restart().maxRestarts());
    }
}
