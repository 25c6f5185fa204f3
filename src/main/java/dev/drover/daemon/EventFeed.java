package dev.drover.daemon;

import dev.drover.domain.ProcessDescription;
import dev.drover.domain.ProcessEvent;
import dev.drover.domain.ProcessStatus;
import dev.drover.protocol.pm2.ReportedFields;
import dev.drover.supervisor.EventListener;
import dev.drover.supervisor.Supervisor;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** What happens in the supervisor, told to the bus and to the supervisor's log. */
final class EventFeed implements EventListener {

    private final Supervisor supervisor;
    private final EventPublisher publisher;
    private final SupervisorLog log;
    private final BooleanSupplier introduced;
    private final NodeVersions nodeVersions = new NodeVersions();
    private final RevisionNotes revisions;
    private final Map<Integer, ProcessStatus> shown = new HashMap<>();

    /**
     * @param introduced whether one of Drover's own clients is connected
     */
    EventFeed(
            Supervisor supervisor,
            EventPublisher publisher,
            SupervisorLog log,
            BooleanSupplier introduced) {
        this.supervisor = supervisor;
        this.publisher = publisher;
        this.log = log;
        this.introduced = introduced;
        revisions = new RevisionNotes(supervisor);
    }

    @Override
    public boolean wantsOutput() {
        return publisher.subscriberCount() > 0;
    }

    @Override
    public void settled() {
        publisher.flush();
    }

    @Override
    public void happened(ProcessEvent event) {
        boolean forOwn = introduced.getAsBoolean();
        if (event instanceof ProcessEvent.MessageSent && !forOwn) {
            // Nothing of PM2's: not worth a look for new subscribers, which is a system call.
            return;
        }
        if (event instanceof ProcessEvent.ProcessExited e) {
            say(LogLines.ended(e.process(), e.status()));
        } else if (event instanceof ProcessEvent.RestartLimitReached e) {
            say(LogLines.givenUp(e.process()));
        }
        // Who listens for everything is to hear what PM2 says, and has half of the work.
        publisher.publish(event, forOwn);
        if (event instanceof ProcessEvent.SupervisorLogged(String line, Instant at)) {
            log.write(line, at);
        } else if (event instanceof ProcessEvent.MessageReceived e) {
            ReportedFields.change(e.message())
                    .ifPresent(change -> supervisor.update(e.process().id(), change));
        } else if (event instanceof ProcessEvent.ProcessChanged e) {
            logChange(e.process());
        } else if (event instanceof ProcessEvent.ProcessOnline e) {
            say(LogLines.online(e.process()));
            noteNodeVersion(e.process());
            revisions.started(e.process());
            if (e.process().restarts() > 0) {
                // That of the first start has just been read.
                PackageVersion.noteAnew(supervisor, e.process());
            }
        } else if (event instanceof ProcessEvent.ProcessDeleted e) {
            shown.remove(e.process().id());
        } else if (event instanceof ProcessEvent.SupervisorStopping(String reason, Instant at)) {
            log.write(reason, at);
        }
    }

    /** The supervisor's log tells, as PM2's does, when a start and a stop begin. Owner thread. */
    private void logChange(ProcessDescription process) {
        ProcessStatus before = shown.put(process.id(), process.status());
        if (process.status() == before) {
            return;
        }
        if (process.status() == ProcessStatus.LAUNCHING) {
            say(LogLines.started(process));
        } else if (process.status() == ProcessStatus.STOPPING) {
            say(LogLines.stopping(process));
        }
    }

    /** At once: as in PM2's, a line stands at its event, before or after it. */
    private void say(String line) {
        happened(new ProcessEvent.SupervisorLogged(line, Instant.now()));
    }

    private void noteNodeVersion(ProcessDescription process) {
        if (!NodeVersions.isNode(process.spec())) {
            return;
        }
        Thread.ofVirtual()
                .start(
                        () ->
                                nodeVersions
                                        .of(process.spec())
                                        .thenAccept(version -> noteNodeVersion(process, version)));
    }

    private void noteNodeVersion(ProcessDescription process, Optional<String> version) {
        version.filter(v -> !ReportedFields.hasNodeVersion(process, v))
                .ifPresent(
                        v ->
                                supervisor.update(
                                        process.id(), p -> ReportedFields.withNodeVersion(p, v)));
    }
}
