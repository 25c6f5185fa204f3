package dev.drover.ui.logview;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.domain.LogStream;

import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

class LogSelectionTest {

    private final LogSelection selection = new LogSelection();

    @Test
    void a_selection_upwards_is_the_same_as_downwards() {
        selection.startAt(new LogSelection.Place(2, 3));
        selection.extendTo(new LogSelection.Place(0, 1));

        assertThat(selection.text(document("abcd", "efgh", "ijkl"))).isEqualTo("bcd\nefgh\nijk");
    }

    @Test
    void a_click_selects_nothing() {
        selection.startAt(new LogSelection.Place(0, 1));

        assertThat(selection.isEmpty()).isTrue();
        assertThat(selection.text(document("abc"))).isEmpty();
    }

    @Test
    void trimmed_rows_are_left_out() {
        LogDocument document = new LogDocument(2, 1000);
        selection.startAt(new LogSelection.Place(0, 0));
        selection.extendTo(new LogSelection.Place(2, 99));
        document.append(rows("a", "b", "c"));

        assertThat(selection.text(document)).isEqualTo("b\nc");
    }

    private static LogDocument document(String... lines) {
        LogDocument document = new LogDocument(100, 1000);
        document.append(rows(lines));
        return document;
    }

    private static List<LogRow> rows(String... lines) {
        return Stream.of(lines)
                .map(
                        line ->
                                (LogRow)
                                        LogRow.Output.of(
                                                0,
                                                LogStream.OUT,
                                                Instant.EPOCH,
                                                AnsiText.parse(line, SgrStyle.PLAIN),
                                                false,
                                                LineTraits.PLAIN))
                .toList();
    }
}
