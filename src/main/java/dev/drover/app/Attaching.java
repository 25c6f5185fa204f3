package dev.drover.app;

import dev.drover.domain.Home;
import dev.drover.ui.action.AppAction;
import dev.drover.ui.action.AppActions;
import dev.drover.ui.common.FxThread;
import dev.drover.ui.model.ConnectionState;
import dev.drover.ui.model.SupervisorSession;

import javafx.animation.PauseTransition;
import javafx.util.Duration;

import java.util.ResourceBundle;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * Says that a home on this machine is being connected to when that takes long, as with a supervisor
 * that does not answer, and lets the user give it up. FX thread only.
 */
final class Attaching {

    private static final Duration LONG = Duration.millis(400);

    private Attaching() {}

    /**
     * Offers to start a supervisor while there is none, in a home where one may be started.
     *
     * @param blocking looks at the home's files
     */
    static void offerStart(
            SupervisorConnector connector,
            SupervisorSession session,
            AppActions actions,
            Executor blocking) {
        StartOffer offer =
                new StartOffer(
                        actions,
                        session,
                        () -> {
                            connector.startWhenAbsent(true);
                            session.connect();
                        });
        FxThread.whenDone(
                CompletableFuture.supplyAsync(connector::mayStart, blocking),
                (may, _) -> offer.helps(Boolean.TRUE.equals(may)));
    }

    /**
     * From now on.
     *
     * @param shown shows what is being done, in words
     */
    static void follow(
            SupervisorSession session,
            AppActions actions,
            Home home,
            Consumer<String> shown,
            ResourceBundle texts) {
        PauseTransition moment = new PauseTransition(LONG);
        moment.setOnFinished(
                _ -> shown.accept(texts.getString("connecting").formatted(home.root())));
        session.stateProperty()
                .subscribe(
                        state -> {
                            if (state instanceof ConnectionState.Connecting) {
                                actions.on(AppAction.DISCONNECT, session::cancel);
                                moment.playFromStart();
                            } else {
                                actions.off(AppAction.DISCONNECT);
                                moment.stop();
                            }
                        });
    }
}
