package dev.drover.app;

import dev.drover.domain.Home;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The command line of {@code drover}.
 *
 * @param command what is to be done
 * @param home whose supervisor is meant
 * @param file a definition file to open
 */
record LaunchOptions(Command command, Home home, Optional<Path> file) {

    /** What the program does. Only the window needs a display. */
    enum Command {
        WINDOW,
        DAEMON,
        DOCTOR,
        UPGRADE,
        HELP,
        VERSION
    }

    static final String USAGE =
            """
            Usage: drover [--home DIR] [[open] FILE]
                   drover [--home DIR] daemon | doctor | upgrade

              FILE         an ecosystem file or a Procfile to open; when the home has
                           a window already, it is opened there
              open FILE    the same, whatever the file is called
              daemon       run the supervisor in the foreground, without a window
              doctor       print what a bug report needs, without secrets; exits with 1
                           when something is wrong
              upgrade      let the supervisor that is installed now take over from the
                           one that runs; processes go on
              --home DIR   the supervisor's folder (default: $DROVER_HOME, else ~/.drover)
              --help       print this
              --version    print the version
            """;

    /**
     * Reads the arguments. {@code --help} and {@code --version} win over everything after them.
     *
     * @throws IllegalArgumentException with a sentence for the user
     */
    static LaunchOptions parse(List<String> arguments, Map<String, String> environment) {
        Optional<Home> home = Optional.empty();
        Optional<Command> command = Optional.empty();
        List<Path> files = new ArrayList<>();
        for (Iterator<String> rest = arguments.iterator(); rest.hasNext(); ) {
            String argument = rest.next();
            switch (argument) {
                case "--help", "-h" -> {
                    return printing(Command.HELP, environment);
                }
                case "--version", "-v" -> {
                    return printing(Command.VERSION, environment);
                }
                case "--home" -> home = Optional.of(new Home(path(next(rest, "--home", "folder"))));
                case "daemon" -> command = Optional.of(only(command, Command.DAEMON));
                case "doctor" -> command = Optional.of(only(command, Command.DOCTOR));
                case "upgrade" -> command = Optional.of(only(command, Command.UPGRADE));
                case "open" -> files.add(path(next(rest, "open", "file")));
                default -> files.add(path(noOption(argument)));
            }
        }
        if (files.size() > 1) {
            throw new IllegalArgumentException(
                    "Only one file can be opened, not %s too.".formatted(files.get(1)));
        }
        if (command.isPresent() && !files.isEmpty()) {
            throw new IllegalArgumentException(
                    "%s takes no file, but here is %s; try --help."
                            .formatted(word(command.get()), files.getFirst()));
        }
        return new LaunchOptions(
                command.orElse(Command.WINDOW),
                home.orElseGet(() -> Home.fromEnvironment(environment)),
                files.stream().findFirst().map(Path::toAbsolutePath));
    }

    private static LaunchOptions printing(Command command, Map<String, String> environment) {
        return new LaunchOptions(command, Home.fromEnvironment(environment), Optional.empty());
    }

    private static String next(Iterator<String> rest, String word, String what) {
        String value = rest.hasNext() ? rest.next() : "";
        if (value.isEmpty()) {
            throw new IllegalArgumentException("%s needs a %s.".formatted(word, what));
        }
        return value;
    }

    private static Command only(Optional<Command> before, Command command) {
        if (before.isPresent()) {
            throw new IllegalArgumentException(
                    "%s and %s cannot be done at once."
                            .formatted(word(before.get()), word(command)));
        }
        return command;
    }

    private static String word(Command command) {
        return command.name().toLowerCase(Locale.ROOT);
    }

    private static String noOption(String argument) {
        if (argument.startsWith("-")) {
            throw new IllegalArgumentException(
                    "There is no option %s; try --help.".formatted(argument));
        }
        return argument;
    }

    private static Path path(String text) {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException("%s is no path.".formatted(text), e);
        }
    }
}
