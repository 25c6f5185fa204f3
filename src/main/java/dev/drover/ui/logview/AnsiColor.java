package dev.drover.ui.logview;

/** A colour that an escape sequence asks for. */
sealed interface AnsiColor {

    /** The view's own colour. */
    AnsiColor DEFAULT = new Default();

    /** Nothing was asked for. */
    record Default() implements AnsiColor {}

    /** Entry 0 to 255 of the terminal palette; the first 16 belong to the theme. */
    record Indexed(int number) implements AnsiColor {}

    /** 24 bits, red highest. */
    record Rgb(int value) implements AnsiColor {}
}
