package dev.drover.ui.sendmessage;

import dev.drover.domain.ProcessDescription;

import javafx.scene.control.Label;

import java.text.MessageFormat;
import java.util.List;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.stream.Collectors;

/** The lines that go over the channels: one of each receiver where they differ. */
final class Preview {

    /** Of more it says only how many they are. */
    private static final int SHOWN = 3;

    private static final double LINE = 16;
    private static final double HEIGHT = 34;

    private Preview() {}

    /** Shows the lines of what is complete, and what they are. */
    static void show(
            Optional<Outgoing> outgoing, Label heading, Label lines, ResourceBundle texts) {
        heading.setText(heading(outgoing, texts));
        String shown = outgoing.map(Preview::shown).orElse(texts.getString("preview.none"));
        lines.setText(shown);
        // Each of them is seen, also where the window is low.
        lines.setMinHeight(HEIGHT + LINE * shown.chars().filter(c -> c == '\n').count());
    }

    /** What the lines are. */
    private static String heading(Optional<Outgoing> outgoing, ResourceBundle texts) {
        int channels = outgoing.map(one -> receivers(one).size()).orElse(1);
        if (channels == 1) {
            return texts.getString("preview");
        }
        boolean same = outgoing.filter(Preview::isSameForAll).isPresent();
        return new MessageFormat(texts.getString(same ? "preview.same" : "preview.several"))
                .format(new Object[] {channels});
    }

    /** The beginning of the lines, which is all that a label can lay out. */
    private static String shown(Outgoing outgoing) {
        List<ProcessDescription> receivers = receivers(outgoing);
        int lines = isSameForAll(outgoing) ? 1 : SHOWN;
        String shown =
                receivers.stream()
                        .limit(lines)
                        .map(to -> SendMessageCells.beginning(line(outgoing, to)))
                        .collect(Collectors.joining("\n"));
        return !isSameForAll(outgoing) && receivers.size() > SHOWN ? shown + "\n…" : shown;
    }

    /** All of the lines. */
    static String whole(Outgoing outgoing) {
        return receivers(outgoing).stream()
                .limit(isSameForAll(outgoing) ? 1 : Long.MAX_VALUE)
                .map(to -> line(outgoing, to))
                .collect(Collectors.joining("\n"));
    }

    /** A raw message does not say whom it is for. */
    private static boolean isSameForAll(Outgoing outgoing) {
        return outgoing.message() instanceof OutgoingMessage.Raw;
    }

    /** Who will get it; of those who cannot, who would. */
    private static List<ProcessDescription> receivers(Outgoing outgoing) {
        List<ProcessDescription> able = outgoing.receivers().able();
        return able.isEmpty() ? outgoing.receivers().addressed() : able;
    }

    private static String line(Outgoing outgoing, ProcessDescription to) {
        return outgoing.message().to(to.id()).wire();
    }
}
