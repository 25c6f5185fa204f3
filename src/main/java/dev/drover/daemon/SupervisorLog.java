package dev.drover.daemon;

import dev.drover.domain.PlainText;
import dev.drover.protocol.pm2.DaemonDefaults;
import dev.drover.supervisor.log.DatePattern;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** The supervisor's own log in PM2's format (spec/pm2.md section 2.5), written by one thread. */
final class SupervisorLog implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SupervisorLog.class);

    /** Loaded with the first line, by the writer: time zones are 20 ms of work. */
    private static final class Time {

        static final String PATTERN =
                DaemonDefaults.OF_THIS_PROCESS.logDateFormat().orElse("YYYY-MM-DDTHH:mm:ss");
        static final DateTimeFormatter FORMAT =
                DatePattern.formatter(PATTERN).withZone(ZoneId.systemDefault());

        /** What stands before a line; nothing at all where no time is wanted, as in PM2. */
        static String prefix(Instant at) {
            return PATTERN.isEmpty() ? "" : FORMAT.format(at) + ": PM2 log: ";
        }
    }

    private final FileChannel file;

    /** Lines come in bunches, and a time takes longer to word than all the rest. */
    private long second = Long.MIN_VALUE;

    private String prefix = "";

    private final ThreadPoolExecutor writer =
            new ThreadPoolExecutor(
                    1,
                    1,
                    1,
                    TimeUnit.SECONDS,
                    new LinkedBlockingQueue<>(),
                    Thread.ofPlatform().daemon().name("drover-supervisor-log").factory());

    private SupervisorLog(FileChannel file) {
        this.file = file;
        writer.allowCoreThreadTimeOut(true);
    }

    static SupervisorLog open(Path path) throws IOException {
        return new SupervisorLog(HomeFolder.append(path));
    }

    /** Never blocks. A line that cannot be written is lost: there is no other place to tell. */
    void write(String line, Instant at) {
        if (!writer.isShutdown()) {
            writer.execute(() -> append(line, at));
        }
    }

    /** On the writer's thread. */
    private void append(String line, Instant at) {
        if (at.getEpochSecond() != second) {
            second = at.getEpochSecond();
            prefix = Time.prefix(at);
        }
        String text = prefix + PlainText.visible(line) + "\n";
        try {
            ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                file.write(bytes);
            }
        } catch (IOException e) {
            LOG.warn("The supervisor's log cannot be written.", e);
        }
    }

    /** Waits for the lines that were given. */
    @Override
    public void close() throws IOException {
        writer.shutdown();
        try (file) {
            if (!writer.awaitTermination(2, TimeUnit.SECONDS)) {
                LOG.warn("The supervisor's log did not take its last lines in time.");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
