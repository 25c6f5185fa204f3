package dev.drover.ui.common;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ShortNameTest {

    @Test
    void aLongNameKeepsItsBeginAndItsEnd() {
        assertThat(ShortName.of("billing-worker")).isEqualTo("billing-worker");
        assertThat(ShortName.of("a".repeat(150) + "b".repeat(150)))
                .isEqualTo("a".repeat(26) + "…" + "b".repeat(12));
        assertThat(ShortName.of("🚀".repeat(100)))
                .isEqualTo("🚀".repeat(26) + "…" + "🚀".repeat(12));
    }
}
