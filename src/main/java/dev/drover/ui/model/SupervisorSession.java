package dev.drover.ui.model;

import dev.drover.client.Bus;
import dev.drover.client.ProcessManager;
import dev.drover.client.RequestException;
import dev.drover.domain.ProcessDescription;
import dev.drover.domain.ProcessEvent;
import dev.drover.ui.common.Failures;
import dev.drover.ui.common.ViewLoader;

import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.value.ObservableValue;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The window's place in the life of one home: connects, keeps the model true, and connects again
 * with a growing delay when the connection ends, unless the failure says that the user has to do
 * something first. It subscribes first, then lists, then replaces the model whole. A PM2 daemon
 * tells no metrics and only parts of a state, so from it the list is read again every two seconds
 * and after each event.
 *
 * <p>Everything runs on the given scheduler, which must have one thread; the state property and the
 * model change on the FX executor only.
 */
public final class SupervisorSession implements AutoCloseable {

    private static final Duration FIRST_DELAY = Duration.ofMillis(250);
    private static final Duration LONGEST_DELAY = Duration.ofSeconds(10);

    /** For events that have been sent already, on a busy machine. */
    private static final Duration LAST_EVENTS = Duration.ofSeconds(1);

    private static final Duration LIST_PERIOD = Duration.ofSeconds(2);

    private final Supplier<CompletableFuture<ProcessManager>> connector;
    private final FxEventPump pump;
    private final Executor fx;
    private final ScheduledExecutorService scheduler;
    private final ResourceBundle texts = ViewLoader.texts(SupervisorSession.class);
    private final List<Consumer<ProcessEvent>> listeners = new CopyOnWriteArrayList<>();
    private final ReadOnlyObjectWrapper<ConnectionState> state =
            new ReadOnlyObjectWrapper<>(new ConnectionState.Connecting());

    // Owned by the scheduler's thread.
    private long attempt;
    private Duration delay = FIRST_DELAY;
    private boolean settled;
    private boolean listing;
    private boolean listAgain;
    private @Nullable ProcessManager manager;
    private @Nullable Bus bus;
    private @Nullable ScheduledFuture<?> timer;

    private volatile boolean closed;

    // Written on the bus thread when the supervisor says goodbye, read by the scheduler's.
    private volatile @Nullable String goodbye;

    /**
     * @param connector makes a new connection, starting a supervisor when that is wanted
     * @param model is fed
     * @param fx {@code FxThread.EXECUTOR}; the calling thread in tests
     * @param scheduler one thread; not shut down by this class
     */
    public SupervisorSession(
            Supplier<CompletableFuture<ProcessManager>> connector,
            ProcessListModel model,
            Executor fx,
            ScheduledExecutorService scheduler) {
        this.connector = connector;
        this.pump = new FxEventPump(fx, model::apply);
        this.fx = fx;
        this.scheduler = scheduler;
    }

    /** Changes on the FX executor. */
    public ReadOnlyObjectProperty<ConnectionState> stateProperty() {
        return state.getReadOnlyProperty();
    }

    /** Whether there is a connection. Changes on the FX executor. */
    public ObservableValue<Boolean> connected() {
        return state.map(ConnectionState.Connected.class::isInstance);
    }

    /** The present connection. FX thread. */
    public Optional<ProcessManager> manager() {
        return state.get() instanceof ConnectionState.Connected(ProcessManager present)
                ? Optional.of(present)
                : Optional.empty();
    }

    /**
     * Listens to every event as it came, output and messages included, across reconnections. The
     * listener runs on the bus's thread and must not block.
     *
     * @return ends the subscription
     */
    public Runnable subscribe(Consumer<ProcessEvent> listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    /** Connects now: the first time, or instead of waiting for the next attempt. Any thread. */
    public void connect() {
        scheduler.execute(
                () -> {
                    if (manager == null && !closed) {
                        attemptConnection();
                    }
                });
    }

    /**
     * Gives up the attempt that is being made, and makes no other before {@link #connect}; does
     * nothing while connected. Any thread.
     */
    public void cancel() {
        scheduler.execute(
                () -> {
                    if (!settled) {
                        lost(attempt, texts.getString("lost.cancelled"), false);
                    }
                });
    }

    /** Ends the connection; the supervisor and its services go on. */
    @Override
    public void close() {
        closed = true;
        scheduler.execute(
                () -> {
                    attempt++;
                    cancelTimer();
                    closeConnection();
                });
    }

    private void attemptConnection() {
        cancelTimer();
        long mine = ++attempt;
        goodbye = null;
        fx.execute(() -> state.set(new ConnectionState.Connecting()));
        connector
                .get()
                .whenCompleteAsync(
                        (connected, failure) -> {
                            if (connected != null && mine != attempt) {
                                connected.close();
                            } else if (connected != null) {
                                subscribeThenList(mine, connected);
                            } else {
                                lost(mine, reason(failure), !needsUser(failure));
                            }
                        },
                        scheduler);
    }

    private void subscribeThenList(long mine, ProcessManager connected) {
        manager = connected;
        pump.hold();
        connected.onClose(() -> later(() -> lostAfterLastEvents(mine)));
        connected
                .launchBus()
                .thenComposeAsync(
                        opened -> {
                            listen(mine, opened, connected);
                            return connected.list();
                        },
                        scheduler)
                .whenCompleteAsync(
                        (list, failure) -> {
                            if (list == null) {
                                lost(mine, reason(failure));
                            } else if (mine == attempt) {
                                settled(mine, connected, list);
                            }
                        },
                        scheduler);
    }

    private void listen(long mine, Bus opened, ProcessManager connected) {
        if (mine != attempt) {
            opened.close();
            return;
        }
        bus = opened;
        boolean tellsAll = !connected.features().isEmpty();
        opened.onClose(() -> later(() -> lost(mine, farewell())));
        opened.onEvent(
                event -> {
                    listeners.forEach(listener -> listener.accept(event));
                    if (event instanceof ProcessEvent.SupervisorStopping(String why, Instant _)) {
                        goodbye = texts.getString("lost.stopping").formatted(why);
                    } else if (tellsAll) {
                        pump.accept(event);
                    } else if (saysMoreThanOutput(event)) {
                        later(() -> listAnew(mine));
                    }
                });
    }

    private static boolean saysMoreThanOutput(ProcessEvent event) {
        return event instanceof ProcessEvent.OfProcess
                && !(event instanceof ProcessEvent.OutputWritten)
                && !(event instanceof ProcessEvent.MessageReceived);
    }

    private void settled(long mine, ProcessManager connected, List<ProcessDescription> list) {
        settled = true;
        delay = FIRST_DELAY;
        pump.replaceAll(list, Instant.now());
        fx.execute(() -> state.set(new ConnectionState.Connected(connected)));
        if (connected.features().isEmpty()) {
            timer =
                    scheduler.scheduleWithFixedDelay(
                            () -> listAnew(mine),
                            LIST_PERIOD.toMillis(),
                            LIST_PERIOD.toMillis(),
                            TimeUnit.MILLISECONDS);
        }
    }

    /** One request at a time; what is asked for meanwhile becomes one more afterwards. */
    private void listAnew(long mine) {
        ProcessManager present = manager;
        if (mine != attempt || present == null) {
            return;
        }
        if (listing) {
            listAgain = true;
            return;
        }
        listing = true;
        present.list()
                .whenCompleteAsync(
                        (list, failure) -> {
                            listing = false;
                            if (list == null) {
                                lost(mine, reason(failure));
                                return;
                            }
                            if (mine == attempt) {
                                pump.replaceAll(list, Instant.now());
                            }
                            if (listAgain) {
                                listAgain = false;
                                listAnew(mine);
                            }
                        },
                        scheduler);
    }

    /**
     * A supervisor that ends closes both connections at the same time, and what it has said last of
     * its services may not have been read: the bus ends by itself after that.
     */
    private void lostAfterLastEvents(long mine) {
        if (bus == null) {
            lost(mine, farewell());
        } else if (mine == attempt) {
            scheduler.schedule(
                    () -> lost(mine, farewell()), LAST_EVENTS.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private void lost(long mine, String reason) {
        lost(mine, reason, true);
    }

    private void lost(long mine, String reason, boolean again) {
        if (mine != attempt) {
            return;
        }
        attempt++;
        cancelTimer();
        closeConnection();
        settled = false;
        listing = false;
        listAgain = false;
        fx.execute(() -> state.set(new ConnectionState.Lost(reason)));
        if (!again) {
            return;
        }
        timer =
                scheduler.schedule(
                        this::attemptConnection, delay.toMillis(), TimeUnit.MILLISECONDS);
        Duration longer = delay.multipliedBy(2);
        delay = longer.compareTo(LONGEST_DELAY) > 0 ? LONGEST_DELAY : longer;
    }

    private static boolean needsUser(@Nullable Throwable failure) {
        return Failures.cause(failure) instanceof RequestException request && request.needsUser();
    }

    private String farewell() {
        String said = goodbye;
        return said != null ? said : texts.getString("lost.closed");
    }

    private String reason(@Nullable Throwable failure) {
        Throwable cause = Failures.cause(failure);
        String message = cause == null ? null : cause.getMessage();
        return message != null ? message : texts.getString("lost.closed");
    }

    /** After the end the scheduler may be gone already, and nobody wants to know. */
    private void later(Runnable task) {
        if (!closed) {
            scheduler.execute(task);
        }
    }

    private void cancelTimer() {
        if (timer != null) {
            timer.cancel(false);
            timer = null;
        }
    }

    private void closeConnection() {
        Bus oldBus = bus;
        bus = null;
        if (oldBus != null) {
            oldBus.close();
        }
        ProcessManager old = manager;
        manager = null;
        if (old != null) {
            old.close();
        }
    }
}
