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
        return "App [%s:%d] starting in -%s mode-".formatted(process.name(), process.id(), mode);
    }

    static String ended(ProcessDescription process, ExitStatus status) {
        return "App [%s:%d] ended with %s"
                .formatted(process.name(), process.id(), ExitWords.of(status));
    }

    static String givenUp(ProcessDescription process) {
        return "App [%s:%d] had too many short runs and is not restarted any more"
                .formatted(process.name(), process.id());
    }
}
