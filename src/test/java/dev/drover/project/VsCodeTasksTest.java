package dev.drover.project;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.domain.Home;
import dev.drover.domain.ProcessSpec;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

class VsCodeTasksTest {

    @TempDir private Path folder;

    private Path workspace;

    @BeforeEach
    void workspace() throws IOException {
        workspace = Files.createDirectories(folder.resolve("my shop"));
        Files.createDirectory(workspace.resolve(".vscode"));
    }

    private ProjectDefinition read(String text) throws IOException {
        Path file = Files.writeString(workspace.resolve(".vscode/tasks.json"), text);
        return new ProjectFile(
                        new Home(folder.resolve("home")),
                        Map.of("PATH", "/usr/bin:/bin", "HOME", "/home/ada", "STAGE", "test"),
                        TrustCheck.NOBODY)
                .read(file);
    }

    private ProcessSpec only(String task) throws IOException {
        ProjectDefinition project =
                read("{\"version\": \"2.0.0\", \"tasks\": [%s]}".formatted(task));
        assertThat(project.problems()).isEmpty();
        assertThat(project.notes()).isEmpty();
        assertThat(project.apps()).hasSize(1);
        return project.apps().getFirst();
    }

    private List<String> notes(String task) throws IOException {
        ProjectDefinition project = read("{\n\"tasks\": [\n%s]}".formatted(task));
        assertThat(project.problems()).isEmpty();
        assertThat(project.apps()).isEmpty();
        return project.notes().stream().map(Problem::toString).toList();
    }

    @Test
    void aShellTaskRunsInAShellInTheWorkspace() throws IOException {
        ProcessSpec spec =
                only(
                        """
                        // what one starts all day
                        {"label": "watch", "type": "shell", "command": "make",
                         "args": ["-C", "${workspaceFolder}", "$TARGET", "two words"],
                         "isBackground": true,}
                        """);

        assertThat(spec.name()).isEqualTo("watch");
        assertThat(spec.namespace()).isEqualTo("my shop");
        assertThat(spec.script()).isEqualTo(Path.of("/bin/sh"));
        assertThat(spec.args())
                .containsExactly("-c", "make -C '" + workspace + "' $TARGET 'two words'");
        assertThat(spec.cwd()).isEqualTo(workspace);
        assertThat(spec.restart().autorestart()).isTrue();
    }

    @Test
    void aProcessTaskRunsItsProgramWithItsArgumentsAsTheyAre() throws IOException {
        ProcessSpec spec =
                only(
                        """
                        {"label": "seed", "type": "process", "command": "env",
                         "args": ["$HOME", {"value": "a b", "quoting": "strong"}],
                         "options": {"cwd": "${workspaceFolder}/db",
                                     "env": {"STAGE": "${env:STAGE}-2", "NONE": "${env:NONE}"}}}
                        """);

        assertThat(spec.script().toString()).endsWith("/env");
        assertThat(spec.args()).containsExactly("$HOME", "a b");
        assertThat(spec.cwd()).isEqualTo(workspace.resolve("db"));
        assertThat(spec.env())
                .containsEntry("STAGE", "test-2")
                .containsEntry("NONE", "")
                .containsEntry("HOME", "/home/ada");
        assertThat(spec.restart().autorestart()).isFalse();
    }

    @Test
    void whatIsSaidForThisSystemGoesAboveAndForTheWholeFileBelow() throws IOException {
        ProjectDefinition project =
                read(
                        """
                        {"options": {"cwd": "${workspaceFolder}/lib"},
                         "tasks": [{"label": "one", "type": "shell", "command": "dir",
                                    "linux": {"command": "ls"}, "osx": {"command": "ls"}}]}
                        """);

        ProcessSpec spec = project.apps().getFirst();
        assertThat(spec.args()).containsExactly("-c", "ls");
        assertThat(spec.cwd()).isEqualTo(workspace.resolve("lib"));
    }

    @Test
    void theShellThatATaskNamesIsTheOneThatRunsIt() throws IOException {
        ProcessSpec spec =
                only(
                        """
                        {"label": "b", "type": "shell", "command": "echo ${workspaceFolderBasename}",
                         "options": {"shell": {"executable": "bash", "args": ["-l", "-c"]}}}
                        """);

        assertThat(spec.script().toString()).endsWith("/bash");
        assertThat(spec.args()).containsExactly("-l", "-c", "echo my shop");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"file", "input:port", "config:editor.tabSize", "command:x", "lineNumber"})
    void aVariableOfTheEditorIsNamedWithItsLineAndTheTaskLeftOut(String variable)
            throws IOException {
        String task =
                "{\"label\": \"lint\",\n\"type\": \"shell\",\n\"command\": \"lint ${%s}\"}"
                        .formatted(variable);

        assertThat(notes(task))
                .containsExactly(
                        "line 5: \"lint\" is left out: only the editor knows what ${%s} is."
                                .formatted(variable));
    }

    @Test
    void otherTasksAreStillThere() throws IOException {
        ProjectDefinition project =
                read(
                        """
                        {"tasks": [
                          {"label": "tsc", "type": "typescript"},
                          {"label": "all", "dependsOn": ["a", "b"]},
                          {"label": "a", "type": "shell", "command": "true"}]}
                        """);

        assertThat(project.apps()).extracting(ProcessSpec::name).containsExactly("a");
        assertThat(project.notes())
                .extracting(Problem::toString)
                .containsExactly(
                        "line 2: \"tsc\" is left out: only the editor can run tasks of type"
                                + " \"typescript\".",
                        "line 3: \"all\" is left out: it only runs other tasks.");
    }

    @Test
    void aProgramThatIsNotThereIsSaid() throws IOException {
        assertThat(notes("{\"label\": \"x\", \"type\": \"process\", \"command\": \"no-such\"}"))
                .containsExactly("line 3: \"x\" is left out: the program no-such was not found.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "{}",
                "{\"tasks\": {}}",
                "{\"tasks\": [1]}",
                "{\"tasks\": [{}]}",
                "{\"tasks\": [{\"label\": \"a\\nb\", \"command\": \"x\"}]}",
                "{\"tasks\": [",
                "",
                "{\"tasks\": [{\"label\": \"a\", \"type\": \"shell\", \"command\": \"x\"},"
                        + " {\"label\": \"a\", \"type\": \"shell\", \"command\": \"y\"}]}"
            })
    void whatIsNoListOfTasksIsOneProblemAndNothingIsStarted(String text) throws IOException {
        ProjectDefinition project = read(text);

        assertThat(project.problems()).hasSize(1);
        assertThat(project.apps()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"value\": [1]}", "null", "[\"x\"]", "\"a\\u0000b\""})
    void aCommandThatIsNoTextLeavesTheTaskOut(String command) throws IOException {
        assertThat(
                        notes(
                                "{\"label\": \"x\", \"type\": \"shell\", \"command\": %s}"
                                        .formatted(command)))
                .hasSize(1);
    }
}
