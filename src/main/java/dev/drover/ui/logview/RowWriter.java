package dev.drover.ui.logview;

import java.io.IOException;
import java.io.Writer;
import java.util.Map;

/** Writes lines of logs to a file, one after the other. For one thread. */
interface RowWriter {

    /** What stands before the first line. */
    default void begin() throws IOException {}

    void write(LogRow.Output row) throws IOException;

    /** What stands after the last line. */
    default void end() throws IOException {}

    /**
     * @param names of the processes
     */
    static RowWriter of(LogExporter.Format format, Writer file, Map<Integer, String> names) {
        return switch (format) {
            case TEXT ->
                    row -> {
                        // As pm2 logs tells of several processes.
                        if (names.size() > 1) {
                            file.write(names.getOrDefault(row.source(), "") + " | ");
                        }
                        file.write(row.written());
                        file.write('\n');
                    };
            case JSON_LINES -> new JsonRows(file, names);
            case HTML -> new HtmlRows(file, names);
        };
    }
}
