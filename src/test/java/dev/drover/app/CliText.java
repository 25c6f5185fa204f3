package dev.drover.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Takes out of texts and values what differs from run to run: pids, times, folders, loads. */
final class CliText {

    private record Rule(Pattern pattern, String replacement) {}

    private static final List<Rule> RULES =
            List.of(
                    rule("\u001b\\[[0-9;?]*[A-Za-z]", ""),
                    rule("\\b\\d{4}-\\d\\d-\\d\\d[T ]\\d\\d:\\d\\d:\\d\\d(\\.\\d{3})?Z?", "TIME"),
                    rule("\\b\\d{4}-\\d\\d-\\d\\d-\\d\\d:\\d\\d:\\d\\d[+]\\d{4}", "TIME"),
                    rule("\\b\\d{13}(\\.\\d+)?\\b", "MILLIS"),
                    // Shown as soon as the daemon has measured, which no user waits for.
                    rule("(?m)^.*host metrics.*\n?", ""),
                    rule("(?<=│ |uptime : )\\d+(s|m|h|D)\\b", "UPTIME"),
                    rule("(?<=[│:] )\\d+(\\.\\d+)?(b|kb|mb|gb|k…)(?= |$)", "MEMORY"),
                    rule("\\b\\d+(\\.\\d+)?%", "PERCENT"),
                    rule("(?<=│ )(fork|cluster)( +│ )\\d{2,}(?= )", "$1$2PID"),
                    rule("\\b[12]8(6\\d\\d)\\b", "PORT$1"),
                    rule("(?s) Actions available *\n┌.*?Trigger via[^\n]*\n\n?", ""),
                    rule("(?s) Code metrics value *\n┌.*?┘\n", ""),
                    rule("(?m)^ +at .*\\d+:\\d+\\)?\n?", ""),
                    rule("[─═]+", "─"),
                    rule("[ \t]+", " "),
                    rule("(?m) $", ""));

    private static final List<Rule> NUMBERS =
            List.of(rule("(?i)(\\bpid[:=]? ?)\\d+", "$1PID"), rule("\\b\\d{12,13}\\b", "MILLIS"));

    private static final Rule UUID =
            rule("\\b[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\\b", "UUID");

    /**
     * Numbers that the cases and their programs write: a pid that happens to be one of them is told
     * by its label only.
     */
    private static final Set<Long> WRITTEN = written(Path.of("src/test/pm2"));

    private CliText() {}

    private static Set<Long> written(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            Set<Long> numbers = new HashSet<>();
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Pattern.compile("(?<![0-9])[0-9]{2,7}(?![0-9])")
                        .matcher(Files.readString(file))
                        .results()
                        .forEach(number -> numbers.add(Long.parseLong(number.group())));
            }
            return numbers;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Rule rule(String regex, String replacement) {
        return new Rule(Pattern.compile(regex), replacement);
    }

    /**
     * @param root the folder of this side
     * @param pids numbers that are pids of its services
     */
    static String normal(String text, String root, Collection<Long> pids) {
        String normal = UUID.pattern.matcher(text.replace(root, "ROOT")).replaceAll("UUID");
        for (long pid : pids) {
            if (WRITTEN.contains(pid)) {
                continue;
            }
            normal = normal.replaceAll("(?<![0-9.])" + pid + "(?![0-9.])", "PID");
        }
        for (Rule rule : RULES) {
            normal = rule.pattern.matcher(normal).replaceAll(rule.replacement);
        }
        for (Rule rule : NUMBERS) {
            normal = rule.pattern.matcher(normal).replaceAll(rule.replacement);
        }
        return normal.strip();
    }

    /** A JSON value as sorted lines {@code path = value}. */
    static List<String> flat(String path, Object value) {
        List<String> lines = new ArrayList<>();
        switch (value) {
            case Map<?, ?> map -> {
                Map<String, Object> sorted = new TreeMap<>();
                map.forEach((key, v) -> sorted.put(String.valueOf(key), v));
                if (sorted.isEmpty()) {
                    lines.add(path + " = {}");
                }
                sorted.forEach((key, v) -> lines.addAll(flat(path + "." + key, v)));
            }
            case List<?> list -> {
                if (list.isEmpty()) {
                    lines.add(path + " = []");
                }
                for (int i = 0; i < list.size(); i++) {
                    lines.addAll(flat(path + "[" + i + "]", list.get(i)));
                }
            }
            case null -> lines.add(path + " = null");
            case Number number when number.doubleValue() == number.longValue() ->
                    lines.add(path + " = " + number.longValue());
            default -> lines.add(path + " = " + String.valueOf(value).replace("\n", "\\n"));
        }
        return lines;
    }
}
