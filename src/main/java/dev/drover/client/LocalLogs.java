package dev.drover.client;

import dev.drover.domain.LogHits;
import dev.drover.domain.LogSearchRequest;
import dev.drover.domain.LogSettings;
import dev.drover.domain.LogStream;
import dev.drover.domain.LogWindow;
import dev.drover.domain.LogWindowRequest;
import dev.drover.logfile.LogFileSource;
import dev.drover.logfile.LogReader;
import dev.drover.logfile.LogTimes;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.PatternSyntaxException;

/**
 * The log files of a PM2 daemon, which does not serve them itself. Its methods block; they are safe
 * for use by several threads.
 */
final class LocalLogs implements AutoCloseable {

    /** Logs whose lines are known: 512 KB each. */
    private static final int MAX_READERS = 16;

    private final Map<Path, LogReader> readers = new LinkedHashMap<>(MAX_READERS, 0.75f, true);

    /**
     * @throws RequestException when the file is there and cannot be read
     */
    LogWindow window(LogSettings logs, LogWindowRequest request) {
        if (isSharedError(logs, request.stream())) {
            return new LogWindow(List.of(), 0, 0, 0, 0, 0, 0);
        }
        Path file = logs.file(request.stream());
        try {
            return reader(file).window(request);
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    /**
     * @throws RequestException when the file is there and cannot be read, or the query is no
     *     regular expression
     */
    LogHits search(LogSettings logs, LogSearchRequest request) {
        if (isSharedError(logs, request.stream())) {
            return new LogHits(List.of(), 0, true, false);
        }
        Path file = logs.file(request.stream());
        try {
            return reader(file).search(request);
        } catch (PatternSyntaxException e) {
            throw new RequestException("That is no regular expression: " + e.getMessage(), e);
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    /** One file for both streams is the log of the standard output. */
    private static boolean isSharedError(LogSettings logs, LogStream stream) {
        return stream == LogStream.ERR && logs.out().equals(logs.err());
    }

    private static RequestException unreadable(Path file, IOException e) {
        return new RequestException("The log file %s cannot be read.".formatted(file), e);
    }

    private synchronized LogReader reader(Path file) {
        LogReader known = readers.get(file);
        if (known == null) {
            known =
                    new LogReader(
                            LogFileSource.plain(file), LogTimes.NONE, Thread::startVirtualThread);
            readers.put(file, known);
            if (readers.size() > MAX_READERS) {
                Path oldest = readers.keySet().iterator().next();
                LogReader gone = readers.remove(oldest);
                if (gone != null) {
                    gone.close();
                }
            }
        }
        return known;
    }

    @Override
    public synchronized void close() {
        readers.values().forEach(LogReader::close);
        readers.clear();
    }
}
