package dev.drover.ui.logview;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

class PaintUnitsTest {

    private static List<String> units(String text) {
        List<String> units = new ArrayList<>();
        int at = 0;
        while (at < text.length()) {
            int next = PaintUnits.end(text, at, text.length());
            units.add(text.substring(at, next));
            at = next;
        }
        return units;
    }

    @Test
    void aStretchOfTheFontItselfIsOne() {
        assertThat(units("GET /заказы 200")).containsExactly("GET /заказы 200");
    }

    @Test
    void whatIsTwoCellsWideIsPaintedByItself() {
        assertThat(units("ok 日本 ✅")).containsExactly("ok ", "日", "本", " ", "✅");
    }

    @Test
    void wordsFromRightToLeftAreShapedAndTurnedTogether() {
        assertThat(units("user שלום עולם, hi")).containsExactly("user ", "שלום עולם", ", hi");
        assertThat(units("مرحبا بالعالم 12 end")).containsExactly("مرحبا بالعالم", " 12 end");
    }

    @Test
    void marksStayOnTheirCharacter() {
        assertThat(units("Zoe\u0308!")).containsExactly("Zo", "e\u0308", "!");
        assertThat(units("e\u0301\u0308")).containsExactly("e\u0301\u0308");
        assertThat(units("\u0301 x")).containsExactly("\u0301", " x");
    }
}
