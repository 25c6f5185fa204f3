package dev.drover.project;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The kinds of definition files: one row for each. A new kind is a row here and a reader in {@link
 * ProjectFile}.
 */
public enum ProjectKind {
    /** PM2's own, as a program or as data. */
    ECOSYSTEM(
            ProjectKind::isEcosystem,
            "ecosystem.config.js",
            "ecosystem.config.cjs",
            "ecosystem.config.mjs",
            "ecosystem.json",
            "ecosystem.config.json",
            "ecosystem.yaml",
            "ecosystem.yml",
            "ecosystem.config.yaml",
            "ecosystem.config.yml"),
    /** The scripts of a Node package. */
    PACKAGE_JSON(file -> name(file).equals(PackageJson.NAME), PackageJson.NAME),
    /** Heroku's. */
    PROCFILE(file -> Procfile.isName(name(file)), "Procfile", "Procfile.dev"),
    /** The tasks of Visual Studio Code. */
    VSCODE_TASKS(VsCodeTasks::isName, ".vscode/tasks.json"),
    /** Docker's. */
    COMPOSE(
            file -> ComposeReader.isName(name(file)),
            "compose.yaml",
            "compose.yml",
            "docker-compose.yaml",
            "docker-compose.yml"),
    /** A service of systemd. */
    SYSTEMD_UNIT(file -> SystemdUnit.isName(name(file)));

    private final Predicate<Path> test;
    private final List<String> usual;

    ProjectKind(Predicate<Path> test, String... usual) {
        this.test = test;
        this.usual = List.of(usual);
    }

    /** Where such files are in a project's folder, relative to it. */
    public List<String> usualPlaces() {
        return usual;
    }

    /**
     * What a file is by its name; every kind with a name of its own goes before ecosystem files.
     */
    public static Optional<ProjectKind> of(Path file) {
        return Arrays.stream(values())
                .filter(kind -> kind != ECOSYSTEM && kind.test.test(file))
                .findFirst()
                .or(() -> Optional.of(ECOSYSTEM).filter(kind -> kind.test.test(file)));
    }

    /** An ecosystem file may have any name. */
    private static boolean isEcosystem(Path file) {
        return ProjectFile.isCode(file)
                || ProjectFile.isYaml(name(file))
                || name(file).endsWith(".json");
    }

    private static String name(Path file) {
        return String.valueOf(file.getFileName());
    }
}
