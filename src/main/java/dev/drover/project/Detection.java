package dev.drover.project;

import dev.drover.domain.Home;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Finds what the definition files of a folder define. Blocks for file access. */
public final class Detection {

    /** No definition of services that people write is longer. */
    private static final long LONGEST_FILE = 4L << 20;

    /**
     * A definition file.
     *
     * @param place relative to the folder
     * @param definition what it says; nothing while {@code needsTrust}
     * @param needsTrust true for a program: the user has not said that it may be run
     */
    public record Found(
            ProjectKind kind, String place, ProjectDefinition definition, boolean needsTrust) {}

    private final Home home;
    private final Map<String, String> environment;

    public Detection(Home home, Map<String, String> environment) {
        this.home = home;
        this.environment = Map.copyOf(environment);
    }

    /** What is there, in the order of the kinds. Programs are not run. */
    public List<Found> in(Path folder) {
        List<Found> found = new ArrayList<>();
        for (ProjectKind kind : ProjectKind.values()) {
            for (String place : kind.usualPlaces()) {
                Path file = folder.resolve(place);
                if (Files.isRegularFile(file)) {
                    found.add(look(kind, place, file));
                }
            }
        }
        return List.copyOf(found);
    }

    private Found look(ProjectKind kind, String place, Path file) {
        if (ProjectFile.isCode(file)) {
            return new Found(kind, place, empty(file, List.of()), true);
        }
        try {
            if (Files.size(file) > LONGEST_FILE) {
                Problem problem = new Problem(0, "The file is too long to be a definition.");
                return new Found(kind, place, empty(file, List.of(problem)), false);
            }
        } catch (IOException e) {
            Problem problem = new Problem(0, "The file cannot be read: " + e.getMessage() + ".");
            return new Found(kind, place, empty(file, List.of(problem)), false);
        }
        ProjectDefinition definition =
                new ProjectFile(home, environment, TrustCheck.NOBODY).read(file);
        return new Found(kind, place, definition, false);
    }

    private static ProjectDefinition empty(Path file, List<Problem> problems) {
        return new ProjectDefinition(file, List.of(), problems, List.of());
    }
}
