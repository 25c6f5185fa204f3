package dev.drover.ui.mainwindow;

import dev.drover.client.ProcessManager;
import dev.drover.ui.common.FxThread;
import dev.drover.ui.common.Notices;
import dev.drover.ui.common.Prompts;
import dev.drover.ui.model.SupervisorSession;

import java.util.Optional;
import java.util.ResourceBundle;
import java.util.function.IntSupplier;

/** The command that stops everything, after asking. FX thread only. */
final class Quitting {

    private final SupervisorSession session;
    private final MainWindowController.Parts parts;
    private final Runnable exit;
    private final ResourceBundle texts;

    /**
     * @param exit ends the application when everything is stopped
     */
    Quitting(
            SupervisorSession session,
            MainWindowController.Parts parts,
            Runnable exit,
            ResourceBundle texts) {
        this.session = session;
        this.parts = parts;
        this.exit = exit;
        this.texts = texts;
    }

    /**
     * The command.
     *
     * @param alive how many would be stopped
     * @param remote how a home on another machine is called; the question says it then
     */
    Runnable of(IntSupplier alive, Optional<String> remote) {
        return () ->
                parts.dialogs()
                        .confirm(
                                question(alive.getAsInt(), remote),
                                () -> session.manager().ifPresentOrElse(this::shutDown, exit));
    }

    private Prompts.Question question(int alive, Optional<String> remote) {
        Prompts.Question asked = new SupervisorWords(texts).quit(alive, session.manager());
        return remote.map(
                        name ->
                                new Prompts.Question(
                                        asked.title(),
                                        texts.getString("quit.remote").formatted(name)
                                                + " "
                                                + asked.detail(),
                                        asked.verb(),
                                        true))
                .orElse(asked);
    }

    private void shutDown(ProcessManager manager) {
        String sentence = texts.getString("quit.working");
        Notices.Working working = parts.notices().working(sentence, () -> {});
        // All were told to stop: there is no way back.
        working.update(sentence, false);
        FxThread.whenDone(
                manager.shutdown(),
                (_, failure) -> {
                    working.done();
                    if (failure == null) {
                        exit.run();
                    } else {
                        parts.notices()
                                .error(
                                        texts.getString("quit.failed")
                                                .formatted(failure.getMessage()));
                    }
                });
    }
}
