package dev.drover.app;

import dev.drover.desktop.DesktopPresence;
import dev.drover.desktop.TrayState;
import dev.drover.ui.action.AppAction;
import dev.drover.ui.common.FxThread;
import dev.drover.ui.common.Memory;
import dev.drover.ui.common.Periodic;
import dev.drover.ui.common.ViewLoader;
import dev.drover.ui.mainwindow.KeepInTray;

import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.stage.Stage;
import javafx.util.Subscription;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The program's icon in the tray, one for all its windows: it tells how their services are, and
 * keeps windows that are closed. FX thread only.
 */
final class Tray {

    /** A panel that is started again is back sooner. */
    static final Duration PATIENCE = Duration.ofSeconds(8);

    private static final String KEPT = "keepInTray";
    private static final DesktopPresence.Program DROVER =
            new DesktopPresence.Program("drover", "drover.desktop");

    private final Memory memory;
    private final Consumer<Boolean> endsWithLastWindow;
    private final TrayWords words;
    private final Runnable quit;
    private final Periodic stranded;
    private final Map<TrayWindow, Subscription> windows = new LinkedHashMap<>();
    private final Set<Stage> kept = new LinkedHashSet<>();
    private final ReadOnlyBooleanWrapper keeps = new ReadOnlyBooleanWrapper();
    private @Nullable TrayIcons icons;
    private @Nullable DesktopPresence presence;
    private @Nullable TrayContent shown;
    private boolean there;
    private boolean closed;

    /**
     * @param memory keeps what the user wants
     * @param endsWithLastWindow whether the program ends when no window is to be seen
     * @param quit closes all windows
     * @param patience how long windows stay hidden without a tray
     */
    Tray(Memory memory, Consumer<Boolean> endsWithLastWindow, Runnable quit, Duration patience) {
        this.memory = memory;
        this.endsWithLastWindow = endsWithLastWindow;
        this.quit = quit;
        words = new TrayWords(ViewLoader.texts(Tray.class), quit);
        stranded = new Periodic(patience, this::bringBack);
        keeps.set(wanted().orElse(false));
    }

    /** Shows the icon where there is a tray; looks for the session's bus on another thread. */
    void start(Map<String, String> environment) {
        if (System.getProperty("os.name", "").startsWith("Linux")) {
            FxThread.whenDone(
                    CompletableFuture.supplyAsync(
                            () -> DesktopPresence.sessionBus(environment).map(Found::at),
                            Thread::startVirtualThread),
                    (found, _) -> {
                        if (found != null && !closed) {
                            found.ifPresent(this::open);
                        }
                    });
        }
    }

    private record Found(String address, TrayIcons icons) {

        static Found at(String address) {
            return new Found(address, TrayIcons.read());
        }
    }

    private void open(Found found) {
        icons = found.icons();
        TrayContent content = TrayContent.of(windows.keySet());
        shown = content;
        TrayState first = words.state(content, found.icons());
        presence = DesktopPresence.open(found.address(), DROVER, first, new Listener());
    }

    private final class Listener implements DesktopPresence.Listener {

        @Override
        public void trayIsThere(boolean now) {
            FxThread.EXECUTOR.execute(() -> setThere(now));
        }

        @Override
        public void activated() {
            FxThread.EXECUTOR.execute(Tray.this::comeToFront);
        }
    }

    /** Takes a window that opens, and its commands. */
    void add(TrayWindow window) {
        Subscription seen =
                window.stage()
                        .showingProperty()
                        .subscribe(
                                showing -> {
                                    if (showing && kept.remove(window.stage())) {
                                        endsWithLastWindow.accept(kept.isEmpty());
                                    }
                                });
        windows.put(
                window,
                seen.and(window.model().revisionProperty().subscribe(_ -> tell()))
                        .and(window.session().stateProperty().subscribe(_ -> tell())));
        window.actions().on(AppAction.QUIT, quit);
        offer(window);
        tell();
    }

    /** A window has closed for good. */
    void remove(TrayWindow window) {
        Optional.ofNullable(windows.remove(window)).ifPresent(Subscription::unsubscribe);
        if (kept.remove(window.stage())) {
            endsWithLastWindow.accept(kept.isEmpty());
        }
        tell();
    }

    /** Whether a window that is hidden comes back. */
    boolean keeps(Stage stage) {
        return kept.contains(stage);
    }

    /** The windows that are hidden close with the program. */
    void close() {
        closed = true;
        stranded.stop();
        Optional.ofNullable(presence).ifPresent(DesktopPresence::close);
        presence = null;
    }

    /** What closing a window has to do with it. */
    KeepInTray keeping(Supplier<Stage> stage) {
        return new KeepInTray() {
            @Override
            public boolean isThere() {
                return there;
            }

            @Override
            public Optional<Boolean> wanted() {
                return Tray.this.wanted();
            }

            @Override
            public void want(boolean kept) {
                Tray.this.want(kept);
            }

            @Override
            public void keep() {
                Tray.this.keep(stage.get());
            }
        };
    }

    private Optional<Boolean> wanted() {
        return Optional.of(memory.get(KEPT, ""))
                .filter(value -> !value.isEmpty())
                .map(Boolean::valueOf);
    }

    private void want(boolean now) {
        memory.put(KEPT, Boolean.toString(now));
        keeps.set(now);
    }

    private void keep(Stage stage) {
        kept.add(stage);
        endsWithLastWindow.accept(false);
        WindowFamily.hide(stage);
    }

    private void setThere(boolean now) {
        there = now;
        windows.keySet().forEach(this::offer);
        if (now || kept.isEmpty()) {
            stranded.stop();
        } else {
            stranded.start();
        }
    }

    private void offer(TrayWindow window) {
        if (there) {
            window.actions()
                    .on(
                            AppAction.KEEP_IN_TRAY,
                            keeps.getReadOnlyProperty(),
                            () -> want(!keeps.get()));
        } else {
            window.actions().off(AppAction.KEEP_IN_TRAY);
        }
    }

    /** Nothing else would show a window whose tray has gone. */
    private void bringBack() {
        stranded.stop();
        List.copyOf(kept).forEach(Stage::show);
    }

    /** One that is hidden before those that are only behind others. */
    private void comeToFront() {
        windows.keySet().stream()
                .filter(window -> kept.isEmpty() || kept.contains(window.stage()))
                .toList()
                .forEach(window -> window.raise().run());
    }

    private void tell() {
        DesktopPresence present = presence;
        TrayIcons pictures = icons;
        if (present != null && pictures != null && !windows.isEmpty()) {
            TrayContent now = TrayContent.of(windows.keySet());
            if (!now.equals(shown)) {
                shown = now;
                present.show(words.state(now, pictures));
            }
        }
    }
}
