package dev.drover.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.concurrent.atomic.AtomicInteger;

class MemoryWatchTest {

    private final AtomicInteger ends = new AtomicInteger();
    private boolean isThere;
    private final MemoryWatch watch = new MemoryWatch(() -> isThere, ends::incrementAndGet);

    private void look(int times, boolean memory) {
        isThere = memory;
        for (int i = 0; i < times; i++) {
            assertThat(watch.look()).isEqualTo(memory);
        }
    }

    @Test
    void memoryThatDoesNotComeBackIsTheEnd() {
        look(MemoryWatch.PATIENCE - 1, false);
        assertThat(ends).hasValue(0);
        look(1, false);
        assertThat(ends).hasValue(1);
    }

    @Test
    void memoryThatComesBackOnceIsEnough() {
        for (int i = 0; i < 10; i++) {
            look(MemoryWatch.PATIENCE - 1, false);
            look(1, true);
        }
        assertThat(ends).hasValue(0);
    }
}
