package dev.drover.ui.model;

import static dev.drover.ui.testing.SampleProcess.NOW;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.client.ProcessManager;
import dev.drover.client.RequestException;
import dev.drover.domain.LogChunk;
import dev.drover.domain.LogStream;
import dev.drover.domain.ProcessDescription;
import dev.drover.domain.ProcessEvent;
import dev.drover.domain.ProcessStatus;
import dev.drover.ui.testing.InMemoryManager;
import dev.drover.ui.testing.SampleProcess;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * The calling thread plays the FX thread: it runs what the session hands over, one task at a time.
 * The connections are in memory: they end, and answer too late, at a point that the test chooses.
 */
@Timeout(180)
class SupervisorSessionTest {

    private static final Set<String> DROVER = Set.of("drover:runs");

    private final ScheduledThreadPoolExecutor scheduler = new ScheduledThreadPoolExecutor(1);
    private final BlockingQueue<Runnable> fx = new LinkedBlockingQueue<>();
    private final BlockingQueue<CompletableFuture<ProcessManager>> connections =
            new LinkedBlockingQueue<>();
    private final ProcessListModel model = new ProcessListModel();
    private final SupervisorSession session =
            new SupervisorSession(this::connection, model, fx::add, scheduler);

    private final ProcessDescription api = SampleProcess.named(0, "api").build();

    @AfterEach
    void end() {
        session.close();
        scheduler.shutdownNow();
    }

    private CompletableFuture<ProcessManager> connection() {
        CompletableFuture<ProcessManager> next = connections.poll();
        return next != null ? next : new CompletableFuture<>();
    }

    @Test
    void subscribesBeforeItLists() throws InterruptedException {
        InMemoryManager manager = connected(DROVER);

        assertThat(manager.requests.poll(60, TimeUnit.SECONDS)).isEqualTo("launchBus");
        assertThat(manager.requests.poll(60, TimeUnit.SECONDS)).isEqualTo("list");
    }

    @Test
    void theListIsInTheModelWhenItSaysConnected() throws InterruptedException {
        connected(DROVER);

        assertThat(model.rows()).extracting(ObservableProcess::id).containsExactly(0);
        assertThat(session.manager()).isPresent();
    }

    @Test
    void eventsChangeTheModel() throws InterruptedException {
        InMemoryManager manager = connected(DROVER);
        manager.publish(
                new ProcessEvent.ProcessChanged(
                        SampleProcess.named(0, "api").is(ProcessStatus.ERRORED).build(), NOW));
        runFxUntil(() -> model.rows().getFirst().statusProperty().get() == ProcessStatus.ERRORED);
    }

    @Test
    void outputReachesSubscribersAcrossReconnections() throws InterruptedException {
        BlockingQueue<ProcessEvent> heard = new LinkedBlockingQueue<>();
        session.subscribe(heard::add);
        InMemoryManager first = connected(DROVER);
        InMemoryManager second = offer(DROVER);
        first.breakConnection();
        runFxUntil(() -> session.manager().filter(second::equals).isPresent());
        ProcessEvent output =
                new ProcessEvent.OutputWritten(
                        api, new LogChunk(LogStream.OUT, "hello", 0, 5, 1, NOW));
        second.publish(output);

        assertThat(heard.poll(60, TimeUnit.SECONDS)).isEqualTo(output);
    }

    @Test
    void anEndedSubscriptionHearsNothing() throws InterruptedException {
        BlockingQueue<ProcessEvent> heard = new LinkedBlockingQueue<>();
        Runnable end = session.subscribe(heard::add);
        end.run();
        connected(DROVER).publish(new ProcessEvent.ProcessChanged(api, NOW));

        assertThat(heard).isEmpty();
    }

    @Test
    void aLostConnectionIsMadeAgainByItself() throws InterruptedException {
        InMemoryManager first = connected(DROVER);
        InMemoryManager second = offer(DROVER);
        second.list = List.of(SampleProcess.named(7, "new").build());
        first.breakConnection();
        runFxUntil(() -> session.stateProperty().get() instanceof ConnectionState.Lost);
        runFxUntil(() -> session.stateProperty().get() instanceof ConnectionState.Connected);

        assertThat(model.rows()).extracting(ObservableProcess::id).containsExactly(7);
        assertThat(first.isClosed()).isTrue();
    }

    @Test
    void aRefusedConnectionSaysWhy() throws InterruptedException {
        connections.add(
                CompletableFuture.failedFuture(new RequestException("Nothing listens there.")));
        session.connect();
        runFxUntil(() -> session.stateProperty().get() instanceof ConnectionState.Lost);

        assertThat(session.stateProperty().get())
                .isEqualTo(new ConnectionState.Lost("Nothing listens there."));
    }

    @Test
    void whatTheUserHasToMendIsNotTriedAgainByItself() throws Exception {
        connections.add(
                CompletableFuture.failedFuture(
                        new RequestException("It wants a password.") {
                            private static final long serialVersionUID = 1L;

                            @Override
                            public boolean needsUser() {
                                return true;
                            }
                        }));
        session.connect();
        runFxUntil(() -> session.stateProperty().get() instanceof ConnectionState.Lost);
        scheduler.submit(() -> {}).get();
        assertThat(scheduler.getQueue()).isEmpty();

        offer(DROVER);
        session.connect();
        runFxUntil(() -> session.stateProperty().get() instanceof ConnectionState.Connected);
    }

    @Test
    void anAttemptThatIsCancelledIsNotMadeAgainByItself() throws Exception {
        CompletableFuture<ProcessManager> late = new CompletableFuture<>();
        connections.add(late);
        session.connect();
        session.cancel();
        runFxUntil(() -> session.stateProperty().get() instanceof ConnectionState.Lost);
        assertThat(session.stateProperty().get())
                .isEqualTo(new ConnectionState.Lost("You have cancelled connecting."));

        InMemoryManager tooLate = new InMemoryManager(DROVER);
        late.complete(tooLate);
        scheduler.submit(() -> {}).get();
        assertThat(tooLate.isClosed()).isTrue();
        assertThat(scheduler.getQueue()).isEmpty();

        offer(DROVER);
        session.connect();
        runFxUntil(() -> session.stateProperty().get() instanceof ConnectionState.Connected);
        session.cancel();
        scheduler.submit(() -> {}).get();
        fx.forEach(Runnable::run);
        assertThat(session.manager()).isPresent();
    }

    @Test
    void aStoppingSupervisorGivesItsReason() throws InterruptedException {
        InMemoryManager manager = connected(DROVER);
        manager.publish(new ProcessEvent.SupervisorStopping("killed by a client", NOW));
        manager.breakConnection();
        runFxUntil(() -> session.stateProperty().get() instanceof ConnectionState.Lost);

        assertThat(session.stateProperty().get())
                .isEqualTo(
                        new ConnectionState.Lost("The supervisor is stopping: killed by a client"));
    }

    @Test
    void aPm2DaemonIsListedAgainAfterAnEvent() throws InterruptedException {
        InMemoryManager manager = connected(Set.of());
        manager.list = List.of(api, SampleProcess.named(1, "worker").build());
        manager.publish(new ProcessEvent.ProcessOnline(api, NOW));
        runFxUntil(() -> model.rows().size() == 2);
    }

    @Test
    void aPm2DaemonIsListedAgainForItsMetrics() throws InterruptedException {
        InMemoryManager manager = connected(Set.of());
        manager.list = List.of(SampleProcess.named(0, "api").uses(25, 1000).build());
        runFxUntil(() -> model.rows().getFirst().memoryProperty().get() == 1000);
    }

    private InMemoryManager offer(Set<String> features) {
        InMemoryManager manager = new InMemoryManager(features);
        manager.list = List.of(api);
        connections.add(CompletableFuture.completedFuture(manager));
        return manager;
    }

    private InMemoryManager connected(Set<String> features) throws InterruptedException {
        InMemoryManager manager = offer(features);
        session.connect();
        runFxUntil(() -> session.stateProperty().get() instanceof ConnectionState.Connected);
        return manager;
    }

    private void runFxUntil(BooleanSupplier condition) throws InterruptedException {
        while (!condition.getAsBoolean()) {
            fx.take().run();
        }
    }
}
