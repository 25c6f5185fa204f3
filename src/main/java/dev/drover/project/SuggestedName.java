package dev.drover.project;

/** The name that a command suggests: its file without folder and extension. */
public final class SuggestedName {

    private SuggestedName() {}

    /** What a user types: arguments are no part of the name. */
    public static String of(String command) {
        String text = command.strip();
        boolean path = text.startsWith("/") || text.startsWith("./") || text.startsWith("~/");
        int blank = text.indexOf(' ');
        String file = blank < 0 || path ? text : text.substring(0, blank);
        return ofScript(file);
    }

    /** The "script" of a file, as PM2 names an app that has no name: {@code npm run dev} is one. */
    static String ofScript(String script) {
        String file = script.strip();
        file = file.substring(file.lastIndexOf('/') + 1);
        int dot = file.lastIndexOf('.');
        return dot > 0 ? file.substring(0, dot) : file;
    }
}
