package dev.drover.project;

import dev.drover.domain.Home;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Reads a definition file by its name: an ecosystem file ({@code .json}, {@code .yaml}, {@code
 * .yml}, {@code .js}, {@code .cjs}, {@code .mjs}), a {@code package.json}, a Procfile, a Compose
 * file, a unit of systemd or the tasks of Visual Studio Code. Blocks for file access, and for Node
 * where the file is JavaScript.
 */
public final class ProjectFile {

    private final Home home;
    private final Map<String, String> environment;
    private final TrustCheck trust;

    /**
     * @param home where log and pid files of the services go
     * @param environment the user's; services inherit it below what the file declares
     * @param trust asked before a file that is a program is run
     */
    public ProjectFile(Home home, Map<String, String> environment, TrustCheck trust) {
        this.home = home;
        this.environment = Map.copyOf(environment);
        this.trust = trust;
    }

    /** True for a file that is a program: reading it runs it, so the user is asked first. */
    public static boolean isCode(Path file) {
        String name = String.valueOf(file.getFileName());
        return name.endsWith(".js") || name.endsWith(".cjs") || name.endsWith(".mjs");
    }

    /** True for a name that {@link #read} knows how to read. */
    public static boolean isDefinition(Path file) {
        return ProjectKind.of(file).isPresent();
    }

    /** Everything that the file defines; never throws for what the file holds. */
    public ProjectDefinition read(Path file) {
        return read(file, FileSelection.ALL);
    }

    /** What is meant of the file; never throws for what the file holds. */
    public ProjectDefinition read(Path file, FileSelection selection) {
        Path absolute = file.toAbsolutePath().normalize();
        try {
            return read(absolute, String.valueOf(absolute.getFileName()), selection);
        } catch (MalformedFileException e) {
            return failed(absolute, e.problem());
        } catch (CharacterCodingException e) {
            return failed(
                    absolute, new Problem(0, "%s is not a UTF-8 text file.".formatted(absolute)));
        } catch (IOException e) {
            return failed(
                    absolute,
                    new Problem(0, "%s cannot be read: %s.".formatted(absolute, reason(e))));
        }
    }

    private ProjectDefinition read(Path file, String name, FileSelection selection)
            throws IOException, MalformedFileException {
        return switch (ProjectKind.of(file).orElse(ProjectKind.ECOSYSTEM)) {
            case PROCFILE ->
                    new Procfile(home, environment, selection).read(file, Files.readString(file));
            case PACKAGE_JSON ->
                    new PackageJson(home, environment, selection)
                            .read(file, JsonText.read(Files.readString(file)));
            case VSCODE_TASKS ->
                    new VsCodeTasks(home, environment, selection, VsCodeTasks.workspaceOf(file))
                            .read(file, JsonText.read(Files.readString(file)));
            case COMPOSE ->
                    new ComposeReader(home, environment, selection)
                            .read(file, YamlText.read(Files.readString(file)));
            case SYSTEMD_UNIT ->
                    new SystemdUnit(home, environment, selection)
                            .read(file, Files.readString(file));
            case ECOSYSTEM ->
                    new EcosystemFile(home, environment, selection).read(file, value(file, name));
        };
    }

    private Located value(Path file, String name) throws IOException, MalformedFileException {
        if (!isCode(file)) {
            String text = Files.readString(file);
            return isYaml(name) ? YamlText.read(text) : JsonText.read(text);
        }
        if (Files.notExists(file)) {
            throw new NoSuchFileException(file.toString());
        }
        if (!trust.mayRun(file)) {
            throw new MalformedFileException(
                    0,
                    "%s is a program: to read it, Node has to run it, and the folder %s is not"
                                    .formatted(name, file.getParent())
                            + " trusted.");
        }
        return new NodeEvaluator(environment).evaluate(file);
    }

    static boolean isYaml(String name) {
        return name.endsWith(".yaml") || name.endsWith(".yml");
    }

    private static ProjectDefinition failed(Path file, Problem problem) {
        return new ProjectDefinition(file, List.of(), List.of(problem), List.of());
    }

    private static String reason(IOException e) {
        return switch (e) {
            case NoSuchFileException _ -> "it does not exist";
            case AccessDeniedException _ -> "permission denied";
            default -> String.valueOf(e.getMessage());
        };
    }
}
