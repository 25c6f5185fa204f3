package dev.drover.app;

import dev.drover.client.ProcessManager;
import dev.drover.client.Target;
import dev.drover.domain.LogTail;
import dev.drover.domain.ProcessDescription;
import dev.drover.domain.ProcessEvent;
import dev.drover.domain.RunRecord;
import dev.drover.ui.logview.LogSource;
import dev.drover.ui.model.ObservableProcess;
import dev.drover.ui.model.ProcessListModel;
import dev.drover.ui.model.SupervisorSession;
import dev.drover.ui.sendmessage.MessageSender;
import dev.drover.ui.why.WhySource;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** What the log view, the message dialog and the page Why need of the session. */
final class SessionFeed implements LogSource, MessageSender, WhySource {

    private final SupervisorSession session;
    private final ServiceStarter starter;
    private final ProcessListModel model;

    SessionFeed(SupervisorSession session, ServiceStarter starter, ProcessListModel model) {
        this.session = session;
        this.starter = starter;
        this.model = model;
    }

    @Override
    public CompletableFuture<LogTail> tail(int id, int maxBytes) {
        return starter.connected().thenCompose(manager -> manager.logTail(id, maxBytes));
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
    public CompletableFuture<Void> sendPacket(
            int id, String type, String topic, @Nullable Object data) {
        return starter.connected()
                .thenCompose(manager -> manager.sendDataToProcessId(id, type, topic, data));
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
    public Feed subscribe(Consumer<ProcessEvent> listener) {
        Runnable end = session.subscribe(listener);
        return end::run;
    }

    /** A subscription of either kind. */
    interface Feed extends LogSource.Subscription, MessageSender.Subscription {
        @Override
        void close();
    }
}
