package dev.drover.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One case of the comparison: commands, and where PM2 and Drover differ on purpose.
 *
 * @param name unique
 * @param versions of PM2 that it is for
 * @param always versions that run it in every build; others run it when the whole suite is wanted
 * @param steps in order
 * @param allowed patterns of differences that are meant
 */
record CliCase(
        String name,
        Set<Integer> versions,
        Set<Integer> always,
        List<Step> steps,
        List<Pattern> allowed) {

    static final Set<Integer> ALL = Set.of(5, 6, 7);

    private static final Pattern UNTIL = Pattern.compile("until /(.*?)/ (.*)", Pattern.DOTALL);

    /** One line of a case. */
    sealed interface Step {
        /** The line as it stands in the file. */
        String line();
    }

    /** Runs in a shell to its end. */
    record Run(String line) implements Step {}

    /** Runs in a shell until its output matches, then gets SIGINT. */
    record RunUntil(String line, Pattern seen) implements Step {}

    /** Waits until each entry of a name, or all, has these values: {@code wait NAME key=value}. */
    record WaitFor(String line, String entry, List<String> wanted) implements Step {}

    /** Waits until a file of the work folder or, with {@code $H/}, of the home matches. */
    record WaitForFile(String line, String path, Pattern content) implements Step {}

    /**
     * Reads a file of cases. {@code == name [only 7] [ci 5 6 7]} begins one; {@code >} a command,
     * with blanks before its further lines; {@code until}, {@code wait} and {@code file} are the
     * other steps; {@code differs REGEX} allows a difference.
     */
    static List<CliCase> read(Path file) throws IOException {
        List<CliCase> cases = new ArrayList<>();
        for (String line : joined(Files.readAllLines(file))) {
            if (line.startsWith("== ")) {
                cases.add(header(line));
            } else if (line.startsWith("differs ")) {
                cases.getLast().allowed.add(Pattern.compile(line.substring(8)));
            } else if (!line.isBlank() && !line.startsWith("#")) {
                cases.getLast().steps.add(step(line));
            }
        }
        return cases;
    }

    private static List<String> joined(List<String> lines) {
        List<String> joined = new ArrayList<>();
        for (String line : lines) {
            if (line.startsWith("  ")) {
                joined.set(joined.size() - 1, joined.getLast() + "\n" + line.substring(2));
            } else {
                joined.add(line);
            }
        }
        return joined;
    }

    private static CliCase header(String line) {
        Set<Integer> only = marked("only", line);
        Set<Integer> ci = marked("ci", line);
        return new CliCase(
                line.substring(3).replaceAll("\\[.*", "").strip(),
                only.isEmpty() ? ALL : only,
                ci,
                new ArrayList<>(),
                new ArrayList<>());
    }

    private static Set<Integer> marked(String word, String line) {
        Matcher matcher = Pattern.compile("\\[" + word + "([0-9 ]+)\\]").matcher(line);
        Set<Integer> versions = new TreeSet<>();
        if (matcher.find()) {
            for (String version : matcher.group(1).strip().split(" ")) {
                versions.add(Integer.valueOf(version));
            }
        }
        return versions;
    }

    private static Step step(String line) {
        if (line.startsWith("> ")) {
            return new Run(line.substring(2));
        }
        Matcher until = UNTIL.matcher(line);
        if (until.matches()) {
            return new RunUntil(until.group(2), Pattern.compile(until.group(1)));
        }
        String[] words = line.split(" ", 3);
        return switch (words[0]) {
            case "wait" -> new WaitFor(line, words[1], List.of(words[2].split(" ")));
            case "file" -> new WaitForFile(line, words[1], Pattern.compile(words[2]));
            default -> throw new IllegalArgumentException("Not a step: " + line);
        };
    }
}
