package dev.drover.ui.logview;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CellsTest {

    @Test
    void east_asian_characters_take_two_cells() {
        assertThat(Cells.width("日本 ok")).isEqualTo(7);
        assertThat(Cells.cellOf("日本 ok", 2)).isEqualTo(4);
    }

    @Test
    void combining_marks_take_none() {
        assertThat(Cells.width("e\u0301x")).isEqualTo(2);
    }

    @Test
    void a_surrogate_pair_is_one_character() {
        assertThat(Cells.width("🎉!")).isEqualTo(3);
        assertThat(Cells.indexAt("🎉!", 2)).isEqualTo(2);
    }

    @Test
    void both_cells_of_a_wide_character_belong_to_it() {
        assertThat(Cells.indexAt("日本", 1)).isZero();
        assertThat(Cells.indexAt("日本", 2)).isEqualTo(1);
        assertThat(Cells.indexAt("日本", 99)).isEqualTo(2);
    }
}
