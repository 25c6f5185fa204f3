package dev.drover.project;

import dev.drover.domain.Home;
import dev.drover.domain.ProcessSpec;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Heroku's Procfile: {@code name: shell command} per line, with the variables of a {@code .env}
 * beside it.
 */
final class Procfile {

    private static final Pattern ENTRY = Pattern.compile("([A-Za-z0-9_.-]+):\\s*(\\S.*)");
    private static final Pattern VARIABLE =
            Pattern.compile("(?:export\\s+)?([A-Za-z_][A-Za-z0-9_]*)\\s*=\\s*(.*)");

    private final Home home;
    private final Map<String, String> environment;

    Procfile(Home home, Map<String, String> environment) {
        this.home = home;
        this.environment = environment;
    }

    ProjectDefinition read(Path file, String text) throws IOException {
        Path folder = file.getParent();
        Map<String, String> env = new LinkedHashMap<>(environment);
        Path dotEnv = folder.resolve(".env");
        if (Files.isRegularFile(dotEnv)) {
            env.putAll(variables(Files.readString(dotEnv)));
        }
        List<ProcessSpec> apps = new ArrayList<>();
        List<Problem> problems = new ArrayList<>();
        List<String> lines = text.lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            Matcher entry = ENTRY.matcher(line);
            if (entry.matches()) {
                apps.add(
                        ProcessSpec.builder(home.root(), entry.group(1), Path.of("/bin/sh"))
                                .namespace(String.valueOf(folder.getFileName()))
                                .args(List.of("-c", entry.group(2)))
                                .cwd(folder)
                                .env(env)
                                .build());
            } else {
                problems.add(
                        new Problem(
                                i + 1, "expected \"name: command\", but found \"" + line + "\"."));
            }
        }
        if (apps.isEmpty() && problems.isEmpty()) {
            problems.add(new Problem(0, "The Procfile defines no process."));
        }
        return new ProjectDefinition(file, apps, problems);
    }

    /** The variables of a {@code .env} file; quotes around a value are taken off. */
    static Map<String, String> variables(String text) {
        Map<String, String> variables = new LinkedHashMap<>();
        text.lines()
                .map(String::strip)
                .filter(line -> !line.startsWith("#"))
                .forEach(
                        line -> {
                            Matcher matcher = VARIABLE.matcher(line);
                            if (matcher.matches()) {
                                variables.put(matcher.group(1), unquote(matcher.group(2).strip()));
                            }
                        });
        return variables;
    }

    private static String unquote(String value) {
        boolean quoted =
                value.length() >= 2
                        && (value.charAt(0) == '"' || value.charAt(0) == '\'')
                        && value.charAt(value.length() - 1) == value.charAt(0);
        return quoted ? value.substring(1, value.length() - 1) : value;
    }
}
