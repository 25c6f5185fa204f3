package dev.drover.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** Memory that is given back when nothing happens. */
class IdleMemoryTest {

    private final BlockingQueue<String> done = new LinkedBlockingQueue<>();

    @Test
    @Timeout(60)
    void whatWasFetchedSinceIsGivenBackOnceMoreWithoutACollection() throws InterruptedException {
        Thread thread =
                new IdleMemory(
                                () -> done.add("collect"),
                                () -> done.add("unload"),
                                Duration.ofMillis(1))
                        .start();

        assertThat(done.take()).isEqualTo("collect");
        String last = done.take();
        // A collection of the test's own JVM may come between: then all begins anew.
        for (String next = done.take(); !last.equals(next); next = done.take()) {
            last = next;
        }
        assertThat(last).isEqualTo("unload");
        thread.interrupt();
        thread.join();
    }
}
