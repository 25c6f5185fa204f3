package dev.drover.ui.model;

import dev.drover.client.ProcessManager;
import dev.drover.client.UnsupportedRequestException;
import dev.drover.domain.Figure;
import dev.drover.domain.FigureSheet;
import dev.drover.domain.ProcessDescription;
import dev.drover.domain.ProcessFigures;
import dev.drover.domain.ProcessFigures.Disk;
import dev.drover.ui.common.Failures;
import dev.drover.ui.common.FxThread;
import dev.drover.ui.common.Periodic;

import javafx.beans.value.ObservableValue;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import java.util.function.ToLongFunction;

/**
 * Brings into the rows what is found out only while somebody looks at it: asks the supervisor every
 * other second, one question at a time, for exactly what is shown, and nothing while the window is
 * hidden. FX thread only.
 */
public final class LiveFigures {

    private static final Duration PERIOD = Duration.ofSeconds(1);

    /** Figures of the supervisor are asked for so seldom; what this window counts costs nothing. */
    private static final int TICKS_PER_QUESTION = 2;

    private static final Map<Live, Figure> ASKED =
            Map.of(
                    Live.THREADS, Figure.THREADS,
                    Live.OPEN_FILES, Figure.OPEN_FILES,
                    Live.DISK, Figure.DISK,
                    Live.BRANCH, Figure.BRANCH,
                    Live.NEXT_RUN, Figure.NEXT_RUN);

    private final ObservableValue<ConnectionState> state;
    private final ProcessListModel model;
    private final Sources sources;
    private final Periodic clock = new Periodic(PERIOD, this::tick);
    private final Map<Integer, Look> before = new HashMap<>();
    private Set<Live> wanted = EnumSet.noneOf(Live.class);
    private boolean asking;
    private boolean refused;
    private int ticks;

    /**
     * What this window finds out itself.
     *
     * @param output how fast logs grow
     * @param errors what they say
     * @param seen whether the window can be seen
     * @param lookedAt whose logs are looked at
     * @param here reads the figures of processes of this machine whose supervisor does not tell
     *     them; empty when they are on another one
     */
    public record Sources(
            OutputMeter output,
            ErrorCount errors,
            BooleanSupplier seen,
            ObservableValue<List<Integer>> lookedAt,
            Optional<Reader> here) {}

    /** Finds out figures of processes of this machine. Blocks. */
    @FunctionalInterface
    public interface Reader {
        FigureSheet read(List<ProcessDescription> processes, Set<Figure> wanted);
    }

    /** What the disk has done for a run up to a moment. */
    private record Look(OptionalLong pid, Instant at, Disk disk) {}

    /**
     * @param model its rows get what is found out
     */
    public LiveFigures(
            ObservableValue<ConnectionState> state, ProcessListModel model, Sources sources) {
        this.state = state;
        this.model = model;
        this.sources = sources;
        state.subscribe(this::connectionChanged);
    }

    /** Finds out these from now on, and no others. */
    public void want(Set<Live> shown) {
        if (shown.equals(wanted)) {
            return;
        }
        Set<Live> old = wanted;
        wanted = shown.isEmpty() ? EnumSet.noneOf(Live.class) : EnumSet.copyOf(shown);
        if (old.contains(Live.LOG_RATE) != wanted.contains(Live.LOG_RATE)) {
            sources.output().setOn(wanted.contains(Live.LOG_RATE));
        }
        if (old.contains(Live.ERRORS) != wanted.contains(Live.ERRORS)) {
            sources.errors().setOn(wanted.contains(Live.ERRORS));
        }
        if (wanted.isEmpty()) {
            clock.stop();
        } else {
            clock.start();
        }
        ask();
    }

    /** Asks no more. */
    public void stop() {
        want(Set.of());
    }

    private void connectionChanged(ConnectionState now) {
        refused = false;
        before.clear();
        sources.output().forget();
        if (now instanceof ConnectionState.Connected) {
            ask();
        }
    }

    private void tick() {
        if (wanted.contains(Live.LOG_RATE)) {
            sources.output().tick();
        }
        sources.errors().seen(sources.lookedAt().getValue());
        for (ObservableProcess row : model.rows()) {
            row.wrote(sources.output().rate(row.id()), sources.errors().of(row.id()));
        }
        ticks++;
        if (ticks % TICKS_PER_QUESTION == 0) {
            ask();
        }
    }

    private Set<Figure> figures() {
        Set<Figure> figures = EnumSet.noneOf(Figure.class);
        wanted.forEach(
                live -> {
                    Figure figure = ASKED.get(live);
                    if (figure != null) {
                        figures.add(figure);
                    }
                });
        return figures;
    }

    private void ask() {
        Set<Figure> figures = figures();
        boolean useless = figures.isEmpty() || asking || !sources.seen().getAsBoolean();
        if (useless
                || !(state.getValue() instanceof ConnectionState.Connected(ProcessManager to))) {
            return;
        }
        boolean tells = to.isDrover() && !refused;
        if (!tells && sources.here().isEmpty()) {
            tellNothing(refused ? LiveReading.Teller.OLDER : LiveReading.Teller.PM2);
            return;
        }
        asking = true;
        FxThread.whenDone(
                tells ? to.figures(figures) : readHere(sources.here().orElseThrow(), figures),
                (sheet, failure) -> {
                    asking = false;
                    answered(to, sheet, failure);
                    if (!figures.equals(figures())) {
                        ask();
                    }
                });
    }

    private CompletableFuture<FigureSheet> readHere(Reader reader, Set<Figure> figures) {
        List<ProcessDescription> processes = model.descriptions();
        return CompletableFuture.supplyAsync(
                () -> reader.read(processes, figures), Thread::startVirtualThread);
    }

    private void answered(
            ProcessManager manager, @Nullable FigureSheet sheet, @Nullable Throwable failure) {
        boolean late =
                !(state.getValue() instanceof ConnectionState.Connected(ProcessManager present))
                        || present != manager;
        if (late) {
            return;
        }
        if (sheet != null) {
            model.rows().forEach(row -> row.look(reading(row, sheet)));
        } else if (Failures.cause(failure) instanceof UnsupportedRequestException) {
            refused = true;
            ask();
        }
    }

    private void tellNothing(LiveReading.Teller teller) {
        LiveReading nothing = LiveReading.nothing(teller);
        model.rows().forEach(row -> row.look(nothing));
    }

    private LiveReading reading(ObservableProcess row, FigureSheet sheet) {
        ProcessFigures figures = sheet.byId().getOrDefault(row.id(), ProcessFigures.NONE);
        OptionalLong pid = row.description().pid();
        Look now = figures.disk().map(disk -> new Look(pid, sheet.at(), disk)).orElse(null);
        Look last = now == null ? before.remove(row.id()) : before.put(row.id(), now);
        return new LiveReading(
                LiveReading.Teller.TELLS,
                figures,
                rate(last, now, Disk::readBytes),
                rate(last, now, Disk::writtenBytes));
    }

    private static OptionalDouble rate(
            @Nullable Look last, @Nullable Look now, ToLongFunction<Disk> bytes) {
        if (last == null || now == null || !last.pid().equals(now.pid())) {
            return OptionalDouble.empty();
        }
        double seconds = Duration.between(last.at(), now.at()).toNanos() / 1e9;
        long grown = bytes.applyAsLong(now.disk()) - bytes.applyAsLong(last.disk());
        return seconds <= 0 || grown < 0
                ? OptionalDouble.empty()
                : OptionalDouble.of(grown / seconds);
    }
}
