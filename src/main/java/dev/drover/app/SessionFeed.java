package dev.drover.app;

import dev.drover.client.ProcessManager;
import dev.drover.domain.LogTail;
import dev.drover.domain.ProcessEvent;
import dev.drover.domain.RunRecord;
import dev.drover.ui.logview.LogSource;
import dev.drover.ui.model.SupervisorSession;
import dev.drover.ui.sendmessage.MessageSender;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** What the log view and the message dialog need of the session. */
final class SessionFeed implements LogSource, MessageSender {

    private final SupervisorSession session;
    private final ServiceStarter starter;

    SessionFeed(SupervisorSession session, ServiceStarter starter) {
        this.session = session;
        this.starter = starter;
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
