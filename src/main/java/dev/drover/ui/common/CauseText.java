package dev.drover.ui.common;

import dev.drover.domain.Cause;

import java.util.ResourceBundle;

/** Causes in the words of the window's language; {@link Cause#sentence} has the English ones. */
public final class CauseText {

    private CauseText() {}

    /** One short sentence. */
    public static String of(Cause cause) {
        return switch (cause) {
            case Cause.ByUser(String client) -> text("cause.byUser", SupervisorPhrases.of(client));
            case Cause.Crash crash -> text("cause.crash", ExitText.of(crash.status()));
            case Cause.MemoryLimit(long used, long limit) ->
                    text("cause.memoryLimit", used >> 20, limit >> 20);
            case Cause.FileChanged(String path) -> text("cause.fileChanged", path);
            case Cause.Cron(String pattern) -> text("cause.cron", pattern);
            case Cause.Restored _ -> text("cause.restored");
            case Cause.Adopted _ -> text("cause.adopted");
            case Cause.OwnExit _ -> text("cause.ownExit");
            case Cause.PortTaken taken ->
                    text("cause.portTaken", taken.port(), SupervisorPhrases.of(taken.holder()));
            case Cause.Shutdown _ -> text("cause.shutdown");
        };
    }

    private static String text(String key, Object... values) {
        ResourceBundle texts = ViewLoader.texts(CauseText.class);
        return texts.getString(key).formatted(values);
    }
}
