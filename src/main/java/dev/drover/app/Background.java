package dev.drover.app;

import dev.drover.domain.Home;
import dev.drover.domain.ProcessEvent;
import dev.drover.ui.action.AppAction;
import dev.drover.ui.action.AppActions;
import dev.drover.ui.common.FxThread;
import dev.drover.ui.common.Notices;

import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.stage.Window;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.BooleanSupplier;
import java.util.function.IntConsumer;

/**
 * What the window does while nobody looks at it: notifications of the system when services die, and
 * its start at log-in. Both are switched in the menu. FX thread only, but for the events.
 */
final class Background {

    private static final Duration BURST = Duration.ofSeconds(3);

    private final Path mark;
    private final Place place;
    private final ExecutorService blocking;
    private final Notices notices;
    private final ResourceBundle texts;
    private final SystemNotifier notifier;
    private final DeathNotices deaths;
    private final BooleanSupplier watched;
    private final Front front;
    private final ReadOnlyBooleanWrapper notify = new ReadOnlyBooleanWrapper(true);
    private final ReadOnlyBooleanWrapper atLogin = new ReadOnlyBooleanWrapper(false);

    /**
     * Where it works.
     *
     * @param environment the user's
     * @param home whose window is started at log-in
     * @param stateFolder keeps that notifications are off
     */
    record Place(Map<String, String> environment, Home home, Path stateFolder) {}

    /**
     * Who works for it.
     *
     * @param scheduler for waiting
     * @param blocking for files and programs
     */
    record Threads(ScheduledExecutorService scheduler, ExecutorService blocking) {}

    /**
     * What a click on a notification leads to; on the FX thread.
     *
     * @param raise the window comes to the front
     * @param why it shows why this process ended
     */
    record Front(Runnable raise, IntConsumer why) {}

    Background(Place place, Threads threads, Notices notices, ResourceBundle texts, Front front) {
        this(
                place,
                threads,
                notices,
                texts,
                front,
                () -> Window.getWindows().stream().anyMatch(Window::isFocused));
    }

    /**
     * @param watched whether the user looks at the window; asked on the FX thread
     */
    Background(
            Place place,
            Threads threads,
            Notices notices,
            ResourceBundle texts,
            Front front,
            BooleanSupplier watched) {
        mark = place.stateFolder().resolve("notifications-off");
        this.place = place;
        blocking = threads.blocking();
        this.notices = notices;
        this.texts = texts;
        this.front = front;
        this.watched = watched;
        notifier = new SystemNotifier(place.environment(), System.getProperty("os.name", ""));
        deaths = new DeathNotices(BURST, threads.scheduler(), texts, this::show);
    }

    /** Takes the items of the menu, and reads how they were left. */
    void attach(AppActions actions) {
        actions.on(
                AppAction.TOGGLE_NOTIFICATIONS,
                notify.getReadOnlyProperty(),
                () -> setNotify(!notify.get()));
        FxThread.whenDone(
                CompletableFuture.supplyAsync(() -> Files.notExists(mark), blocking),
                (on, _) -> notify.set(!Boolean.FALSE.equals(on)));
        FxThread.whenDone(
                CompletableFuture.supplyAsync(
                        () -> LoginStart.ofThisProgram(place.environment(), place.home()),
                        blocking),
                (login, _) -> {
                    if (login != null) {
                        login.ifPresent(start -> attach(actions, start));
                    }
                });
    }

    private void attach(AppActions actions, LoginStart start) {
        actions.on(
                AppAction.START_AT_LOGIN,
                atLogin.getReadOnlyProperty(),
                () -> setAtLogin(start, !atLogin.get()));
        readAtLogin(start);
    }

    /** Any thread. */
    void accept(ProcessEvent event) {
        deaths.accept(event);
    }

    /** Nobody waits for clicks on notifications any more. */
    void close() {
        notifier.close();
    }

    private void show(String title, String text, boolean urgent, int process) {
        SystemNotifier.Notification death =
                new SystemNotifier.Notification(
                        title,
                        text,
                        urgent,
                        texts.getString("notice.why"),
                        () -> comeTo(() -> front.why().accept(process)));
        FxThread.EXECUTOR.execute(() -> showUnlessWatched(death));
    }

    private void comeTo(Runnable goTo) {
        FxThread.EXECUTOR.execute(
                () -> {
                    front.raise().run();
                    goTo.run();
                });
    }

    private void showUnlessWatched(SystemNotifier.Notification notification) {
        if (notify.get() && !watched.getAsBoolean()) {
            blocking.execute(() -> notifier.show(notification));
        }
    }

    /**
     * Tells of something to look at: in the window, and by the system who does not look at that. FX
     * thread.
     */
    void tell(String title, String text, Runnable goTo) {
        String look = texts.getString("line.show");
        showUnlessWatched(
                new SystemNotifier.Notification(title, text, false, look, () -> comeTo(goTo)));
        if (notify.get()) {
            notices.look(title, text, look, goTo);
        }
    }

    private void setNotify(boolean on) {
        notify.set(on);
        FxThread.whenDone(
                CompletableFuture.runAsync(
                        () ->
                                write(
                                        () -> {
                                            if (on) {
                                                Files.deleteIfExists(mark);
                                            } else {
                                                Files.createDirectories(mark.getParent());
                                                Files.write(mark, new byte[0]);
                                            }
                                        }),
                        blocking),
                (_, failure) -> tell(failure));
    }

    private void setAtLogin(LoginStart start, boolean on) {
        FxThread.whenDone(
                CompletableFuture.runAsync(() -> write(() -> start.set(on)), blocking),
                (_, failure) -> {
                    tell(failure);
                    readAtLogin(start);
                });
    }

    private void readAtLogin(LoginStart start) {
        FxThread.whenDone(
                CompletableFuture.supplyAsync(start::isOn, blocking),
                (on, _) -> atLogin.set(Boolean.TRUE.equals(on)));
    }

    @FunctionalInterface
    private interface Writing {
        void run() throws IOException;
    }

    private static void write(Writing writing) {
        try {
            writing.run();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void tell(@Nullable Throwable failure) {
        if (failure != null) {
            Throwable cause = failure.getCause() == null ? failure : failure.getCause();
            notices.error(texts.getString("background.failed").formatted(cause.getMessage()));
        }
    }
}
