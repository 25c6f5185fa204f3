package dev.drover.ui.logview;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnsiTextTest {

    private static final String ESC = "\u001b";

    @Test
    void plain_text_is_itself() {
        AnsiText line = parse("GET /orders 200");

        assertThat(line.text()).isEqualTo("GET /orders 200");
        assertThat(line.spans()).isEmpty();
    }

    @Test
    void a_colour_is_a_span_and_its_sequence_is_gone() {
        AnsiText line = parse("a " + ESC + "[31mred" + ESC + "[0m b");

        assertThat(line.text()).isEqualTo("a red b");
        assertThat(line.spans()).containsExactly(new StyleSpan(2, 5, SgrStyle.PLAIN.apply("31")));
    }

    @Test
    void a_style_goes_on_in_the_next_line() {
        SgrStyle end = parse(ESC + "[1;33mwarn").end();

        AnsiText next = AnsiText.parse("more", end);

        assertThat(next.spans()).containsExactly(new StyleSpan(0, 4, end));
        assertThat(end.bold()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"38;5;208", "38:5:208"})
    void a_palette_colour_is_read(String parameters) {
        assertThat(SgrStyle.PLAIN.apply(parameters).foreground())
                .isEqualTo(new AnsiColor.Indexed(208));
    }

    @Test
    void a_true_colour_is_read_with_what_follows() {
        SgrStyle style = SgrStyle.PLAIN.apply("48;2;1;2;3;4");

        assertThat(style.background()).isEqualTo(new AnsiColor.Rgb(0x010203));
        assertThat(style.underline()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"38:2::255:100:0", "38:2:255:100:0", "38;2;255;100;0", "1;38:2::255:100:0;22"})
    void a_true_colour_with_or_without_a_colour_space_is_the_same(String parameters) {
        SgrStyle style = SgrStyle.PLAIN.apply(parameters);

        assertThat(style)
                .isEqualTo(SgrStyle.PLAIN.apply("38;2;255;100;0"))
                .extracting(SgrStyle::foreground)
                .isEqualTo(new AnsiColor.Rgb(0xff6400));
    }

    @Test
    void the_form_of_an_underline_is_no_style_of_its_own() {
        SgrStyle curly = SgrStyle.PLAIN.apply("4:3");

        assertThat(curly).isEqualTo(SgrStyle.PLAIN.apply("4"));
        assertThat(curly.apply("4:0")).isEqualTo(SgrStyle.PLAIN);
    }

    @ParameterizedTest
    @CsvSource({"58;2;3;7;9", "58;5;1", "58:2::3:7:9", "58:5:1"})
    void the_colour_of_an_underline_changes_nothing_else(String parameters) {
        assertThat(SgrStyle.PLAIN.apply(parameters)).isEqualTo(SgrStyle.PLAIN);
    }

    @Test
    void a_tab_goes_to_the_same_column_after_wide_characters() {
        assertThat(Cells.width(parse("1234567\tx").text())).isEqualTo(9);
        assertThat(Cells.width(parse("\u65e5\u672c\tx").text())).isEqualTo(9);
        assertThat(Cells.width(parse("a\t\u65e5\u672c\tx").text())).isEqualTo(17);
        assertThat(parse("\u65e5\b\bab\tx").text()).isEqualTo("ab      x");
    }

    @Test
    void a_tab_leaves_what_stands_there() {
        assertThat(parse("0123456789abc\r\tX").text()).isEqualTo("01234567X9abc");
    }

    @Test
    void a_cut_colour_sequence_changes_nothing_else() {
        assertThat(SgrStyle.PLAIN.apply("38;5")).isEqualTo(SgrStyle.PLAIN);
        assertThat(SgrStyle.PLAIN.apply("38")).isEqualTo(SgrStyle.PLAIN);
    }

    @ParameterizedTest
    @CsvSource({"22", "0", "''"})
    void bold_ends(String parameters) {
        assertThat(SgrStyle.PLAIN.apply("1").apply(parameters).bold()).isFalse();
    }

    @Test
    void bright_colours_are_the_upper_eight() {
        assertThat(SgrStyle.PLAIN.apply("91").foreground()).isEqualTo(new AnsiColor.Indexed(9));
        assertThat(SgrStyle.PLAIN.apply("107").background()).isEqualTo(new AnsiColor.Indexed(15));
    }

    @Test
    void cursor_and_title_sequences_vanish() {
        assertThat(parse(ESC + "[2J" + ESC + "[10;4Hx" + ESC + "]0;title\u0007y").text())
                .isEqualTo("xy");
        assertThat(
                        parse(ESC + "]8;;https://a.b" + ESC + "\\link" + ESC + "]8;;" + ESC + "\\")
                                .text())
                .isEqualTo("link");
        assertThat(parse(ESC + "(Bx" + ESC + "7y" + ESC + "[?25lz").text()).isEqualTo("xyz");
    }

    @Test
    void an_unfinished_sequence_at_the_end_vanishes() {
        assertThat(parse("x" + ESC).text()).isEqualTo("x");
        assertThat(parse("x" + ESC + "[3").text()).isEqualTo("x");
        assertThat(parse("x" + ESC + "]0;ti").text()).isEqualTo("x");
    }

    @Test
    void a_carriage_return_overwrites_as_a_terminal_does() {
        assertThat(parse("10 %\r20 %\r100 %").text()).isEqualTo("100 %");
        assertThat(parse("loading...\rdone").text()).isEqualTo("doneing...");
        assertThat(parse("loading...\r" + ESC + "[Kdone").text()).isEqualTo("done");
    }

    @Test
    void a_backspace_steps_back() {
        assertThat(parse("ab\bc").text()).isEqualTo("ac");
        assertThat(parse("\bc").text()).isEqualTo("c");
    }

    @Test
    void tabs_reach_the_next_column_of_eight() {
        assertThat(parse("a\tb").text()).isEqualTo("a       b");
        assertThat(parse("12345678\tb").text()).isEqualTo("12345678        b");
    }

    @Test
    void other_control_characters_are_visible() {
        assertThat(parse("a\u0000b\u007fc").text()).isEqualTo("a^@b^?c");
    }

    @Test
    void direction_marks_cannot_reorder_the_line() {
        assertThat(parse("a\u202eb\u2066c").text()).isEqualTo("a\ufffdb\ufffdc");
    }

    private static AnsiText parse(String raw) {
        return AnsiText.parse(raw, SgrStyle.PLAIN);
    }
}
