package dev.drover.ui.common;

/** Names of services where a long one would push everything else out of sight. */
public final class ShortName {

    private static final int BEGIN = 26;
    private static final int END = 12;

    private ShortName() {}

    /** The name, or its begin and its end where it is long. */
    public static String of(String name) {
        int length = name.codePointCount(0, name.length());
        return length <= BEGIN + END + 1
                ? name
                : name.substring(0, name.offsetByCodePoints(0, BEGIN))
                        + "…"
                        + name.substring(name.offsetByCodePoints(name.length(), -END));
    }
}
