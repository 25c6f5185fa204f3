package dev.drover.ui.logview;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.domain.LogStream;

import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;

class LogDocumentTest {

    @Test
    void old_rows_are_trimmed_and_counted() {
        LogDocument document = new LogDocument(10, 1_000_000);

        document.append(IntStream.range(0, 25).mapToObj(i -> out("line " + i)).toList());

        assertThat(document.rowCount()).isEqualTo(10);
        assertThat(document.trimmed()).isEqualTo(15);
        assertThat(document.firstRow()).isEqualTo(15);
        assertThat(document.row(15).text()).isEqualTo("line 15");
    }

    @Test
    void characters_are_bounded_too() {
        LogDocument document = new LogDocument(1000, 100);

        document.append(List.of(out("x".repeat(60)), out("y".repeat(60))));

        assertThat(texts(document)).containsExactly("y".repeat(60));
    }

    @Test
    void a_completed_line_takes_the_place_of_its_partial_one() {
        LogDocument document = new LogDocument(100, 1000);
        document.append(List.of(row(LogStream.OUT, "load", true)));
        document.append(List.of(row(LogStream.ERR, "oops", false)));
        document.takeChangedFrom();

        document.append(List.of(row(LogStream.OUT, "loading", true)));
        document.append(List.of(row(LogStream.OUT, "loading done", false), out("next")));

        assertThat(texts(document)).containsExactly("loading done", "oops", "next");
        assertThat(document.takeChangedFrom()).isZero();
    }

    @Test
    void a_filter_hides_a_stream_and_brings_it_back() {
        LogDocument document = new LogDocument(100, 1000);
        document.append(
                List.of(out("a"), row(LogStream.ERR, "b", false), row(LogStream.OUT, "c", true)));
        int epoch = document.epoch();

        document.show(only(row -> row instanceof LogRow.Output o && o.stream() == LogStream.ERR));
        assertThat(texts(document)).containsExactly("b");
        document.show(RowFilter.ALL);
        document.append(List.of(row(LogStream.OUT, "cd", false)));

        assertThat(texts(document)).containsExactly("a", "b", "cd");
        assertThat(document.epoch()).isEqualTo(epoch + 2);
    }

    @Test
    void a_filter_says_where_the_row_at_the_top_is_now() {
        LogDocument document = new LogDocument(100, 1000);
        LogRow hidden = row(LogStream.ERR, "b", false);
        LogRow after = out("c");
        document.append(List.of(out("a"), hidden, after));

        LogEntry top = document.entry(1);
        document.show(only(row -> row != hidden));

        assertThat(document.row(document.numberFrom(top))).isSameAs(after);
    }

    @Test
    void clear_starts_anew() {
        LogDocument document = new LogDocument(100, 1000);
        document.append(List.of(out("a"), row(LogStream.OUT, "half", true)));

        document.clear();
        document.append(List.of(row(LogStream.OUT, "half and half", false)));

        assertThat(texts(document)).containsExactly("half and half");
    }

    private static RowFilter only(Predicate<LogRow> scope) {
        return new RowFilter(scope, Set.of(Level.values()));
    }

    private static LogRow out(String text) {
        return row(LogStream.OUT, text, false);
    }

    private static LogRow row(LogStream stream, String text, boolean partial) {
        AnsiText line = AnsiText.parse(text, SgrStyle.PLAIN);
        return LogRow.Output.of(0, stream, Instant.EPOCH, line, partial, LineTraits.PLAIN);
    }

    private static List<String> texts(LogDocument document) {
        return document.rows(document.firstRow(), document.endRow()).stream()
                .map(LogRow::text)
                .toList();
    }
}
