package dev.drover.app;

import dev.drover.client.ProcessManager;
import dev.drover.client.Target;
import dev.drover.domain.LogHits;
import dev.drover.domain.LogSearchRequest;
import dev.drover.domain.LogTail;
import dev.drover.domain.LogWindow;
import dev.drover.domain.LogWindowRequest;
import dev.drover.domain.ProcessDescription;
import dev.drover.domain.ProcessEvent;
import dev.drover.domain.RunChanges;
import dev.drover.domain.RunRecord;
import dev.drover.ui.logview.LogSource;
import dev.drover.ui.messages.MessageFeed;
import dev.drover.ui.model.ObservableProcess;
import dev.drover.ui.model.ProcessListModel;
import dev.drover.ui.model.SupervisorSession;
import dev.drover.ui.sendmessage.MessageSender;
import dev.drover.ui.why.PortStranger;
import dev.drover.ui.why.WhySource;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** What the pages of the dock and the message dialog need of the session. */
final class SessionFeed implements LogSource, MessageFeed, MessageSender, WhySource {

    private final SupervisorSession session;
    private final ServiceStarter starter;
    private final ProcessListModel model;
    private final PortStrangers strangers;
    private final List<Consumer<ProcessEvent>> listeners = new CopyOnWriteArrayList<>();

    /**
     * @param strangers of the machine that the home is on
     */
    SessionFeed(
            SupervisorSession session,
            ServiceStarter starter,
            ProcessListModel model,
            PortStrangers strangers) {
        this.strangers = strangers;
        this.session = session;
        this.starter = starter;
        this.model = model;
    }

    @Override
    public CompletableFuture<LogTail> tail(int id, int maxBytes) {
        return starter.connected().thenCompose(manager -> manager.logTail(id, maxBytes));
    }

    @Override
    public boolean hasWindows() {
        return true;
    }

    @Override
    public CompletableFuture<LogWindow> window(LogWindowRequest request) {
        return starter.connected().thenCompose(manager -> manager.logWindow(request));
    }

    @Override
    public CompletableFuture<LogHits> search(LogSearchRequest request) {
        return starter.connected().thenCompose(manager -> manager.logSearch(request));
    }

    @Override
    public CompletableFuture<List<RunRecord>> runs(int id) {
        return starter.connected()
                .thenCompose(
                        manager ->
                                manager.isDrover()
                                        ? manager.runs(id)
                                        : CompletableFuture.completedFuture(List.of()));
    }

    @Override
    public CompletableFuture<RunChanges> changes(int id, int earlier, int later) {
        return starter.connected().thenCompose(manager -> manager.changes(id, earlier, later));
    }

    @Override
    public CompletableFuture<Void> sendPacket(
            int id, String type, String topic, @Nullable Object data) {
        return starter.connected()
                .thenCompose(
                        manager ->
                                manager.sendDataToProcessId(id, type, topic, data)
                                        .thenAccept(_ -> tellSent(manager, id, type, topic, data)));
    }

    /** A PM2 daemon does not tell what was sent, so at least this window's own is told here. */
    private void tellSent(
            ProcessManager manager, int id, String type, String topic, @Nullable Object data) {
        if (manager.isDrover()) {
            return;
        }
        Map<String, @Nullable Object> packet = new LinkedHashMap<>();
        packet.put("id", id);
        packet.put("type", type);
        packet.put("topic", topic);
        packet.put("data", data);
        Instant now = Instant.now();
        manager.describe(Target.id(id))
                .thenAccept(
                        found ->
                                found.stream()
                                        .map(p -> new ProcessEvent.MessageSent(p, packet, now))
                                        .forEach(e -> listeners.forEach(l -> l.accept(e))));
    }

    @Override
    public boolean canSendRaw() {
        return session.manager().map(ProcessManager::isDrover).orElse(true);
    }

    @Override
    public CompletableFuture<Void> sendRaw(int id, @Nullable Object message) {
        return starter.connected().thenCompose(manager -> manager.sendMessage(id, message));
    }

    @Override
    public Optional<ProcessDescription> process(int id) {
        return model.row(id).map(ObservableProcess::description);
    }

    /** A restart starts what is stopped, and ends the wait of what waits for one. */
    @Override
    public CompletableFuture<?> stopAndStart(int holder, int id) {
        return starter.connected()
                .thenCompose(
                        manager ->
                                manager.stop(Target.id(holder))
                                        .thenCompose(_ -> manager.restart(Target.id(id))));
    }

    @Override
    public CompletableFuture<Optional<PortStranger>> stranger(int port, long pid) {
        return strangers.find(port, pid);
    }

    @Override
    public CompletableFuture<?> endAndStart(PortStranger stranger, int id) {
        return strangers
                .end(stranger)
                .thenCompose(_ -> starter.connected())
                .thenCompose(manager -> manager.restart(Target.id(id)));
    }

    @Override
    public Feed subscribe(Consumer<ProcessEvent> listener) {
        Runnable end = session.subscribe(listener);
        listeners.add(listener);
        return () -> {
            end.run();
            listeners.remove(listener);
        };
    }

    /** A subscription of each kind. */
    interface Feed
            extends LogSource.Subscription, MessageFeed.Subscription, MessageSender.Subscription {
        @Override
        void close();
    }
}
