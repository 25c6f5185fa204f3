package dev.drover.supervisor;

import dev.drover.domain.ExitStatus;
import dev.drover.supervisor.ManagedProcess.Run;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What is done between the exit of a run and its announcement: all output is handed on, the pid
 * file is removed, and who has the port that it wanted is found out.
 */
final class RunEndings {

    private final Mailbox mailbox;
    private final EventHub events;
    private final ProcessRunner runner;
    private final TakenPorts takenPorts;

    /**
     * How a run ended.
     *
     * @param nanoTime when its exit was seen
     * @param lastLines of its standard error, oldest first
     * @param taken who has its port, where that is why it ended
     */
    record End(
            ExitStatus status,
            long nanoTime,
            List<String> lastLines,
            Optional<TakenPorts.Finding> taken) {}

    RunEndings(Mailbox mailbox, EventHub events, ProcessRunner runner, TakenPorts takenPorts) {
        this.mailbox = mailbox;
        this.events = events;
        this.runner = runner;
        this.takenPorts = takenPorts;
    }

    /**
     * Called on the backend's event thread: the exit is announced once all output was handed on.
     *
     * @param exited called on the owner thread
     */
    void ended(ManagedProcess row, Run run, ExitStatus status, Consumer<End> exited) {
        long nanoTime = System.nanoTime();
        run.log()
                .drain(
                        lastLines -> {
                            forgetPid(row, run);
                            takenPorts.look(
                                    run,
                                    status,
                                    lastLines,
                                    taken -> {
                                        End end = new End(status, nanoTime, lastLines, taken);
                                        mailbox.post(() -> exited.accept(end));
                                        run.settled().complete(null);
                                    });
                        });
    }

    private void forgetPid(ManagedProcess row, Run run) {
        if (row.notedRun != run.number()) {
            return;
        }
        try {
            runner.forgetPid(run.spec());
        } catch (IOException e) {
            String line = "The pid file of %s cannot be removed: %s";
            mailbox.post(() -> events.log(line.formatted(run.spec().name(), e)));
        }
    }
}
