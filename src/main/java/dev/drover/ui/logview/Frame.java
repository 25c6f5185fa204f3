package dev.drover.ui.logview;

/** Whether a line is a frame of a stack trace, and whose code it is in. */
enum Frame {
    NONE,
    /** The program's own. */
    OWN,
    /** In {@code node_modules}, Node itself, the Java library, Python's packages. */
    LIBRARY;

    /** The continuation of a Python frame is indented by this much. */
    private static final int PYTHON_CODE = 4;

    /**
     * @param before what the line before was
     */
    static Frame of(String line, Frame before) {
        int start = indent(line);
        if (start == 0) {
            return NONE;
        }
        if (line.startsWith("at ", start) && line.length() > start + 4) {
            return isLibrary(line) ? LIBRARY : OWN;
        }
        if (line.startsWith("File \"", start) && line.contains(", line ")) {
            return isLibrary(line) ? LIBRARY : OWN;
        }
        boolean more = line.startsWith("... ", start) && line.endsWith(" more");
        boolean code = before != NONE && start >= PYTHON_CODE && start < line.length();
        return more || code ? later(before) : NONE;
    }

    private static Frame later(Frame before) {
        return before == NONE ? LIBRARY : before;
    }

    private static int indent(String line) {
        int at = 0;
        while (at < line.length() && (line.charAt(at) == ' ' || line.charAt(at) == '\t')) {
            at++;
        }
        return at;
    }

    private static boolean isLibrary(String line) {
        return line.contains("node_modules")
                || line.contains("node:")
                || line.contains("(internal/")
                || line.contains("at java.")
                || line.contains("at jdk.")
                || line.contains("at java.base/")
                || line.contains("site-packages")
                || line.contains("/lib/python");
    }
}
