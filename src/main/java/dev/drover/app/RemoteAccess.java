package dev.drover.app;

import dev.drover.client.ProcessManager;
import dev.drover.client.RequestException;
import dev.drover.client.ssh.RemoteHome;
import dev.drover.client.ssh.SshFailure;
import dev.drover.client.ssh.SshLink;
import dev.drover.client.ssh.SshProgram;
import dev.drover.ui.action.AppAction;
import dev.drover.ui.action.AppActions;
import dev.drover.ui.action.Desktop;
import dev.drover.ui.common.Failures;
import dev.drover.ui.common.FxThread;
import dev.drover.ui.common.Notices;
import dev.drover.ui.logview.SourceOpener;
import dev.drover.ui.model.ConnectionState;
import dev.drover.ui.model.SupervisorSession;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * What is different in the window of a home on another machine: the way there, what it says on the
 * way, and what cannot be done from here. FX thread only, but for {@link #connector}.
 */
final class RemoteAccess {

    private final RemoteHome home;
    private final ResourceBundle texts;
    private final SshLink link;
    private Consumer<String> progress = _ -> {};
    private Consumer<Boolean> offering = _ -> {};

    /** A sentence in the user's language. */
    private static final class Told extends RequestException {

        private static final long serialVersionUID = 1L;

        private final boolean needsUser;

        Told(String sentence, SshFailure failure) {
            super(sentence, failure);
            needsUser = failure.needsUser();
        }

        @Override
        public boolean needsUser() {
            return needsUser;
        }
    }

    RemoteAccess(
            SshProgram program,
            RemoteHome home,
            Map<String, String> environment,
            ResourceBundle texts) {
        this.home = home;
        this.texts = texts;
        link = new SshLink(program, home, environment, SupervisorConnector.NAME, this::tell);
    }

    /** With the user's own {@code ssh}. */
    static RemoteAccess of(RemoteHome home, Map<String, String> environment, ResourceBundle texts) {
        return new RemoteAccess(SshProgram.of(environment), home, environment, texts);
    }

    /** Connects to the other machine when it is one, else as {@code here} does. */
    static Supplier<CompletableFuture<ProcessManager>> connector(
            Optional<RemoteAccess> remote, SupervisorConnector here) {
        return remote.<Supplier<CompletableFuture<ProcessManager>>>map(far -> far::connect)
                .orElse(here::connect);
    }

    /** Opens source files as {@code here} does, where they are on this machine. */
    static SourceOpener opener(Optional<RemoteAccess> remote, SourceOpener here) {
        return remote.<SourceOpener>map(far -> far::openSource).orElse(here);
    }

    /** A new connection; fails with a sentence in the user's language. Any thread. */
    private CompletableFuture<ProcessManager> connect() {
        return link.connect()
                .thenApply(
                        manager -> {
                            tellStartHelps(false);
                            return manager;
                        })
                .exceptionallyCompose(this::translated);
    }

    private void tellStartHelps(boolean now) {
        FxThread.EXECUTOR.execute(() -> offering.accept(now));
    }

    /**
     * Takes the commands of the window over that mean something else here.
     *
     * @param shown told what is being done, in words
     */
    void wire(
            AppActions actions,
            SupervisorSession session,
            Notices notices,
            Consumer<String> shown) {
        progress = shown;
        actions.on(
                        AppAction.RECONNECT,
                        () -> {
                            link.resume();
                            session.connect();
                        })
                .on(AppAction.DISCONNECT, link::disconnect);
        offering = new StartOffer(actions, session, () -> startSupervisor(session, notices))::helps;
    }

    /** Keeps the list of remote homes true while the window is open. */
    void follow(SupervisorSession session, RemoteHomes homes) {
        homes.remember(home);
        session.stateProperty().subscribe(state -> homes.show(home, word(state), link::disconnect));
    }

    /** The desktop that the commands on processes have. */
    Desktop desktop(Desktop here, Notices notices) {
        return new RemoteDesktop(here, notices, this::elsewhere);
    }

    private String elsewhere(String what) {
        return texts.getString("remote.file").formatted(what, home.destination());
    }

    /** Opens nothing: the files of the processes are on the other machine. */
    private CompletableFuture<String> openSource(Path file, int line) {
        return CompletableFuture.failedFuture(new RequestException(elsewhere(file.toString())));
    }

    /** Ends it; completes when nothing of it is left, which the program does not end before. */
    CompletableFuture<Void> close() {
        CompletableFuture<Void> ended = link.end();
        Thread.ofPlatform().name("drover-ssh-end").daemon(false).start(ended::join);
        return ended;
    }

    private void startSupervisor(SupervisorSession session, Notices notices) {
        notices.info(texts.getString("remote.starting").formatted(home.destination()));
        link.resume();
        FxThread.whenDone(
                link.startSupervisor().exceptionallyCompose(this::translated),
                (_, failure) -> {
                    if (failure != null) {
                        notices.error(Failures.sentence(failure));
                    }
                    session.connect();
                });
    }

    private static RemoteHomes.State word(ConnectionState state) {
        return switch (state) {
            case ConnectionState.Connecting _ -> RemoteHomes.State.CONNECTING;
            case ConnectionState.Connected _ -> RemoteHomes.State.CONNECTED;
            case ConnectionState.Lost _ -> RemoteHomes.State.LOST;
        };
    }

    private void tell(SshLink.Step step) {
        String words = texts.getString("remote.step." + step).formatted(home.destination());
        FxThread.EXECUTOR.execute(() -> progress.accept(words));
    }

    /** Only where a supervisor is all that is missing, and not in PM2's home. */
    private boolean canStart(SshFailure.Kind kind) {
        return (kind == SshFailure.Kind.NO_SUPERVISOR || kind == SshFailure.Kind.NO_HOME)
                && !home.folder().endsWith("/.pm2");
    }

    private <T> CompletableFuture<T> translated(@Nullable Throwable failure) {
        Throwable cause = Failures.cause(failure);
        if (cause instanceof SshFailure known) {
            tellStartHelps(canStart(known.kind()));
            String sentence =
                    texts.getString("remote." + known.kind())
                            .formatted(known.destination(), known.detail());
            return CompletableFuture.failedFuture(new Told(sentence, known));
        }
        return CompletableFuture.failedFuture(cause);
    }
}
