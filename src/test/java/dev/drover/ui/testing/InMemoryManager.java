package dev.drover.ui.testing;

import dev.drover.client.Bus;
import dev.drover.client.ProcessManager;
import dev.drover.client.RequestException;
import dev.drover.client.TakesEffect;
import dev.drover.client.Target;
import dev.drover.domain.Figure;
import dev.drover.domain.FigureSheet;
import dev.drover.domain.Home;
import dev.drover.domain.LogHits;
import dev.drover.domain.LogSearchRequest;
import dev.drover.domain.LogTail;
import dev.drover.domain.LogWindow;
import dev.drover.domain.LogWindowRequest;
import dev.drover.domain.ProcessDescription;
import dev.drover.domain.ProcessEvent;
import dev.drover.domain.ProcessSpec;
import dev.drover.domain.RunChanges;
import dev.drover.domain.RunRecord;
import dev.drover.domain.Signal;
import dev.drover.domain.SignalActions;
import dev.drover.project.AppOptions;
import dev.drover.project.FileSelection;
import dev.drover.project.TrustCheck;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * The client's interface without a supervisor behind it: a list that the test sets, events that the
 * test publishes, requests written down as words. What a supervisor does is tested where a real one
 * runs: {@link RealSupervisor} for a view, {@code WalkUITest} for the whole window.
 */
public final class InMemoryManager implements ProcessManager {

    /** Every request in the order of arrival: {@code list}, {@code restart 3}, … */
    public final BlockingQueue<String> requests = new LinkedBlockingQueue<>();

    public volatile List<ProcessDescription> list = List.of();

    /** What every question for figures is answered with. */
    public volatile FigureSheet figures = new FigureSheet(Instant.EPOCH, Map.of());

    /** When set, every order is refused with this sentence. */
    public volatile @Nullable String refusal;

    private final Set<String> features;
    private final List<Consumer<ProcessEvent>> listeners = new CopyOnWriteArrayList<>();
    private final List<Runnable> closeListeners = new CopyOnWriteArrayList<>();
    private volatile boolean closed;

    public InMemoryManager(Set<String> features) {
        this.features = features;
    }

    public void publish(ProcessEvent event) {
        listeners.forEach(listener -> listener.accept(event));
    }

    /** Ends the connection from the other side. */
    public void breakConnection() {
        closed = true;
        closeListeners.forEach(Runnable::run);
    }

    public boolean isClosed() {
        return closed;
    }

    @Override
    public Home home() {
        return new Home(Path.of("/tmp/home"));
    }

    @Override
    public String version() {
        return "5.4.3";
    }

    @Override
    public Set<String> features() {
        return features;
    }

    @Override
    public CompletableFuture<List<ProcessDescription>> list() {
        requests.add("list");
        return CompletableFuture.completedFuture(list);
    }

    @Override
    public CompletableFuture<List<ProcessDescription>> describe(Target target) {
        return order("describe", target);
    }

    @Override
    public CompletableFuture<List<ProcessDescription>> start(String script) {
        return done("start " + script, List.of());
    }

    @Override
    public CompletableFuture<List<ProcessDescription>> start(AppOptions app) {
        return done("start " + app, List.of());
    }

    @Override
    public CompletableFuture<List<ProcessDescription>> start(List<AppOptions> apps) {
        return done("start " + apps, List.of());
    }

    @Override
    public CompletableFuture<List<ProcessDescription>> start(
            Path file, FileSelection selection, TrustCheck trust) {
        return done("start " + file, List.of());
    }

    @Override
    public CompletableFuture<List<ProcessDescription>> restart(Target target, AppOptions changes) {
        return order("restart", target);
    }

    @Override
    public CompletableFuture<ProcessDescription> redefine(
            ProcessDescription process, ProcessSpec definition, TakesEffect effect) {
        return done("redefine " + process.id() + " " + effect, process);
    }

    @Override
    public CompletableFuture<Void> sendDataToProcessId(int id, @Nullable Object data) {
        return done("data " + id, null);
    }

    @Override
    public CompletableFuture<Void> flush(Target target) {
        return done("flush " + target, null);
    }

    @Override
    public CompletableFuture<Void> reloadLogs() {
        return done("reloadLogs", null);
    }

    @Override
    public CompletableFuture<Void> dump() {
        return done("dump", null);
    }

    @Override
    public CompletableFuture<List<ProcessDescription>> start(ProcessSpec spec) {
        return done("start " + spec.name(), List.of());
    }

    @Override
    public CompletableFuture<List<ProcessDescription>> start(Target target) {
        return order("start", target);
    }

    @Override
    public CompletableFuture<List<ProcessDescription>> stop(Target target) {
        return order("stop", target);
    }

    @Override
    public CompletableFuture<List<ProcessDescription>> restart(Target target) {
        return order("restart", target);
    }

    @Override
    public CompletableFuture<List<ProcessDescription>> scale(String name, int instances) {
        requests.add("scale " + name + " " + instances);
        return CompletableFuture.completedFuture(List.of());
    }

    @Override
    public CompletableFuture<List<ProcessDescription>> schedule(
            Target target, Optional<String> pattern) {
        return order("schedule " + pattern.orElse("none"), target);
    }

    @Override
    public CompletableFuture<List<ProcessDescription>> watch(Target target, boolean on) {
        return order("watch " + on, target);
    }

    @Override
    public CompletableFuture<List<ProcessDescription>> reload(Target target) {
        return order("reload", target);
    }

    @Override
    public CompletableFuture<List<ProcessDescription>> delete(Target target) {
        return order("delete", target);
    }

    @Override
    public CompletableFuture<List<ProcessDescription>> resurrect(ProcessDescription entry) {
        return done("resurrect " + entry.name(), List.of(entry));
    }

    @Override
    public CompletableFuture<List<ProcessDescription>> killTree(Target target) {
        return order("killTree", target);
    }

    @Override
    public CompletableFuture<Void> sendSignalToProcessId(int id, Signal signal) {
        return done("signal " + id + " " + signal, null);
    }

    @Override
    public CompletableFuture<Void> sendSignalToProcessName(String name, Signal signal) {
        return done("signal " + name + " " + signal, null);
    }

    @Override
    public CompletableFuture<Void> sendDataToProcessId(
            int id, String type, String topic, @Nullable Object data) {
        return done("data " + id, null);
    }

    @Override
    public CompletableFuture<Void> sendMessage(int id, @Nullable Object message) {
        return done("message " + id, null);
    }

    @Override
    public CompletableFuture<FigureSheet> figures(Set<Figure> wanted) {
        return done("figures " + wanted, figures);
    }

    @Override
    public CompletableFuture<SignalActions> signalActions(int id) {
        return done("signalActions " + id, new SignalActions(1 << 14, 1 << 12, 0));
    }

    @Override
    public CompletableFuture<Void> trigger(int id, String action, Optional<String> parameter) {
        return done("trigger " + id + " " + action + parameter.map(p -> " " + p).orElse(""), null);
    }

    @Override
    public CompletableFuture<Void> sendLineToStdin(int id, String line) {
        return done("line " + id + " " + line, null);
    }

    @Override
    public CompletableFuture<LogTail> logTail(int id, int maxBytes) {
        return done("logTail " + id, new LogTail(List.of(), 0, 0));
    }

    @Override
    public CompletableFuture<LogWindow> logWindow(LogWindowRequest request) {
        return done("logWindow " + request.id(), new LogWindow(List.of(), 0, 0, 0, 0, 0, 0));
    }

    @Override
    public CompletableFuture<LogHits> logSearch(LogSearchRequest request) {
        return done("logSearch " + request.id(), new LogHits(List.of(), 0, true, false));
    }

    @Override
    public CompletableFuture<List<RunRecord>> runs(int id) {
        return done("runs " + id, List.of());
    }

    @Override
    public CompletableFuture<RunChanges> changes(int id, int earlier, int later) {
        return done(
                "changes %d: %d, %d".formatted(id, earlier, later),
                new RunChanges(false, List.of()));
    }

    @Override
    public CompletableFuture<Bus> launchBus() {
        requests.add("launchBus");
        return CompletableFuture.completedFuture(new InMemoryBus());
    }

    @Override
    public CompletableFuture<Void> shutdown() {
        return done("shutdown", null);
    }

    @Override
    public CompletableFuture<Void> upgrade() {
        return done("upgrade", null);
    }

    @Override
    public CompletableFuture<Void> killDaemon() {
        return done("killDaemon", null);
    }

    @Override
    public void onClose(Runnable listener) {
        closeListeners.add(listener);
    }

    @Override
    public void close() {
        closed = true;
    }

    private CompletableFuture<List<ProcessDescription>> order(String word, Target target) {
        String whom =
                target instanceof Target.Id(int id) ? Integer.toString(id) : target.toString();
        return done(word + " " + whom, List.of());
    }

    private <T> CompletableFuture<T> done(String request, T answer) {
        requests.add(request);
        String sentence = refusal;
        return sentence == null
                ? CompletableFuture.completedFuture(answer)
                : CompletableFuture.failedFuture(new RequestException(sentence));
    }

    private final class InMemoryBus implements Bus {

        @Override
        public Subscription on(String pattern, BiConsumer<String, Map<String, Object>> listener) {
            throw new UnsupportedOperationException("the window listens to decoded events only");
        }

        @Override
        public Subscription onEvent(Consumer<ProcessEvent> listener) {
            listeners.add(listener);
            return () -> listeners.remove(listener);
        }

        @Override
        public void onClose(Runnable listener) {
            closeListeners.add(listener);
        }

        @Override
        public void close() {
            InMemoryManager.this.close();
        }
    }
}
