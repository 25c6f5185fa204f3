package dev.drover.ui.logview;

import dev.drover.client.Bus;
import dev.drover.client.ProcessManager;
import dev.drover.domain.LogHits;
import dev.drover.domain.LogSearchRequest;
import dev.drover.domain.LogTail;
import dev.drover.domain.LogWindow;
import dev.drover.domain.LogWindowRequest;
import dev.drover.domain.ProcessEvent;
import dev.drover.domain.RunRecord;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** The logs of a real supervisor, as the program feeds them to the view. */
final class ManagerLogSource implements LogSource {

    private final ProcessManager manager;
    private final Bus bus;

    ManagerLogSource(ProcessManager manager) {
        this.manager = manager;
        this.bus = manager.launchBus().join();
    }

    @Override
    public CompletableFuture<LogTail> tail(int id, int maxBytes) {
        return manager.logTail(id, maxBytes);
    }

    @Override
    public boolean hasWindows() {
        return true;
    }

    @Override
    public CompletableFuture<LogWindow> window(LogWindowRequest request) {
        return manager.logWindow(request);
    }

    @Override
    public CompletableFuture<List<RunRecord>> runs(int id) {
        return manager.runs(id);
    }

    @Override
    public CompletableFuture<LogHits> search(LogSearchRequest request) {
        return manager.logSearch(request);
    }

    @Override
    public Subscription subscribe(Consumer<ProcessEvent> listener) {
        bus.onEvent(listener);
        return () -> {};
    }
}
