package dev.drover.ui.common;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

class NaturalOrderTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "worker-1 worker-2 worker-10 worker-100",
                "1 2 10 10a a a1",
                "api Api-2 API-10 db",
                "a a-1 a1 a1b a2 ab",
                "v1.2.9 v1.2.10 v1.10.0",
                "0 00 001 01 1 2",
                "x99999999999999999998 x99999999999999999999 x100000000000000000000000000000000",
                "очередь-2 Очередь-10 очередь-11",
                "任务2 任务10",
                "n٢ n3 n١٠",
                "😀2 😀10",
            })
    void putsNumbersInNamesInTheirOrder(String names) {
        List<String> wanted = List.of(names.split(" "));
        List<String> sorted = new ArrayList<>(wanted);
        Collections.shuffle(sorted, new Random(7));

        sorted.sort(NaturalOrder.INSTANCE);

        assertThat(sorted).isEqualTo(wanted);
    }

    @Test
    void namesThatDifferInCapitalsOnlyAreNotTheSame() {
        assertThat(NaturalOrder.INSTANCE.compare("API", "api")).isNegative();
        assertThat(NaturalOrder.INSTANCE.compare("api", "API")).isPositive();
        assertThat(NaturalOrder.INSTANCE.compare("api", "api")).isZero();
    }

    /** What sorting relies on; half a pair of surrogates is a name, too. */
    @Test
    void noThreeNamesCircle() {
        List<String> names =
                List.of(
                        "", "0", "5", "05", "٣", "a", "A", "/", ":", "a1", "a٣", "a-", "é",
                        "\ud83d");

        for (String a : names) {
            for (String b : names) {
                assertThat(compare(a, b)).isEqualTo(-compare(b, a));
                for (String c : names) {
                    assertThat(compare(a, b) < 0 && compare(b, c) < 0 && compare(a, c) >= 0)
                            .as("%s %s %s", a, b, c)
                            .isFalse();
                }
            }
        }
    }

    private static int compare(String one, String other) {
        return Integer.signum(NaturalOrder.INSTANCE.compare(one, other));
    }
}
