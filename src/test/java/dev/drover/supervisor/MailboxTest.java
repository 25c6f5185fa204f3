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
    void whoHasTheTurnDoesWhatOthersHandOverMeanwhile() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch handedOver = new CountDownLatch(1);
        CompletableFuture<Thread> by = new CompletableFuture<>();
        Thread owner =
                Thread.ofPlatform()
                        .start(
                                () ->
                                        mailbox.hand(
                                                () -> {
                                                    begun.countDown();
                                                    await(handedOver);
                                                }));
        await(begun);
        assertThat(mailbox.hand(() -> by.complete(Thread.currentThread()))).isTrue();
        assertThat(by).isNotDone();
        handedOver.countDown();
        assertThat(by.get(SECONDS, TimeUnit.SECONDS)).isSameAs(owner);
        owner.join();
    }

    @Test
    void whatOneThreadHandsOverKeepsItsOrderWhoeverDoesIt() throws Exception {
        int threads = 4;
        int each = 20_000;
        List<List<Integer>> done = new ArrayList<>();
        List<Thread> all = new ArrayList<>();
        for (int t = 0; t < threads; t++) {
            List<Integer> own = new ArrayList<>();
            done.add(own);
            all.add(
                    Thread.ofPlatform()
                            .start(
                                    () -> {
                                        for (int i = 0; i < each; i++) {
                                            int number = i;
                                            if (i % 10 == 9) {
                                                mailbox.post(() -> own.add(number));
                                            } else {
                                                mailbox.hand(() -> own.add(number));
                                            }
                                        }
                                    }));
        }
        for (Thread thread : all) {
            thread.join();
        }
        CompletableFuture<Void> last = new CompletableFuture<>();
        mailbox.post(() -> last.complete(null));
        last.get(SECONDS, TimeUnit.SECONDS);
        for (List<Integer> own : done) {
            assertThat(own).hasSize(each).isSorted();
        }
    }

    @Test
    void whatIsGatheredIsDoneInOneTurn() {
        List<Integer> order = new ArrayList<>();
        try (Batch _ = mailbox.gather()) {
            for (int i = 0; i < 10; i++) {
                int number = i;
                mailbox.hand(() -> order.add(number));
            }
            assertThat(order).isEmpty();
        }
        assertThat(order).hasSize(10).isSorted();
        assertThat(ends).isEqualTo(1);
    }

    @Test
    void whatIsHandedSoonIsDoneWhenItsThreadHasTime() {
        List<Integer> order = new ArrayList<>();
        List<Runnable> later = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            int number = i;
            mailbox.handSoon(() -> order.add(number), later::add);
        }
        assertThat(order).isEmpty();
        assertThat(later).hasSize(1);
        later.getFirst().run();
        assertThat(order).hasSize(10).isSorted();
        assertThat(ends).isEqualTo(1);
    }

    @Test
    void whatIsPostedComesBehindWhatWasHandedSoon() throws Exception {
        List<String> order = new ArrayList<>();
        CompletableFuture<Void> done = new CompletableFuture<>();
        mailbox.handSoon(() -> order.add("first"), _ -> {});
        mailbox.post(
                () -> {
                    order.add("second");
                    done.complete(null);
                });
        done.get(SECONDS, TimeUnit.SECONDS);
        assertThat(order).containsExactly("first", "second");
    }

    @Test
    void moreThanOneTurnHoldsIsDoneAllTheSame() throws Exception {
        List<Integer> order = new ArrayList<>();
        CountDownLatch done = new CountDownLatch(1000);
        try (Batch _ = mailbox.gather()) {
            for (int i = 0; i < 1000; i++) {
                int number = i;
                mailbox.hand(
                        () -> {
                            order.add(number);
                            done.countDown();
                        });
            }
        }
        await(done);
        assertThat(order).hasSize(1000).isSorted();
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(SECONDS, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
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
