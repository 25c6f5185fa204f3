package dev.drover.ui.why;

import dev.drover.domain.Cause;
import dev.drover.domain.EndMeaning;
import dev.drover.domain.ExitStatus;
import dev.drover.domain.ProcessSpec;
import dev.drover.domain.RunEnd;
import dev.drover.domain.Signal;
import dev.drover.ui.common.ExitText;
import dev.drover.ui.common.SupervisorPhrases;

import java.util.ResourceBundle;

/**
 * Why a run ended, in one sentence of the window's language; {@code domain.EndWords} says the same
 * in English to others.
 */
final class EndText {

    private final ResourceBundle texts;

    EndText(ResourceBundle texts) {
        this.texts = texts;
    }

    /**
     * The sentence.
     *
     * @param spec what was run
     */
    String sentence(RunEnd end, ProcessSpec spec) {
        return switch (EndMeaning.of(end, spec)) {
            case EndMeaning.PortTaken(Cause.PortTaken taken, ExitStatus exit) ->
                    text(
                            "why.portTaken",
                            taken.port(),
                            SupervisorPhrases.of(taken.holder()),
                            ExitText.of(exit));
            case EndMeaning.Asked asked -> asked(asked);
            case EndMeaning.Done _ -> text("why.done");
            case EndMeaning.NodeCode(int code) -> text("why.code", code, text("why.node." + code));
            case EndMeaning.ShellCode(int code) ->
                    text("why.code", code, text("why.shell." + code));
            case EndMeaning.ShellSignal(int code, Signal signal) ->
                    text("why.code", code, text("why.shell.signal", signal.name()));
            case EndMeaning.WindowsCode(int code) -> {
                String hex = "0x%08X".formatted(code);
                yield text("why.windows", hex, text("why.windows." + hex));
            }
            case EndMeaning.Error(int code, String line) -> text("why.error", code, line);
            case EndMeaning.LastWords(int code, String line) -> text("why.lastWords", code, line);
            case EndMeaning.Silent(int code) -> text("why.silent", code);
            case EndMeaning.OutOfMemory _ -> text("why.outOfMemory");
            case EndMeaning.NativeCrash(Signal signal, boolean dumped) ->
                    text(
                            dumped ? "why.crash.core" : "why.crash",
                            signal.name(),
                            text("why.crash." + signal.name()));
            case EndMeaning.BySignal(Signal signal) -> signaled(signal);
            case EndMeaning.NeverStarted(String reason) ->
                    text("why.neverStarted", SupervisorPhrases.of(reason));
            case EndMeaning.NotKnown(String reason) ->
                    text("why.notKnown", SupervisorPhrases.of(reason));
        };
    }

    private String asked(EndMeaning.Asked asked) {
        String what = what(asked.cause());
        return asked.forced()
                .map(
                        forced ->
                                text(
                                        "why.asked.killed",
                                        what,
                                        forced.after().toMillis(),
                                        forced.policy().byMessage()
                                                ? text("why.asked.message")
                                                : forced.policy().signal().name()))
                .orElseGet(() -> text("why.asked", what));
    }

    private String what(Cause cause) {
        return switch (cause) {
            case Cause.ByUser(String client) ->
                    text("why.asked.byUser", SupervisorPhrases.of(client));
            case Cause.FileChanged(String path) -> text("why.asked.fileChanged", path);
            case Cause.Cron(String pattern) -> text("why.asked.cron", pattern);
            case Cause.MemoryLimit(long used, long limit) ->
                    text("why.asked.memoryLimit", used >> 20, limit >> 20);
            case Cause.Shutdown _ -> text("why.asked.shutdown");
            case Cause.OwnExit _,
                    Cause.Crash _,
                    Cause.PortTaken _,
                    Cause.Restored _,
                    Cause.Adopted _ ->
                    throw new IllegalArgumentException("Nobody asked: " + cause);
        };
    }

    private String signaled(Signal signal) {
        String key = "why.signal." + signal.name();
        return texts.containsKey(key)
                ? text(key)
                : text("why.signal", signal.name(), ExitText.meaning(signal));
    }

    private String text(String key, Object... values) {
        return texts.getString(key).formatted(values);
    }
}
