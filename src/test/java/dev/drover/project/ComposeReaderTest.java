package dev.drover.project;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.domain.Home;
import dev.drover.domain.ProcessSpec;
import dev.drover.domain.Signal;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

class ComposeReaderTest {

    @TempDir Path folder;
    private ProjectFile reader;

    @BeforeEach
    void prepare() throws IOException {
        reader =
                new ProjectFile(
                        new Home(folder.resolve("home")),
                        Map.of("PATH", System.getenv("PATH"), "WHO", "ada"),
                        TrustCheck.NOBODY);
        Files.writeString(folder.resolve("api.js"), "");
    }

    private ProjectDefinition read(String text) throws IOException {
        return reader.read(Files.writeString(folder.resolve("compose.yaml"), text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "compose.yaml",
                "compose.yml",
                "docker-compose.yml",
                "docker-compose.override.yaml"
            })
    void itIsKnownByItsName(String name) throws IOException {
        Path file =
                Files.writeString(
                        folder.resolve(name), "services: {a: {command: [sh, -c, 'true']}}");
        assertThat(ProjectFile.isDefinition(file)).isTrue();
        assertThat(reader.read(file).apps()).extracting(ProcessSpec::name).containsExactly("a");
    }

    @Test
    void aServiceWithItsOptions() throws IOException {
        ProjectDefinition project =
                read(
                        """
                        name: shop
                        services:
                          api:
                            command: node --inspect api.js --greeting "hello ${WHO} $$x"
                            environment:
                              PORT: 3000
                              MODE: ${MODE:-dev}
                            restart: on-failure:5
                            stop_signal: SIGTERM
                            stop_grace_period: 1m30s
                            deploy: { replicas: 2 }
                            mem_limit: 256m
                        """);
        assertThat(project.problems()).isEmpty();
        ProcessSpec api = project.apps().getFirst();
        assertThat(api.namespace()).isEqualTo("shop");
        assertThat(api.interpreter()).isEqualTo("node");
        assertThat(api.interpreterArgs()).containsExactly("--inspect");
        assertThat(api.script()).isEqualTo(folder.resolve("api.js"));
        assertThat(api.args()).containsExactly("--greeting", "hello ada $x");
        assertThat(api.env()).containsEntry("PORT", "3000").containsEntry("MODE", "dev");
        assertThat(api.restart().stopExitCodes()).containsExactly(0);
        assertThat(api.restart().maxRestarts()).isEqualTo(5);
        assertThat(api.restart().maxMemory()).contains(256L << 20);
        assertThat(api.stop().signal()).isEqualTo(Signal.SIGTERM);
        assertThat(api.stop().timeout()).isEqualTo(Duration.ofSeconds(90));
        assertThat(api.instances()).isEqualTo(2);
        assertThat(project.notes()).isEmpty();
    }

    @Test
    void aServiceThatIsAnImageIsNotedAndNoError() throws IOException {
        ProjectDefinition project =
                read(
                        """
                        services:
                          db:
                            image: postgres:17
                          api:
                            command: [sh, -c, "sleep 1"]
                        """);
        assertThat(project.apps()).extracting(ProcessSpec::name).containsExactly("api");
        assertThat(project.notes())
                .containsExactly(
                        new Problem(
                                3,
                                "“db” runs what is in the image postgres:17: it has no local"
                                        + " command."));
    }

    @Test
    void aProgramThatIsNotHereIsNotedAndNoError() throws IOException {
        ProjectDefinition project =
                read(
                        """
                        services:
                          cache: { image: redis, command: redis-server-from-mars --x }
                          api: { command: [sh] }
                        """);
        assertThat(project.apps()).hasSize(1);
        assertThat(project.notes())
                .containsExactly(
                        new Problem(
                                2,
                                "“cache” runs redis-server-from-mars, which is no program of this"
                                        + " machine."));
    }

    @Test
    void nothingToRunIsAnErrorThatSaysWhy() throws IOException {
        assertThat(read("services: {db: {image: postgres}}").problems())
                .extracting(Problem::message)
                .containsExactly(
                        "no service has a command that can be run on this machine.",
                        "“db” runs what is in the image postgres: it has no local command.");
    }

    @Test
    void foldersThatAreMountedAreFoldersOfThisMachine() throws IOException {
        Files.createDirectories(folder.resolve("web/src"));
        Files.writeString(folder.resolve("web/src/main.py"), "");
        ProjectDefinition project =
                read(
                        """
                        services:
                          web:
                            image: python:3
                            command: python3 /app/src/main.py
                            working_dir: /app/src
                            volumes: [ "./web:/app:ro", "data:/data" ]
                            depends_on: [db]
                        """);
        assertThat(project.problems()).isEmpty();
        ProcessSpec web = project.apps().getFirst();
        assertThat(web.script()).isEqualTo(folder.resolve("web/src/main.py"));
        assertThat(web.cwd()).isEqualTo(folder.resolve("web/src"));
        assertThat(project.notes())
                .extracting(Problem::message)
                .containsExactly(
                        "“web” runs on this machine, not in python:3.",
                        "“web” says \"depends_on\", which was not taken over.");
    }

    @Test
    void theBuildContextIsWhereItRuns() throws IOException {
        Files.createDirectories(folder.resolve("web"));
        ProjectDefinition project =
                read(
                        """
                        services:
                          web:
                            build: { context: ./web }
                            command: [sh]
                            working_dir: /usr/src/app
                        """);
        assertThat(project.apps().getFirst().cwd()).isEqualTo(folder.resolve("web"));
        assertThat(project.notes()).extracting(Problem::line).containsExactly(5);
    }

    @Test
    void variablesComeFromFilesAsWell() throws IOException {
        Files.writeString(folder.resolve(".env"), "TAG=7\n");
        Files.writeString(folder.resolve("api.env"), "A_KEY='x y'\n");
        ProcessSpec api =
                read("""
                services:
                  api:
                    command: [sh, "${TAG}"]
                    env_file: [./api.env]
                    environment: [ "LEVEL=debug", "WHO" ]
                """)
                        .apps()
                        .getFirst();
        assertThat(api.args()).containsExactly("7");
        assertThat(api.env())
                .containsEntry("A_KEY", "x y")
                .containsEntry("LEVEL", "debug")
                .containsEntry("WHO", "ada");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "restart: sometimes|4",
                "mem_limit: plenty|4",
                "stop_signal: SIGNOTHING|4",
                "stop_grace_period: soon|4",
                "environment: 3|4",
                "entrypoint: \"'open\"|4",
                "user: ${NOBODY:?say who}|0"
            })
    void whatIsWrongIsNamedWithItsLine(String line, int at) throws IOException {
        ProjectDefinition project = read("services:\n  api:\n    command: sh\n    " + line + "\n");
        if (at == 0) {
            assertThat(project.problems()).isEmpty();
        } else {
            assertThat(project.problems()).extracting(Problem::line).contains(at);
        }
    }

    @Test
    void aVariableThatIsRequiredIsAnError() throws IOException {
        assertThat(read("services:\n  api:\n    command: sh ${NOBODY:?say who}\n").problems())
                .containsExactly(
                        new Problem(3, "“api”: the variable NOBODY is required: say who."));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "command: \"a\\0b\"",
                "{command: sh, working_dir: \"/a\\0b\"}",
                "{command: sh, env_file: \"/a\\0b\"}",
                "{command: /x/y, volumes: [\"./a\\0b:/x\"]}"
            })
    void aPathThatIsNoneIsNotReadAsOne(String service) throws IOException {
        String text = service.startsWith("{") ? service : "{" + service + "}";
        ProjectDefinition project = read("services: {api: " + text + "}");
        assertThat(project.problems().isEmpty()).isEqualTo(text.contains("working_dir"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "services: 3", "other: {}", "services: {a: 3}"})
    void whatIsNoComposeFileIsAnError(String text) throws IOException {
        assertThat(read(text).problems()).isNotEmpty();
    }
}
