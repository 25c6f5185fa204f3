package dev.drover.project;

/** The name that a command suggests: its file without folder and extension, as PM2 has it. */
public final class SuggestedName {

    private SuggestedName() {}

    public static String of(String command) {
        String text = command.strip();
        boolean path = text.startsWith("/") || text.startsWith("./") || text.startsWith("~/");
        int blank = text.indexOf(' ');
        String file = blank < 0 || path ? text : text.substring(0, blank);
        file = file.substring(file.lastIndexOf('/') + 1);
        int dot = file.lastIndexOf('.');
        return dot > 0 ? file.substring(0, dot) : file;
    }
}
