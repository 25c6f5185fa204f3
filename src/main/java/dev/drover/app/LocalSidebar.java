package dev.drover.app;

import dev.drover.domain.Home;
import dev.drover.ui.action.AppAction;
import dev.drover.ui.action.AppActions;
import dev.drover.ui.common.FxThread;
import dev.drover.ui.common.NoticePane;
import dev.drover.ui.common.Prompts;
import dev.drover.ui.mainwindow.HomeLine;
import dev.drover.ui.mainwindow.HomeLines;
import dev.drover.ui.mainwindow.MainWindowController;

import javafx.stage.Stage;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/**
 * The homes on this machine in the sidebar of one window: those that are alive, and those that the
 * user has opened by their folder. FX thread only.
 */
final class LocalSidebar {

    private static final int SECONDS = 15;

    private final LocalHomes added;
    private final OtherHomes others;
    private final Consumer<Residence> opener;
    private final Talk talk;

    /** How it asks and tells. */
    record Talk(NoticePane notices, Prompts prompts, Choosers choosers, ResourceBundle texts) {}

    private LocalSidebar(
            LocalHomes added, OtherHomes others, Consumer<Residence> opener, Talk talk) {
        this.added = added;
        this.others = others;
        this.opener = opener;
        this.talk = talk;
    }

    /**
     * @param own the window's home
     * @param environment names further ones
     * @param opener shows the window of a home
     */
    static LocalSidebar of(
            LocalHomes added,
            Home own,
            Map<String, String> environment,
            Consumer<Residence> opener,
            Talk talk) {
        return new LocalSidebar(added, new OtherHomes(own, environment), opener, talk);
    }

    /** Shows them from now on until the window is closed, and takes the command to open another. */
    void attach(
            AppActions actions,
            MainWindowController window,
            Stage stage,
            ScheduledExecutorService scheduler) {
        Runnable look = () -> look(window);
        scheduler.scheduleWithFixedDelay(look, 0, SECONDS, TimeUnit.SECONDS);
        AtomicReference<Runnable> end = new AtomicReference<>(() -> {});
        // The tray may hide the window for a while.
        stage.showingProperty()
                .subscribe(
                        showing ->
                                end.getAndSet(
                                                showing
                                                        ? added.onChange(
                                                                () -> scheduler.execute(look))
                                                        : () -> {})
                                        .run());
        actions.on(
                AppAction.OPEN_HOME,
                () -> talk.choosers().chooseHome(stage).ifPresent(this::wanted));
    }

    /** On a thread that may wait. */
    private void look(MainWindowController window) {
        List<Home> known = added.homes();
        Set<Home> alive = new LinkedHashSet<>(others.alive(known));
        Set<Home> all = new LinkedHashSet<>(alive);
        all.addAll(known);
        List<HomeLine> lines = new ArrayList<>();
        for (Home home : all) {
            Optional<Runnable> remove =
                    known.contains(home) ? Optional.of(() -> added.forget(home)) : Optional.empty();
            lines.add(new HomeLine(home, alive.contains(home), remove));
        }
        FxThread.EXECUTOR.execute(
                () -> window.showHomes(new HomeLines(lines, this::show, this::wanted)));
    }

    /** The user has pointed at a folder. */
    private void wanted(Path folder) {
        FxThread.whenDone(
                CompletableFuture.supplyAsync(
                        () -> HomeCandidate.of(folder), Thread::startVirtualThread),
                (what, _) -> {
                    switch (what) {
                        case HOME -> open(folder);
                        case EMPTY -> talk.prompts().confirm(question(folder), () -> open(folder));
                        case FOREIGN -> tell("home.foreign", folder);
                        case UNREADABLE -> tell("home.unreadable", folder);
                        case null -> tell("home.unreadable", folder);
                    }
                });
    }

    private Prompts.Question question(Path folder) {
        return new Prompts.Question(
                text("home.empty.title").formatted(folder.getFileName()),
                text("home.empty.detail").formatted(folder),
                text("home.empty.verb"),
                false);
    }

    private void tell(String sentence, Path folder) {
        talk.notices().error(text(sentence).formatted(folder));
    }

    private String text(String key) {
        return talk.texts().getString(key);
    }

    private void open(Path folder) {
        Home home = new Home(folder);
        added.remember(home);
        show(home);
    }

    private void show(Home home) {
        opener.accept(Residence.of(home));
    }
}
