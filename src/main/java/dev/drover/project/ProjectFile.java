package dev.drover.project;

import dev.drover.domain.Home;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Reads a definition file by its name. Blocks for file access (and for Node, where the file is
 * JavaScript).
 */
public final class ProjectFile {

    private final Home home;
    private final Map<String, String> environment;

    /**
     * @param home where log and pid files of the services go
     * @param environment the user's; services inherit it below what the file declares
     */
    public ProjectFile(Home home, Map<String, String> environment) {
        this.home = home;
        this.environment = Map.copyOf(environment);
    }

    /** True for a file that is a program: reading it runs it, so the user is asked first. */
    public static boolean isCode(Path file) {
        String name = String.valueOf(file.getFileName());
        return name.endsWith(".js") || name.endsWith(".cjs") || name.endsWith(".mjs");
    }

    /** What the file defines; never throws for what the file holds. */
    public ProjectDefinition read(Path file) {
        Path absolute = file.toAbsolutePath().normalize();
        String name = String.valueOf(absolute.getFileName());
        try {
            if (name.equals("Procfile") || name.startsWith("Procfile.")) {
                return new Procfile(home, environment).read(absolute, Files.readString(absolute));
            }
            String json =
                    isCode(absolute)
                            ? new NodeEvaluator(environment).evaluate(absolute)
                            : Files.readString(absolute);
            return new EcosystemFile(home, environment).read(absolute, json, !isCode(absolute));
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

    private static ProjectDefinition failed(Path file, Problem problem) {
        return new ProjectDefinition(file, List.of(), List.of(problem));
    }

    private static String reason(IOException e) {
        return switch (e) {
            case java.nio.file.NoSuchFileException _ -> "it does not exist";
            case java.nio.file.AccessDeniedException _ -> "permission denied";
            default -> String.valueOf(e.getMessage());
        };
    }
}
