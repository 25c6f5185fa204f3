package dev.drover.ui.messages;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

class LineDiffTest {

    private static List<String> diff(List<String> before, List<String> after) {
        return LineDiff.of(before, after).stream()
                .map(line -> line.kind().sign() + line.text())
                .toList();
    }

    @Test
    void equalTextsHaveNoChange() {
        assertThat(diff(List.of("a", "b"), List.of("a", "b"))).containsExactly(" a", " b");
    }

    @Test
    void aChangedLineIsRemovedAndAdded() {
        assertThat(diff(List.of("a", "b", "c"), List.of("a", "x", "c")))
                .containsExactly(" a", "−b", "+x", " c");
    }

    @Test
    void aLineThatStaysBetweenChangesIsFound() {
        assertThat(diff(List.of("1", "keep", "2"), List.of("3", "keep", "4", "5")))
                .containsExactly("−1", "+3", " keep", "−2", "+4", "+5");
    }

    @Test
    void nothingBeforeIsAllAdded() {
        assertThat(diff(List.of(), List.of("a"))).containsExactly("+a");
    }

    @Test
    void repeatedLinesAreNotCountedTwice() {
        assertThat(diff(Collections.nCopies(3, "x"), Collections.nCopies(1, "x")))
                .containsExactlyInAnyOrder(" x", "−x", "−x");
    }

    @Test
    void textsTooLargeToCompareAreShownWhole() {
        List<String> before = IntStream.range(0, 3000).mapToObj(i -> "b" + i).toList();
        List<String> after = IntStream.range(0, 3000).mapToObj(i -> "a" + i).toList();
        assertThat(LineDiff.of(before, after)).hasSize(6000);
    }
}
