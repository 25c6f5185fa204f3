package dev.drover.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import dev.drover.domain.Home;
import dev.drover.domain.ProcessSpec;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

class DetectionTest {

    @TempDir private Path folder;

    private List<Detection.Found> found() {
        return new Detection(
                        new Home(folder.resolve("home")), Map.of("PATH", System.getenv("PATH")))
                .in(folder);
    }

    private void write(String place, String text) throws IOException {
        Path file = folder.resolve(place);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    @Test
    void everyKindIsFoundInItsPlaceWithWhereItCameFrom() throws IOException {
        write("ecosystem.json", "{\"apps\": [{\"name\": \"api\", \"script\": \"a.js\"}]}");
        write("a.js", "");
        write("package.json", "{\"scripts\": {\"dev\": \"x\", \"build\": \"y\"}}");
        write("Procfile", "web: node server.js\nworker: node worker.js\n");
        write(
                ".vscode/tasks.json",
                "{\"tasks\": [{\"label\": \"watch\", \"type\": \"shell\", \"command\": \"x\"}]}");

        assertThat(found())
                .extracting(
                        Detection.Found::kind,
                        Detection.Found::place,
                        one ->
                                one.definition().apps().stream()
                                        .map(ProcessSpec::name)
                                        .sorted()
                                        .toList())
                .containsExactly(
                        tuple(ProjectKind.ECOSYSTEM, "ecosystem.json", List.of("api")),
                        tuple(ProjectKind.PACKAGE_JSON, "package.json", List.of("build", "dev")),
                        tuple(ProjectKind.PROCFILE, "Procfile", List.of("web", "worker")),
                        tuple(ProjectKind.VSCODE_TASKS, ".vscode/tasks.json", List.of("watch")));
    }

    @Test
    void aProgramIsNamedAndNotRun() throws IOException {
        write(
                "ecosystem.config.js",
                "require('fs').writeFileSync('%s', '')".formatted(folder.resolve("ran")));

        assertThat(found()).singleElement().matches(Detection.Found::needsTrust);
        assertThat(folder.resolve("ran")).doesNotExist();
    }

    @Test
    void anEmptyFolderHoldsNothingAndOneThatIsNotThereNeither() {
        assertThat(found()).isEmpty();
        assertThat(new Detection(new Home(folder), Map.of()).in(folder.resolve("no such folder")))
                .isEmpty();
    }

    @Test
    void whatCannotBeReadIsSaid() throws IOException {
        write("package.json", "{");
        write("Procfile", "nothing\n");

        assertThat(found()).allMatch(one -> !one.definition().problems().isEmpty()).hasSize(2);
    }

    @Test
    void aFileThatIsTooLongIsNotRead() throws IOException {
        try (RandomAccessFile file =
                new RandomAccessFile(folder.resolve("Procfile").toFile(), "rw")) {
            file.setLength(1L << 33);
        }

        assertThat(found())
                .singleElement()
                .satisfies(
                        one ->
                                assertThat(one.definition().problems())
                                        .singleElement()
                                        .matches(
                                                problem -> problem.message().contains("too long")));
    }
}
