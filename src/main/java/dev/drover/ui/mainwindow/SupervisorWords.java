package dev.drover.ui.mainwindow;

import dev.drover.client.ProcessManager;
import dev.drover.ui.common.Prompts;
import dev.drover.ui.model.ConnectionState;

import java.util.Optional;
import java.util.ResourceBundle;

/** What the window says about the supervisor: Drover's own, or PM2's daemon, which keeps less. */
final class SupervisorWords {

    private final ResourceBundle texts;

    SupervisorWords(ResourceBundle texts) {
        this.texts = texts;
    }

    /** For the status bar. */
    String status(ConnectionState state) {
        return switch (state) {
            case ConnectionState.Connecting _ -> texts.getString("connection.connecting");
            case ConnectionState.Connected(ProcessManager manager) ->
                    manager.isDrover()
                            ? texts.getString("connection.connected")
                            : texts.getString("connection.pm2").formatted(manager.version());
            case ConnectionState.Lost _ -> texts.getString("connection.lost");
        };
    }

    /** Says what goes on when the window is closed. */
    Prompts.Question close(int alive, Optional<ProcessManager> manager) {
        return new Prompts.Question(
                closeTitle(alive),
                texts.getString("close.detail" + suffix(manager)),
                closeVerb(),
                false);
    }

    /** The same where the window can be kept in the tray instead. */
    Prompts.Question closeOrKeep(int alive, Optional<ProcessManager> manager) {
        return new Prompts.Question(
                closeTitle(alive),
                texts.getString("close.detail" + suffix(manager))
                        + " "
                        + texts.getString("close.tray"),
                texts.getString("close.tray.verb"),
                false);
    }

    /** On the button that closes. */
    String closeVerb() {
        return texts.getString("close.verb");
    }

    private String closeTitle(int alive) {
        return alive == 1
                ? texts.getString("close.title.one")
                : texts.getString("close.title").formatted(alive);
    }

    /** Asks before everything is stopped. */
    Prompts.Question quit(int alive, Optional<ProcessManager> manager) {
        String title =
                switch (alive) {
                    case 0 -> texts.getString("quit.title.none" + suffix(manager));
                    case 1 -> texts.getString("quit.title.one");
                    default -> texts.getString("quit.title").formatted(alive);
                };
        return new Prompts.Question(
                title,
                texts.getString("quit.detail" + suffix(manager)),
                texts.getString("quit.verb"),
                true);
    }

    private static String suffix(Optional<ProcessManager> manager) {
        return manager.filter(m -> !m.isDrover()).isPresent() ? ".pm2" : "";
    }
}
