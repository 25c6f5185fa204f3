package dev.drover.project;

import dev.drover.domain.Home;
import dev.drover.domain.ProcessSpec;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Heroku's Procfile: {@code name: shell command} per line, with the variables of a {@code .env}
 * beside it.
 */
final class Procfile {

    private static final Pattern ENTRY = Pattern.compile("([A-Za-z0-9_.-]+):\\s*(\\S.*)");

    private final Home home;
    private final Map<String, String> environment;
    private final FileSelection selection;
    private final List<Problem> problems = new ArrayList<>();

    Procfile(Home home, Map<String, String> environment, FileSelection selection) {
        this.home = home;
        this.environment = environment;
        this.selection = selection;
    }

    static boolean isName(String name) {
        return name.equals("Procfile") || name.startsWith("Procfile.");
    }

    ProjectDefinition read(Path file, String text) throws IOException {
        Path folder = Optional.ofNullable(file.getParent()).orElse(file);
        Map<String, String> env = new LinkedHashMap<>(environment);
        Path dotEnv = folder.resolve(".env");
        if (Files.isRegularFile(dotEnv)) {
            env.putAll(DotEnv.read(Files.readString(dotEnv), problems));
        }
        List<ProcessSpec> apps = new ArrayList<>();
        Map<String, Integer> lineOfName = new HashMap<>();
        List<String> lines = text.lines().map(String::strip).toList();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            Matcher entry = ENTRY.matcher(line);
            if (!entry.matches()) {
                problems.add(
                        new Problem(
                                i + 1, "expected \"name: command\", but found \"" + line + "\"."));
                continue;
            }
            Integer before = lineOfName.putIfAbsent(entry.group(1), i + 1);
            if (before != null) {
                problems.add(
                        new Problem(
                                i + 1,
                                "\"%s\" is defined on line %d already."
                                        .formatted(entry.group(1), before)));
            }
            apps.add(
                    ProcessSpec.builder(home.root(), entry.group(1), Path.of("/bin/sh"))
                            .namespace(String.valueOf(folder.getFileName()))
                            .args(List.of("-c", entry.group(2)))
                            .cwd(folder)
                            .env(env)
                            .build());
        }
        if (apps.isEmpty() && problems.isEmpty()) {
            problems.add(new Problem(0, "The Procfile defines no process."));
        }
        return new ProjectDefinition(file, selection.choose(apps, problems), problems, List.of());
    }
}
