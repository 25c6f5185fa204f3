package dev.drover.supervisor;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

class MailboxTest {

    private static final int SECONDS = 60;

    private final List<Throwable> failures = new ArrayList<>();
    private int ends;

    private final Mailbox mailbox = new Mailbox(failures::add, () -> ends++);

    @AfterEach
    void close() {
        mailbox.close();
    }

    @Test
    void aTaskThatIsHandedOverIsDoneByThisThreadWhileNothingElseIs() {
        AtomicReference<Thread> by = new AtomicReference<>();
        assertThat(mailbox.hand(() -> by.set(Thread.currentThread()))).isTrue();
        assertThat(by.get()).isSameAs(Thread.currentThread());
    }

    @Test
    void aPostedTaskIsDoneByTheMailboxesThread() throws Exception {
        CompletableFuture<String> by = new CompletableFuture<>();
        mailbox.post(() -> by.complete(Thread.currentThread().getName()));
        assertThat(by.get(SECONDS, TimeUnit.SECONDS)).isEqualTo("drover-supervisor");
    }

    @Test
    void whatWasPostedComesBeforeWhatIsHandedOverAfterIt() throws Exception {
        List<Integer> order = new ArrayList<>();
        CountDownLatch done = new CountDownLatch(1);
        for (int i = 0; i < 10_000; i += 2) {
            int number = i;
            mailbox.post(() -> order.add(number));
            mailbox.hand(() -> order.add(number + 1));
        }
        mailbox.post(done::countDown);
        assertThat(done.await(SECONDS, TimeUnit.SECONDS)).isTrue();
        assertThat(order).hasSize(10_000).isSorted();
    }

    @Test
    void whatATaskHandsOverIsDoneAfterIt() throws Exception {
        List<String> order = new ArrayList<>();
        CountDownLatch done = new CountDownLatch(1);
        mailbox.hand(
                () -> {
                    mailbox.hand(
                            () -> {
                                order.add("second");
                                done.countDown();
                            });
                    order.add("first");
                });
        assertThat(done.await(SECONDS, TimeUnit.SECONDS)).isTrue();
        assertThat(order).containsExactly("first", "second");
    }

    @Test
    void noTwoTasksAreDoneAtTheSameTime() throws Exception {
        int[] count = {0};
        List<Thread> threads = new ArrayList<>();
        for (int t = 0; t < 4; t++) {
            boolean posts = t % 2 == 0;
            threads.add(
                    Thread.ofPlatform()
                            .start(
                                    () -> {
                                        for (int i = 0; i < 20_000; i++) {
                                            if (posts) {
                                                mailbox.post(() -> count[0]++);
                                            } else {
                                                mailbox.hand(() -> count[0]++);
                                            }
                                        }
                                    }));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        CompletableFuture<Integer> all = new CompletableFuture<>();
        mailbox.post(() -> all.complete(count[0]));
        assertThat(all.get(SECONDS, TimeUnit.SECONDS)).isEqualTo(80_000);
    }

    @Test
    void aTaskThatFailsEndsNeitherTheMailboxNorWhoHandedItOver() throws Exception {
        RuntimeException wrong = new IllegalStateException("wrong");
        assertThat(
                        mailbox.hand(
                                () -> {
                                    throw wrong;
                                }))
                .isTrue();
        CompletableFuture<Void> next = new CompletableFuture<>();
        mailbox.post(() -> next.complete(null));
        next.get(SECONDS, TimeUnit.SECONDS);
        assertThat(failures).containsExactly(wrong);
    }

    @Test
    void aTimerComesBackThroughIt() throws Exception {
        CompletableFuture<Void> due = new CompletableFuture<>();
        mailbox.hand(() -> mailbox.after(Duration.ofMillis(1), () -> due.complete(null)));
        due.get(SECONDS, TimeUnit.SECONDS);
    }

    @Test
    void aClosedMailboxTakesNothing() {
        mailbox.close();
        assertThat(mailbox.hand(() -> {})).isFalse();
        assertThat(mailbox.post(() -> {})).isFalse();
    }
}
