package dev.drover.ui.logview;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.domain.LogStream;

import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

class TickSlotsTest {

    private final LogDocument document = new LogDocument(10_000, 1_000_000);

    private void append(int count, String text) {
        List<LogRow> rows = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            rows.add(
                    LogRow.Output.of(
                            0,
                            LogStream.OUT,
                            Instant.EPOCH,
                            AnsiText.parse(text, SgrStyle.PLAIN),
                            false,
                            LineTraits.of(text, Optional.empty(), LineTraits.PLAIN, 0)));
        }
        document.append(rows);
    }

    private TickSlots slots() {
        return new TickSlots(document, List.of(), 100);
    }

    @Test
    void an_error_among_many_lines_has_its_place() {
        append(500, "fine");
        append(1, "ERROR boom");
        append(499, "fine");

        assertThat(slots().isCrowded()).isFalse();
        assertThat(slots().level(50)).isEqualTo(Level.ERROR);
        assertThat(slots().level(49)).isEqualTo(Level.INFO);
    }

    @Test
    void a_log_of_errors_is_crowded_and_what_stands_for_itself_is_still_there() {
        append(500, "ERROR boom");
        document.entry(document.firstRow() + 250).bookmarked = true;
        append(500, "ERROR boom");

        assertThat(slots().isCrowded()).isTrue();
        assertThat(slots().mark(25)).isEqualTo(TickSlots.Mark.BOOKMARK);
        assertThat(slots().mark(26)).isEqualTo(TickSlots.Mark.NONE);
    }
}
