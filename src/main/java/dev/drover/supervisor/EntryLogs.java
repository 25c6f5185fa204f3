package dev.drover.supervisor;

import dev.drover.domain.LogChunk;
import dev.drover.domain.LogHits;
import dev.drover.domain.LogRotation;
import dev.drover.domain.LogSearchRequest;
import dev.drover.domain.LogSettings;
import dev.drover.domain.LogTail;
import dev.drover.domain.LogWindow;
import dev.drover.domain.LogWindowRequest;
import dev.drover.domain.ProcessEvent;
import dev.drover.supervisor.log.LogListener;
import dev.drover.supervisor.log.ProcessLog;
import dev.drover.supervisor.log.ProcessLogs;

import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Which log belongs to which entry, and the way of its chunks into the mailbox. */
final class EntryLogs implements AutoCloseable {

    private final Mailbox mailbox;
    private final EventHub events;
    private final ProcessTable table;
    private final ProcessLogs logs;

    EntryLogs(Mailbox mailbox, EventHub events, ProcessTable table, ProcessLogs logs) {
        this.mailbox = mailbox;
        this.events = events;
        this.table = table;
        this.logs = logs;
    }

    /** The log of an entry as its specification has it now; only between two runs. Owner thread. */
    ProcessLog of(ManagedProcess row) {
        ProcessLog log = row.log;
        if (log == null || !log.settings().equals(row.spec.logs())) {
            close(row);
            log = logs.open(row.id, row.spec.name(), row.spec.logs(), new Chunks(row));
            log.continueAfter(row.lastRun);
            row.log = log;
        }
        return log;
    }

    /** True when another entry writes to the same files. Owner thread. */
    boolean areShared(ManagedProcess row) {
        return table.sharesLogs(row);
    }

    /** The end of the logs. Owner thread; completed on a log thread. */
    CompletableFuture<LogTail> tail(ManagedProcess row, int maxBytes) {
        return (row.log == null ? of(row) : row.log).tail(maxBytes);
    }

    /** Lets somebody read in the logs of an entry. Owner thread; completed on another. */
    <T> void read(
            ManagedProcess row,
            Function<LogAccess, CompletableFuture<T>> reading,
            CompletableFuture<T> answer) {
        LogSettings settings = settings(row);
        LogAccess access =
                new LogAccess() {
                    @Override
                    public CompletableFuture<LogWindow> window(LogWindowRequest request) {
                        return logs.window(settings, request);
                    }

                    @Override
                    public CompletableFuture<LogHits> search(LogSearchRequest request) {
                        return logs.search(settings, request);
                    }
                };
        reading.apply(access).whenComplete((read, error) -> Waiters.settle(answer, read, error));
    }

    /** Where the present or last run writes to. */
    private static LogSettings settings(ManagedProcess row) {
        return row.log == null ? row.spec.logs() : row.log.settings();
    }

    void rotateBy(Supplier<LogRotation> policy) {
        logs.rotateBy(policy);
    }

    /** Looks anew which files have the names of the logs. Owner thread. */
    void reopen(CompletableFuture<Void> answer) {
        CompletableFuture<?>[] all =
                table.rows().stream()
                        .flatMap(row -> Stream.ofNullable(row.log))
                        .map(ProcessLog::reopen)
                        .toArray(CompletableFuture[]::new);
        CompletableFuture.allOf(all).thenRun(() -> answer.complete(null));
    }

    /** Ends the following of an entry's files. Owner thread. */
    void close(ManagedProcess row) {
        end(row, ProcessLog::close);
    }

    private void end(ManagedProcess row, Ending how) {
        ProcessLog log = row.log;
        row.log = null;
        if (log != null) {
            try {
                how.end(log);
            } catch (IOException e) {
                events.log("The log files of " + row.spec.name() + " cannot be closed: " + e);
            }
        }
    }

    @Override
    public void close() {
        table.rows().forEach(row -> end(row, ProcessLog::leave));
        logs.close();
    }

    private interface Ending {
        void end(ProcessLog log) throws IOException;
    }

    private final class Chunks implements LogListener {

        private final ManagedProcess row;

        private Chunks(ManagedProcess row) {
            this.row = row;
        }

        @Override
        public boolean wantsText() {
            return events.wantsOutput();
        }

        @Override
        public void wrote(LogChunk chunk, Runnable taken) {
            boolean posted =
                    mailbox.post(
                            () -> {
                                events.publish(
                                        new ProcessEvent.OutputWritten(row.describe(), chunk));
                                taken.run();
                            });
            if (!posted) {
                taken.run();
            }
        }

        @Override
        public void failed(String sentence) {
            mailbox.post(
                    () -> {
                        events.log(sentence);
                        alarm(Optional.of(sentence));
                    });
        }

        @Override
        public void recovered(String sentence) {
            mailbox.post(
                    () -> {
                        events.log(sentence);
                        alarm(Optional.empty());
                    });
        }

        private void alarm(Optional<String> sentence) {
            row.logTrouble = sentence;
            if (table.has(row.id)) {
                events.publish(new ProcessEvent.ProcessChanged(row.describe(), Instant.now()));
            }
        }
    }

    /** Gives the end of both logs of an entry; on the owner thread, once it was read. */
    void tell(ManagedProcess row, int maxBytes, CompletableFuture<LogTail> answer) {
        tail(row, maxBytes)
                .whenComplete(
                        (read, error) -> mailbox.post(() -> Waiters.settle(answer, read, error)));
    }
}
