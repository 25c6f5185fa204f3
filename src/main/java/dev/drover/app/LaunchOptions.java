package dev.drover.app;

import dev.drover.domain.Home;

import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The command line of {@code drover}.
 *
 * @param home whose supervisor is shown
 * @param file a definition file to open
 * @param show what is printed instead of opening the window
 */
record LaunchOptions(Home home, Optional<Path> file, Optional<Text> show) {

    /** What can be printed. */
    enum Text {
        HELP,
        VERSION
    }

    static final String USAGE =
            """
            Usage: drover [--home DIR] [[open] FILE]

              FILE         an ecosystem file or a Procfile to open; when the home has
                           a window already, it is opened there
              --home DIR   the supervisor's folder (default: $DROVER_HOME, else ~/.drover)
              --help       print this
              --version    print the version
            """;

    /**
     * Reads the arguments.
     *
     * @throws IllegalArgumentException with a sentence for the user
     */
    static LaunchOptions parse(List<String> arguments, Map<String, String> environment) {
        Home home = Home.fromEnvironment(environment);
        Optional<Path> file = Optional.empty();
        Optional<Text> show = Optional.empty();
        for (Iterator<String> rest = arguments.iterator(); rest.hasNext(); ) {
            String argument = rest.next();
            switch (argument) {
                case "--help", "-h" -> show = Optional.of(Text.HELP);
                case "--version", "-v" -> show = Optional.of(Text.VERSION);
                case "--home" -> {
                    if (!rest.hasNext()) {
                        throw new IllegalArgumentException("--home needs a folder.");
                    }
                    home = new Home(Path.of(rest.next()));
                }
                case "open" -> {
                    if (!rest.hasNext()) {
                        throw new IllegalArgumentException("open needs a file.");
                    }
                    file = Optional.of(Path.of(rest.next()).toAbsolutePath());
                }
                default -> {
                    if (argument.startsWith("-")) {
                        throw new IllegalArgumentException(
                                "There is no option %s; try --help.".formatted(argument));
                    }
                    file = Optional.of(Path.of(argument).toAbsolutePath());
                }
            }
        }
        return new LaunchOptions(home, file, show);
    }
}
