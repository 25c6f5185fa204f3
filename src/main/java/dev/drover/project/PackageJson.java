package dev.drover.project;

import dev.drover.domain.Home;
import dev.drover.domain.ProcessSpec;

import org.jspecify.annotations.Nullable;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A {@code package.json}: the apps that it declares for PM2, under {@code apps} or {@code pm2};
 * else its scripts, each as a service that the package manager of the folder runs. Scripts that npm
 * runs by itself around others are left out.
 */
final class PackageJson {

    static final String NAME = "package.json";

    /** Names that npm calls at its own times. */
    private static final Set<String> LIFE_CYCLE =
            Set.of(
                    "install",
                    "preinstall",
                    "postinstall",
                    "prepare",
                    "prepublish",
                    "prepublishOnly",
                    "prepack",
                    "postpack",
                    "publish",
                    "postpublish",
                    "preversion",
                    "version",
                    "postversion",
                    "dependencies");

    /** Which program runs scripts where this file lies. */
    private static final Map<String, String> BY_LOCK_FILE =
            Map.of(
                    "pnpm-lock.yaml", "pnpm",
                    "yarn.lock", "yarn",
                    "bun.lock", "bun",
                    "bun.lockb", "bun");

    private final Home home;
    private final Map<String, String> environment;
    private final FileSelection selection;
    private final List<Problem> problems = new ArrayList<>();

    PackageJson(Home home, Map<String, String> environment, FileSelection selection) {
        this.home = home;
        this.environment = environment;
        this.selection = selection;
    }

    ProjectDefinition read(Path file, Located root) {
        List<ProcessSpec> specs = new ArrayList<>();
        if (!(root instanceof Located.Obj manifest)) {
            problems.add(
                    new Problem(
                            root.line(),
                            "a package.json must be an object, but this is " + root.kind() + "."));
            return new ProjectDefinition(file, specs, problems, List.of());
        }
        Optional<Located> apps = apps(manifest);
        if (apps.isPresent()) {
            return new EcosystemFile(home, environment, selection).read(file, apps.get());
        }
        Located scripts = manifest.members().get("scripts");
        if (scripts instanceof Located.Obj obj) {
            Path folder = Optional.ofNullable(file.getParent()).orElse(file);
            String manager = manager(manifest, folder);
            Programs programs = Programs.on(environment.getOrDefault("PATH", ""));
            Optional<Path> program = programs.find(manager);
            if (program.isEmpty()) {
                problems.add(
                        new Problem(
                                obj.line(),
                                "the scripts are run by %s, which is not on the PATH: install it."
                                        .formatted(manager)));
            }
            String namespace = text(manifest, "name").orElse(String.valueOf(folder.getFileName()));
            program.ifPresent(found -> add(obj, new Runner(found, folder, namespace), specs));
        } else {
            problems.add(
                    new Problem(
                            manifest.line("scripts"),
                            scripts == null
                                    ? "this package.json has no \"scripts\"."
                                    : "\"scripts\" must be an object, but it is "
                                            + scripts.kind()
                                            + "."));
        }
        return new ProjectDefinition(file, selection.choose(specs, problems), problems, List.of());
    }

    /** Other tools have such keys, too: an app is an object. */
    private static Optional<Located> apps(Located.Obj manifest) {
        return Stream.of("apps", "pm2")
                .flatMap(key -> Stream.ofNullable(manifest.members().get(key)))
                .filter(
                        value ->
                                value instanceof Located.Obj
                                        || value instanceof Located.Arr list
                                                && list.items().stream()
                                                        .anyMatch(Located.Obj.class::isInstance))
                .findFirst();
    }

    private record Runner(Path program, Path folder, String namespace) {}

    private void add(Located.Obj scripts, Runner runner, List<ProcessSpec> specs) {
        Set<String> names = scripts.members().keySet();
        scripts.members()
                .forEach(
                        (name, command) -> {
                            if (!(command.plain() instanceof String)) {
                                problems.add(
                                        new Problem(
                                                scripts.line(name),
                                                "the script \"%s\" must be a text, but it is %s."
                                                        .formatted(name, command.kind())));
                            } else if (!isHook(name, names)) {
                                specs.add(spec(name, runner));
                            }
                        });
        if (specs.isEmpty() && problems.isEmpty()) {
            problems.add(
                    new Problem(scripts.line(), "\"scripts\" holds nothing that can be started."));
        }
    }

    private ProcessSpec spec(String script, Runner runner) {
        return ProcessSpec.builder(home.root(), script, runner.program())
                .namespace(runner.namespace())
                .args(List.of("run", script))
                .cwd(runner.folder())
                .env(environment)
                .build();
    }

    private static boolean isHook(String name, Set<String> names) {
        return LIFE_CYCLE.contains(name)
                || name.startsWith("pre") && names.contains(name.substring(3))
                || name.startsWith("post") && names.contains(name.substring(4));
    }

    private static String manager(Located.Obj manifest, Path folder) {
        Optional<String> declared =
                text(manifest, "packageManager").map(text -> text.split("@", 2)[0]);
        return declared.filter(name -> Set.of("npm", "pnpm", "yarn", "bun").contains(name))
                .orElseGet(
                        () ->
                                BY_LOCK_FILE.entrySet().stream()
                                        .filter(e -> Files.exists(folder.resolve(e.getKey())))
                                        .map(Map.Entry::getValue)
                                        .findFirst()
                                        .orElse("npm"));
    }

    private static Optional<String> text(Located.Obj manifest, String key) {
        @Nullable Located value = manifest.members().get(key);
        return value != null && value.plain() instanceof String text && !text.isBlank()
                ? Optional.of(text)
                : Optional.empty();
    }
}
