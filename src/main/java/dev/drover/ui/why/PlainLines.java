package dev.drover.ui.why;

import dev.drover.domain.PlainText;
import dev.drover.domain.RunEnd;

import java.util.List;
import java.util.regex.Pattern;

/** What a program wrote, without the colours and movements that are meant for a terminal. */
final class PlainLines {

    /** Control sequences (CSI), operating system commands (OSC), and the short ones. */
    private static final Pattern ESCAPES =
            Pattern.compile(
                    "\u001b\\[[0-?]*[ -/]*[@-~]"
                            + "|\u001b[\\]PX^_][^\u0007\u001b]*(?:\u0007|\u001b\\\\)?"
                            + "|\u001b[ -/]*[0-~]");

    private static final String TAB = "    ";

    private PlainLines() {}

    static String of(String line) {
        String text = ESCAPES.matcher(line).replaceAll("");
        return PlainText.visible(text.replace("\t", TAB).replace("\r", ""));
    }

    static List<String> of(List<String> lines) {
        return lines.stream().map(PlainLines::of).toList();
    }

    /** The same end with plain lines. */
    static RunEnd of(RunEnd end) {
        return new RunEnd(
                end.at(),
                end.exit(),
                end.cause(),
                of(end.lastErrorLines()),
                end.peakMemory(),
                end.killedAfter(),
                end.outOfMemory());
    }
}
