package dev.drover.ui.mainwindow;

import dev.drover.domain.Home;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * The homes on this machine in the sidebar; the window's own among them or not.
 *
 * @param open shows the window of one
 * @param dropped takes a folder that was dropped there
 */
public record HomeLines(List<HomeLine> lines, Consumer<Home> open, Consumer<Path> dropped) {

    static final HomeLines NONE = new HomeLines(List.of(), _ -> {}, _ -> {});

    public HomeLines {
        lines = List.copyOf(lines);
    }

    /** Whether the other looks the same. */
    boolean lookLike(HomeLines other) {
        return lines.size() == other.lines.size()
                && IntStream.range(0, lines.size())
                        .allMatch(i -> lines.get(i).looksLike(other.lines.get(i)));
    }
}
