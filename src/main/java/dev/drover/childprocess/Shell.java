package dev.drover.childprocess;

import java.io.File;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The shell that a command line is given to: Node's {@code shell} option.
 *
 * @param program the shell; looked up as any program
 */
public record Shell(String program) {

    private static final boolean WINDOWS = File.separatorChar == '\\';
    private static final Pattern CMD =
            Pattern.compile("(?:.*\\\\)?cmd(?:\\.exe)?", Pattern.CASE_INSENSITIVE);

    /** {@code /bin/sh}; on Windows what {@code ComSpec} names, else {@code cmd.exe}. */
    public static final Shell DEFAULT = new Shell(defaultProgram());

    private static String defaultProgram() {
        return WINDOWS
                ? System.getenv().getOrDefault("ComSpec", "cmd.exe").toLowerCase(Locale.ROOT)
                : "/bin/sh";
    }

    /** The arguments that make it run a command line. */
    List<String> arguments(String commandLine) {
        return isCmd()
                ? List.of("/d", "/s", "/c", "\"" + commandLine + "\"")
                : List.of("-c", commandLine);
    }

    /** True for Windows' cmd.exe, which takes its command line unquoted. */
    boolean isCmd() {
        return WINDOWS && CMD.matcher(program).matches();
    }
}
