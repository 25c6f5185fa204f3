package dev.drover.ui.logview;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drover.domain.LogStream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicReference;

class LogFileExportTest {

    @TempDir Path folder;
    private final LogRow.Output row =
            LogRow.Output.of(
                    0,
                    LogStream.OUT,
                    Instant.EPOCH,
                    AnsiText.parse("new", SgrStyle.PLAIN),
                    false,
                    LineTraits.PLAIN);
    private Path target;
    private LogFileExport export;

    @BeforeEach
    void before() throws IOException {
        target = Files.writeString(folder.resolve("api-log.txt"), "of yesterday");
        export =
                new LogFileExport(
                        target,
                        new LogExporter.Order(
                                LogExporter.Scope.ALL,
                                LogExporter.Format.TEXT,
                                Map.of(0, "api"),
                                () -> new RowChoice(RowFilter.ALL, null)),
                        _ -> {});
    }

    private List<String> files() throws IOException {
        try (var all = Files.list(folder)) {
            return all.map(file -> String.valueOf(file.getFileName())).toList();
        }
    }

    @Test
    void a_cancelled_export_leaves_what_was_there() throws IOException {
        AtomicReference<Boolean> goesOn = new AtomicReference<>();

        assertThatThrownBy(
                        () ->
                                export.write(
                                        sink -> {
                                            sink.take(row);
                                            export.cancel();
                                            goesOn.set(sink.goesOn(0.5));
                                        }))
                .isInstanceOf(CancellationException.class);

        assertThat(goesOn).hasValue(false);
        assertThat(files()).containsExactly("api-log.txt");
        assertThat(target).hasContent("of yesterday");
    }

    @Test
    void lines_of_several_processes_say_whose_they_are() throws IOException {
        LogExporter.Order both =
                new LogExporter.Order(
                        LogExporter.Scope.ALL,
                        LogExporter.Format.TEXT,
                        Map.of(0, "api", 1, "db"),
                        () -> new RowChoice(RowFilter.ALL, null));

        new LogFileExport(target, both, _ -> {}).write(sink -> sink.take(row));

        assertThat(target).hasContent("api | new");
    }

    @Test
    void a_line_of_one_process_stands_as_it_was_written() throws IOException {
        export.write(sink -> sink.take(row));

        assertThat(target).hasContent("new");
    }

    @Test
    void an_export_whose_log_cannot_be_read_leaves_what_was_there() throws IOException {
        assertThatThrownBy(
                        () ->
                                export.write(
                                        _ -> {
                                            throw new IOException("gone");
                                        }))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessage("gone");

        assertThat(files()).containsExactly("api-log.txt");
        assertThat(target).hasContent("of yesterday");
    }
}
