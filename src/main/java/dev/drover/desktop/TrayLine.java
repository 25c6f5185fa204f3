package dev.drover.desktop;

/** A line of the icon's menu. */
public sealed interface TrayLine {

    /** Between two groups. */
    TrayLine SEPARATOR = new Separator();

    /**
     * Something to choose.
     *
     * @param label as it is shown
     * @param chosen run on a thread of the connection; it must not block. The menu counts as
     *     unchanged while labels and these are equal.
     */
    record Item(String label, Runnable chosen) implements TrayLine {}

    /** See {@link #SEPARATOR}. */
    record Separator() implements TrayLine {}
}
