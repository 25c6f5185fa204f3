package dev.drover.app;

import dev.drover.client.ProcessManager;
import dev.drover.client.RequestException;
import dev.drover.client.TakesEffect;
import dev.drover.domain.Home;
import dev.drover.domain.ProcessDescription;
import dev.drover.domain.ProcessSpec;
import dev.drover.ui.action.Batch;
import dev.drover.ui.action.ProcessAction;
import dev.drover.ui.common.Failures;
import dev.drover.ui.common.FxThread;
import dev.drover.ui.common.Notices;
import dev.drover.ui.model.SupervisorSession;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;

/**
 * Starts services on behalf of the user: one of a form, those of a file, those of the demo. FX
 * thread only.
 */
final class ServiceStarter {

    private final SupervisorSession session;
    private final Home home;
    private final Map<String, String> environment;
    private final Path stateFolder;
    private final Notices notices;
    private final Executor blocking;
    private final ResourceBundle texts;

    ServiceStarter(
            SupervisorSession session,
            Home home,
            Map<String, String> environment,
            Path stateFolder,
            Notices notices,
            ResourceBundle texts,
            Executor blocking) {
        this.session = session;
        this.home = home;
        this.environment = environment;
        this.stateFolder = stateFolder;
        this.notices = notices;
        this.texts = texts;
        this.blocking = blocking;
    }

    /** Starts one service. */
    CompletableFuture<List<ProcessDescription>> start(ProcessSpec spec) {
        return session.manager()
                .map(manager -> manager.start(spec))
                .orElseGet(() -> CompletableFuture.failedFuture(notConnected()));
    }

    /** Gives an entry another definition. */
    CompletableFuture<ProcessDescription> redefine(
            ProcessDescription process, ProcessSpec definition, TakesEffect effect) {
        return connected().thenCompose(m -> m.redefine(process, definition, effect));
    }

    /** Starts the demo's services. */
    void tryDemo() {
        // Nothing of ours is written into the home of a PM2 daemon.
        boolean pm2 = session.manager().filter(m -> !m.isDrover()).isPresent();
        Path folder = (pm2 ? stateFolder : home.root()).resolve("demo");
        CompletableFuture<DemoServices> prepared =
                CompletableFuture.supplyAsync(
                        () -> {
                            try {
                                return DemoServices.prepare(home, folder, environment);
                            } catch (IOException e) {
                                throw new CompletionException(e);
                            }
                        },
                        blocking);
        FxThread.whenDone(
                prepared,
                (demo, failure) -> {
                    if (demo == null) {
                        notices.error(
                                texts.getString("demo.failed")
                                        .formatted(Failures.sentence(failure)));
                    } else {
                        if (demo.withoutNode()) {
                            notices.hint(texts.getString("demo.withoutNode"));
                        }
                        startAll(demo.services());
                    }
                });
    }

    /** Starts several services; tells how far it is, and what failed by its name. */
    void startAll(List<ProcessSpec> specs) {
        new Batch<>(ProcessAction.START, specs, ProcessSpec::name, this::start, notices).run();
    }

    private RequestException notConnected() {
        return new RequestException(texts.getString("not.connected"));
    }

    /** The connection, for views that only need to send. */
    CompletableFuture<ProcessManager> connected() {
        return session.manager()
                .map(CompletableFuture::completedFuture)
                .orElseGet(() -> CompletableFuture.failedFuture(notConnected()));
    }
}
