package dev.drover.ui.logview;

import dev.drover.ui.common.Memory;
import dev.drover.ui.common.Notices;

/**
 * What the log pane reaches beyond itself.
 *
 * @param exports asks where to save
 * @param sources opens a line of a source file
 * @param notices tells of what takes long
 * @param memory keeps what was cleared
 * @param home whose logs are shown
 * @param alerts tells of lines
 */
public record LogSurroundings(
        ExportChooser exports,
        SourceOpener sources,
        Notices notices,
        Memory memory,
        String home,
        LineAlerts alerts) {}
