package dev.drover.project;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.domain.Home;
import dev.drover.domain.ProcessSpec;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

class ProjectFileTest {

    @TempDir Path folder;
    private ProjectFile reader;

    @BeforeEach
    void prepare() throws IOException {
        reader =
                new ProjectFile(
                        new Home(folder.resolve("home")),
                        Map.of("PATH", System.getenv("PATH"), "LANG", "C"),
                        _ -> true);
        Files.writeString(folder.resolve("api.js"), "setInterval(() => {}, 1000)\n");
    }

    private ProjectDefinition read(String name, String text) throws IOException {
        return reader.read(Files.writeString(folder.resolve(name), text));
    }

    @Test
    void readsAnAppWithItsOptions() throws IOException {
        ProjectDefinition project =
                read(
                        "ecosystem.json",
                        """
                        { "apps": [ {
                          "name": "api", "script": "./api.js", "args": "--port 80 'a b'",
                          "env": { "PORT": 3000 }, "kill_timeout": "3s", "max_memory_restart": "200M",
                          "stop_exit_codes": [0, 3]
                        } ] }
                        """);
        assertThat(project.problems()).isEmpty();
        ProcessSpec api = project.apps().getFirst();
        assertThat(api.script()).isEqualTo(folder.resolve("api.js"));
        assertThat(api.interpreter()).isEqualTo("node");
        assertThat(api.args()).containsExactly("--port", "80", "a b");
        assertThat(api.env()).containsEntry("PORT", "3000").containsEntry("LANG", "C");
        assertThat(api.stop().timeout()).isEqualTo(Duration.ofSeconds(3));
        assertThat(api.restart().maxMemory()).contains(200L << 20);
        assertThat(api.restart().stopExitCodes()).containsExactlyInAnyOrder(0, 3);
    }

    @Test
    void namesTheLineOfAWrongTypeAndStartsNothing() throws IOException {
        ProjectDefinition project =
                read(
                        "ecosystem.json",
                        """
                        { "apps": [
                          { "script": "api.js" },
                          { "script": "api.js",
                            "instances": "many" } ] }
                        """);
        assertThat(project.apps()).isEmpty();
        assertThat(project.problems())
                .containsExactly(
                        new Problem(
                                4,
                                "\"instances\" must be a whole number, but it is the text"
                                        + " \"many\"."));
    }

    @Test
    void namesAnUnknownOption() throws IOException {
        ProjectDefinition project =
                read("ecosystem.json", "[{ \"script\": \"api.js\",\n\"insatnces\": 2 }]");
        assertThat(project.problems())
                .containsExactly(
                        new Problem(
                                2,
                                "there is no option \"insatnces\"; did you mean \"instances\"?"));
    }

    @Test
    void namesTheLineOfBrokenJson() throws IOException {
        ProjectDefinition project = read("ecosystem.json", "{\n\"apps\": [ }\n");
        assertThat(project.problems()).hasSize(1);
        assertThat(project.problems().getFirst().line()).isEqualTo(2);
        assertThat(project.problems().getFirst().message()).startsWith("This is not valid JSON");
    }

    @Test
    void saysWhatAMissingScriptIs() throws IOException {
        ProjectDefinition project = read("ecosystem.json", "{ \"script\": \"nowhere.js\" }");
        assertThat(project.problems().getFirst().message())
                .isEqualTo(
                        "\"nowhere.js\" is neither a file in %s nor a program on the PATH."
                                .formatted(folder));
    }

    @Test
    void aMissingFileIsAProblemNotAnException() {
        assertThat(reader.read(folder.resolve("absent.json")).problems().getFirst().message())
                .endsWith("cannot be read: it does not exist.");
    }

    @Test
    void readsAJavaScriptFileThroughNode() throws IOException {
        ProjectDefinition project =
                read(
                        "ecosystem.config.js",
                        "module.exports = { apps: [{ name: 'n' + 1, script: './api.js' }] }");
        assertThat(project.problems()).isEmpty();
        assertThat(project.apps()).extracting(ProcessSpec::name).containsExactly("n1");
    }

    @Test
    void tellsWhatNodeSaidOfABrokenJavaScriptFile() throws IOException {
        ProjectDefinition project = read("ecosystem.config.js", "throw new Error('no luck')");
        assertThat(project.problems().getFirst().message())
                .isEqualTo("Node could not read it: no luck.");
    }

    @Test
    void readsAProcfileWithItsDotEnv() throws IOException {
        Files.writeString(folder.resolve(".env"), "# c\nexport A=1\nB='two words'\n");
        ProjectDefinition project =
                read("Procfile", "web: node api.js --port $A\n# comment\nworker: sleep 5\n");
        assertThat(project.problems()).isEmpty();
        assertThat(project.apps()).extracting(ProcessSpec::name).containsExactly("web", "worker");
        assertThat(project.apps().getFirst().args())
                .isEqualTo(List.of("-c", "node api.js --port $A"));
        assertThat(project.apps().getFirst().env()).containsEntry("B", "two words");
    }

    @Test
    void namesTheLineOfABadProcfileEntry() throws IOException {
        assertThat(read("Procfile", "web: ok\nnonsense\n").problems())
                .containsExactly(
                        new Problem(2, "expected \"name: command\", but found \"nonsense\"."));
    }

    @Test
    void aCommandWithBlanksRunsInAShell() throws IOException {
        ProcessSpec spec =
                read("ecosystem.json", "[{ \"script\": \"sleep 5 && echo x\" }]").apps().getFirst();
        assertThat(spec.name()).isEqualTo("sleep 5 && echo x");
        assertThat(spec.script().getFileName()).hasToString("bash");
        assertThat(spec.args()).containsExactly("-c", "sleep 5 && echo x");
    }

    @Test
    void nameThatIsThereTwiceInAProcfileIsNamed() throws IOException {
        assertThat(read("Procfile", "web: a\nweb: b\n").problems())
                .containsExactly(new Problem(2, "\"web\" is defined on line 1 already."));
    }

    @Test
    void badLineOfDotEnvIsNamedWithoutItsText() throws IOException {
        Files.writeString(folder.resolve(".env"), "A=1\npassword hunter2\n");
        assertThat(read("Procfile", "web: a\n").problems())
                .containsExactly(new Problem(0, "line 2 of .env is not of the form NAME=value."));
    }

    @Test
    void emptyProcfileIsAProblem() throws IOException {
        assertThat(read("Procfile", "# nothing\n").problems())
                .containsExactly(new Problem(0, "The Procfile defines no process."));
    }

    @Test
    void commentsAndLineEndsInDotEnvAreUnderstood() throws IOException {
        Files.writeString(folder.resolve(".env"), "A=1 # one\nB=\"a\\nb\"\nC='#'\n");
        assertThat(read("Procfile", "web: a\n").apps().getFirst().env())
                .containsEntry("A", "1")
                .containsEntry("B", "a\nb")
                .containsEntry("C", "#");
    }

    @Test
    void fileThatIsNoTextIsAProblem() throws IOException {
        Path file = Files.write(folder.resolve("x.json"), new byte[] {(byte) 0xff, (byte) 0xfe});
        assertThat(reader.read(file).problems().getFirst().message())
                .endsWith("is not a UTF-8 text file.");
    }

    @Test
    void unreadableFileIsAProblem() {
        assertThat(reader.read(folder).problems().getFirst().message()).contains("cannot be read");
    }

    @Test
    void aQuotedValueInDotEnvMayGoOverSeveralLines() throws IOException {
        Files.writeString(
                folder.resolve(".env"),
                "\uFEFFKEY=\"-----BEGIN-----\n"
                        + "  a=b # c\n"
                        + "-----END-----\" # d\n"
                        + "OTHER='x\n"
                        + "y'\n"
                        + "TICK=`a 'b' \"c\"`\n"
                        + "APOSTROPHE='tis\n"
                        + "my.name-1=2\n");

        ProjectDefinition project = read("Procfile", "web: sleep 5\n");

        assertThat(project.problems()).isEmpty();
        assertThat(project.apps().getFirst().env())
                .containsEntry("KEY", "-----BEGIN-----\n  a=b # c\n-----END-----")
                .containsEntry("OTHER", "x\ny")
                .containsEntry("TICK", "a 'b' \"c\"")
                .containsEntry("APOSTROPHE", "'tis")
                .containsEntry("my.name-1", "2");
    }
}
