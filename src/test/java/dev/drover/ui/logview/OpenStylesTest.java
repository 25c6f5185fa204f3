package dev.drover.ui.logview;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.domain.LogLine;
import dev.drover.domain.LogStream;
import dev.drover.domain.LogTail;
import dev.drover.domain.LogWindow;
import dev.drover.domain.LogWindowRequest;
import dev.drover.domain.ProcessEvent;

import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

class OpenStylesTest {

    private static final LogKey KEY = new LogKey(0, LogStream.OUT);
    private static final SgrStyle RED = SgrStyle.PLAIN.apply("31");

    private final List<LogWindowRequest> asked = new ArrayList<>();

    @Test
    void a_colour_that_was_begun_above_a_block_goes_on_in_it() {
        LogWindow block = window(100, "    at frame", "    at last\u001b[0m", "plain");

        Map<LogKey, SgrStyle> styles = open(block, "ok", "\u001b[31mError", "    at first");

        assertThat(styles).containsEntry(KEY, RED);
        List<LogRow> rows = LogBlock.after(Map.of(KEY, block), styles).rows();
        assertThat(rows)
                .extracting(row -> ((LogRow.Output) row).spans().size())
                .containsExactly(1, 1, 0);
        assertThat(asked).hasSize(1);
    }

    @Test
    void nobody_looks_back_where_a_block_begins_its_colours_itself() {
        assertThat(open(window(100, "plain", "\u001b[32mok\u001b[0m"), "\u001b[31mred")).isEmpty();
        assertThat(open(window(100, "\u001b[0mGET /", "\u001b[0mGET /"), "\u001b[31mred"))
                .isEmpty();
        assertThat(open(window(100, "\u001b[2Kno colour"), "\u001b[31mred")).isEmpty();
        assertThat(open(window(0, "begin of the log\u001b[0m"), "\u001b[31mred")).isEmpty();
        assertThat(asked).isEmpty();
    }

    private Map<LogKey, SgrStyle> open(LogWindow block, String... above) {
        LogSource source =
                new LogSource() {
                    @Override
                    public CompletableFuture<LogTail> tail(int id, int maxBytes) {
                        return CompletableFuture.completedFuture(new LogTail(List.of(), 0, 0));
                    }

                    @Override
                    public CompletableFuture<LogWindow> window(LogWindowRequest request) {
                        asked.add(request);
                        return CompletableFuture.completedFuture(OpenStylesTest.window(50, above));
                    }

                    @Override
                    public Subscription subscribe(Consumer<ProcessEvent> listener) {
                        return () -> {};
                    }
                };
        return new OpenStyles(source).before(Map.of(KEY, block)).join();
    }

    private static LogWindow window(long begin, String... lines) {
        List<LogLine> all = new ArrayList<>();
        long at = begin;
        for (String line : lines) {
            all.add(
                    new LogLine(
                            LogStream.OUT,
                            at,
                            line.length() + 1,
                            line,
                            1,
                            Instant.ofEpochSecond(9)));
            at += line.length() + 1;
        }
        return new LogWindow(all, begin, at, 0, at, 0, 0);
    }
}
