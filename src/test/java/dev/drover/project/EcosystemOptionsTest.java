package dev.drover.project;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.domain.ExecMode;
import dev.drover.domain.Home;
import dev.drover.domain.ProcessSpec;

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
import java.util.List;
import java.util.Map;

/** What the options of an ecosystem file mean, and what is said of wrong ones. */
class EcosystemOptionsTest {

    @TempDir Path folder;
    private ProjectFile reader;

    @BeforeEach
    void prepare() throws IOException {
        reader =
                new ProjectFile(
                        new Home(folder.resolve("home")),
                        Map.of(
                                "PATH",
                                System.getenv("PATH"),
                                "HOME",
                                "/home/u",
                                "NVM_DIR",
                                folder.resolve("nvm").toString(),
                                "SECRET_KEY",
                                "s"),
                        TrustCheck.NOBODY);
        Files.writeString(folder.resolve("api.js"), "setInterval(() => {}, 1000)\n");
    }

    private ProjectDefinition read(String text) throws IOException {
        return reader.read(Files.writeString(folder.resolve("eco.json"), text));
    }

    private ProcessSpec app(String options) throws IOException {
        ProjectDefinition project = read("[{ \"script\": \"api.js\", " + options + " }]");
        assertThat(project.problems()).isEmpty();
        return project.apps().getFirst();
    }

    private String problem(String option) throws IOException {
        ProjectDefinition project = read("[{ \"script\": \"api.js\",\n" + option + " }]");
        assertThat(project.apps()).isEmpty();
        assertThat(project.problems()).hasSize(1);
        return project.problems().getFirst().toString();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"name\": 7|\"name\" must be a text, but it is 7.",
                "\"args\": {}|\"args\" must be a text or a list of texts, but it is an object.",
                "\"args\": [\"a\", {}]|\"args\" must be a text or a list of texts,"
                        + " but it is a list with an object.",
                "\"instances\": 1.5|\"instances\" must be a whole number, but it is 1.5.",
                "\"exec_mode\": \"spoon\"|\"exec_mode\" must be \"fork\" or \"cluster\","
                        + " but it is the text \"spoon\".",
                "\"env\": []|\"env\" must be an object of variables, but it is a list.",
                "\"env_test\": 1|\"env_test\" must be an object of variables, but it is 1.",
                "\"watch\": {}|\"watch\" must be true, false, a text or a list of texts,"
                        + " but it is an object.",
                "\"autorestart\": \"no\"|\"autorestart\" must be true or false,"
                        + " but it is the text \"no\".",
                "\"min_uptime\": 50|\"min_uptime\" must be at least 100 ms.",
                "\"max_restarts\": -1|\"max_restarts\" must be at least 0, but it is -1.",
                "\"restart_delay\": \"5 weeks\"|\"restart_delay\" must be a time such as 3000,"
                        + " \"5s\" or \"2m\", but it is the text \"5 weeks\".",
                "\"max_memory_restart\": \"much\"|\"max_memory_restart\" must be a size such as"
                        + " \"200M\" or \"1G\", but it is the text \"much\".",
                "\"stop_exit_codes\": [true]|\"stop_exit_codes\" must be a number or a list of"
                        + " numbers, but it is a list.",
                "\"cron_restart\": \"daily\"|The schedule \"daily\" must have five or six fields.",
                "\"cron\": \"61 * * * *\"|The schedule \"61 * * * *\" is not understood:"
                        + " 61 is not from 0 to 59",
                "\"interpreter\": \"no-such\"|the interpreter \"no-such\" is no program on the"
                        + " PATH.",
                "\"interpreter\": \"/no/such\"|the interpreter \"/no/such\" is no program on the"
                        + " PATH.",
                "\"log_type\": \"xml\"|\"log_type\" must be \"json\" or \"raw\","
                        + " but it is the text \"xml\".",
                "\"uid\": []|\"uid\" must be a name or a number, but it is a list.",
                "\"cwd\": \"/nowhere/x\"|the folder /nowhere/x does not exist.",
            })
    void wrongValueIsNamedWithItsLine(String option, String sentence) throws IOException {
        assertThat(problem(option)).isEqualTo("line 2: " + sentence);
    }

    @ParameterizedTest
    @CsvSource({
        "maxRestart, max_restarts",
        "intances, instances",
        "Name, name",
        "scirpt, script",
        "max_memory_restat, max_memory_restart",
        "autorestrat, autorestart"
    })
    void nearMissIsSuggested(String written, String meant) throws IOException {
        assertThat(problem("\"" + written + "\": 1"))
                .isEqualTo(
                        "line 2: there is no option \"%s\"; did you mean \"%s\"?"
                                .formatted(written, meant));
    }

    @Test
    void keyFarFromEveryOptionHasNoSuggestion() throws IOException {
        assertThat(problem("\"colour\": 1")).isEqualTo("line 2: there is no option \"colour\".");
    }

    @Test
    void optionUnderTwoNamesIsNamed() throws IOException {
        assertThat(problem("\"out_file\": \"a\", \"output\": \"b\""))
                .isEqualTo("line 2: \"out_file\" and \"output\" are the same option: remove one.");
    }

    @Test
    void keyThatIsThereTwiceIsNamed() throws IOException {
        assertThat(problem("\"name\": \"a\",\n\"name\": \"b\""))
                .isEqualTo("line 3: This is not valid JSON: Duplicate field 'name'.");
    }

    @Test
    void everyProblemIsToldAtOnce() throws IOException {
        ProjectDefinition project =
                read(
                        "{ \"aps\": [],\n"
                                + "\"apps\": [ 3,\n"
                                + "{ \"name\": \"x\" },\n"
                                + "{ \"script\": \"?\" } ] }");
        assertThat(project.problems().stream().map(Problem::toString))
                .containsExactly(
                        "line 1: there is no \"aps\" beside \"apps\"; did you mean \"apps\"?",
                        "line 2: an app must be an object, but this is 3.",
                        "line 3: \"script\" is required: the program or file to run.",
                        "line 4: \"?\" is neither a file in %s nor a program on the PATH."
                                .formatted(folder));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{ \"script\": \"api.js\" }",
                "[{ \"script\": \"api.js\" }]",
                "{ \"apps\": [{ \"script\": \"api.js\" }], \"deploy\": { \"x\": {} } }",
                "{ \"apps\": { \"exec\": \"api.js\" } }"
            })
    void appsMayStandInSeveralForms(String text) throws IOException {
        ProjectDefinition project = read(text);
        assertThat(project.problems()).isEmpty();
        assertThat(project.apps()).extracting(ProcessSpec::name).containsExactly("api");
    }

    @ParameterizedTest
    @ValueSource(strings = {"7", "\"text\"", "{ \"apps\": true }"})
    void fileOfAnotherShapeIsAProblem(String text) throws IOException {
        assertThat(read(text).problems()).hasSize(1);
    }

    @Test
    void fileWithoutAppsIsAProblem() throws IOException {
        assertThat(read("{ \"apps\": [] }").problems().getFirst().message())
                .startsWith("The file defines no app");
    }

    @Test
    void emptyFileIsAProblem() throws IOException {
        assertThat(read(" ").problems()).containsExactly(new Problem(1, "The file is empty."));
    }

    @Test
    void camelCaseIsUnderstood() throws IOException {
        ProcessSpec app =
                app(
                        "\"maxRestarts\": 3, \"killTimeout\": \"2s\", \"interpreterArgs\": [\"-r\","
                                + " \"x\"]");
        assertThat(app.restart().maxRestarts()).isEqualTo(3);
        assertThat(app.stop().timeout()).isEqualTo(Duration.ofSeconds(2));
        assertThat(app.interpreterArgs()).containsExactly("-r", "x");
    }

    @Test
    void severalInstancesOfANodeProgramAreACluster() throws IOException {
        ProcessSpec app = app("\"instances\": \"max\"");
        assertThat(app.mode()).isEqualTo(ExecMode.CLUSTER);
        assertThat(app.instances()).isZero();
        assertThat(app.logs().merge()).isFalse();
        assertThat(app("\"instances\": 2, \"exec_mode\": \"fork\"").mode())
                .isEqualTo(ExecMode.FORK);
    }

    @Test
    void triggersReachTheSpecification() throws IOException {
        Map<String, Object> extra =
                app("\"watch\": [\"src\"], \"ignore_watch\": \"tmp\", \"watch_delay\": \"1s\","
                                + " \"cron\": \"0 3 * * *\"")
                        .extra();
        assertThat(extra)
                .containsEntry("watch", List.of("src"))
                .containsEntry("ignore_watch", List.of("tmp"))
                .containsEntry("watch_delay", 1000L)
                .containsEntry("cron_restart", "0 3 * * *");
    }

    @Test
    void portBecomesAVariable() throws IOException {
        assertThat(app("\"port\": 8080").env()).containsEntry("PORT", "8080");
    }

    @Test
    void variablesThatAreNoTextsAreJson() throws IOException {
        assertThat(app("\"env\": { \"A\": { \"b\": [1] }, \"C\": null, \"D\": true }").env())
                .containsEntry("A", "{\"b\":[1]}")
                .containsEntry("C", "null")
                .containsEntry("D", "true");
    }

    @Test
    void filteredVariablesAreNotInherited() throws IOException {
        assertThat(app("\"filter_env\": [\"SECRET\"]").env())
                .doesNotContainKey("SECRET_KEY")
                .containsKey("HOME");
        assertThat(app("\"filter_env\": true, \"env\": { \"A\": 1 }").env())
                .containsOnlyKeys("PATH", "A");
    }

    @Test
    void logPathsAreResolved() throws IOException {
        ProcessSpec app =
                app(
                        "\"output\": \"logs/o.log\", \"error\": \"~/e.log\", \"log\": true,"
                                + " \"time\": true");
        assertThat(app.logs().out()).isEqualTo(folder.resolve("logs/o.log"));
        assertThat(app.logs().err()).isEqualTo(Path.of("/home/u/e.log"));
        assertThat(app.logs().combined()).contains(folder.resolve("home/logs/api.log"));
        assertThat(app.logs().dateFormat()).contains("YYYY-MM-DDTHH:mm:ss");
    }

    @Test
    void namedEnvironmentGoesOverTheOther() throws IOException {
        Path file =
                Files.writeString(
                        folder.resolve("eco.json"),
                        """
                        [{ "script": "api.js", "append_env_to_name": true,
                           "env": { "A": 1, "B": 1 }, "env_production": { "B": 2 } }]
                        """);
        assertThat(reader.read(file).environments()).containsExactly("production");
        assertThat(reader.read(file).apps().getFirst().env()).containsEntry("B", "1");
        ProcessSpec app =
                reader.read(file, FileSelection.ALL.withEnvironment("production"))
                        .apps()
                        .getFirst();
        assertThat(app.env()).containsEntry("A", "1").containsEntry("B", "2");
        assertThat(app.name()).isEqualTo("api-production");
    }

    @Test
    void environmentThatNoAppHasIsAProblem() throws IOException {
        Path file =
                Files.writeString(
                        folder.resolve("eco.json"),
                        "[{ \"script\": \"api.js\", \"env_production\": {} }]");
        assertThat(reader.read(file, FileSelection.ALL.withEnvironment("prodution")).problems())
                .containsExactly(
                        new Problem(
                                0, "no app has \"env_prodution\"; did you mean \"production\"?"));
    }

    @Test
    void onlyTheNamedAppsAreTaken() throws IOException {
        Path file =
                Files.writeString(
                        folder.resolve("eco.json"),
                        """
                        [{ "script": "api.js", "name": "a" }, { "script": "api.js", "name": "b" },
                         { "script": "api.js", "name": "c", "namespace": "n" }]
                        """);
        assertThat(reader.read(file, FileSelection.ALL.withOnly("a", "n")).apps())
                .extracting(ProcessSpec::name)
                .containsExactly("a", "c");
        assertThat(reader.read(file, FileSelection.ALL.withOnly("z")).problems())
                .containsExactly(new Problem(0, "the file defines no app named \"z\"."));
    }

    @Test
    void numbers_and_flags_among_the_arguments_are_texts() throws IOException {
        assertThat(app("\"args\": [\"--port\", 8080, true]").args())
                .containsExactly("--port", "8080", "true");
    }

    @Test
    void the_log_file_NULL_is_no_file_of_that_name() throws IOException {
        ProcessSpec spec =
                app("\"out_file\": \"NULL\", \"error_file\": \"NULL\", \"log_file\": \"NULL\"");

        assertThat(spec.logs().out()).isEqualTo(Path.of("/dev/null"));
        assertThat(spec.logs().err()).isEqualTo(Path.of("/dev/null"));
        assertThat(spec.logs().combined()).contains(Path.of("/dev/null"));
    }

    @ParameterizedTest
    @CsvSource({"npm run dev,npm run dev", "node api.js --flag,node api", "./sub/my api.js,my api"})
    void a_script_without_a_name_is_called_as_pm2_calls_it(String script, String name)
            throws IOException {
        Files.createDirectories(folder.resolve("sub"));
        Files.writeString(folder.resolve("sub/my api.js"), "");

        ProjectDefinition project = read("[{ \"script\": \"" + script + "\" }]");

        assertThat(project.apps().getFirst().name()).isEqualTo(name);
    }

    @ParameterizedTest
    @CsvSource({"package.json,.", "index.js,./"})
    void a_folder_that_node_can_run_is_a_script(String file, String script) throws IOException {
        Files.writeString(folder.resolve(file), "{}");

        ProcessSpec spec = read("[{ \"script\": \"" + script + "\" }]").apps().getFirst();

        assertThat(spec.script()).isEqualTo(folder);
        assertThat(spec.interpreter()).isEqualTo("node");
        assertThat(spec.name()).isEqualTo(folder.getFileName().toString());
    }

    @Test
    void a_folder_that_holds_no_program_is_none() throws IOException {
        Files.createDirectories(folder.resolve("empty"));

        assertThat(read("[{ \"script\": \"empty\" }]").problems()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"@daily", "0", "0 3 * * *", "*/5 * * * * *"})
    void a_schedule_is_what_the_supervisor_understands(String pattern) throws IOException {
        assertThat(app("\"cron_restart\": \"" + pattern + "\"").extra())
                .containsEntry("cron_restart", pattern);
    }

    @Test
    void empty_names_count_as_absent() throws IOException {
        ProcessSpec spec = app("\"name\": \"\", \"namespace\": \"\"");

        assertThat(spec.name()).isEqualTo("api");
        assertThat(spec.namespace()).isEqualTo("default");
    }

    @ParameterizedTest
    @CsvSource({"node@18,v18.20.4", "node@v18.9,v18.9.1", "node@18.9.1,v18.9.1", "node@2,v2.0.0"})
    void node_of_nvm_is_the_newest_that_is_meant(String interpreter, String version)
            throws IOException {
        for (String installed : List.of("v18.9.1", "v18.20.4", "v2.0.0", "v20.1.0")) {
            Path bin = Files.createDirectories(nvm().resolve(installed).resolve("bin"));
            assertThat(Files.createFile(bin.resolve("node")).toFile().setExecutable(true)).isTrue();
        }

        assertThat(app("\"interpreter\": \"" + interpreter + "\"").interpreter())
                .isEqualTo(nvm().resolve(version).resolve("bin/node").toString());
    }

    @Test
    void node_that_nvm_has_not_is_a_problem_that_says_what_to_do() throws IOException {
        assertThat(problem("\"interpreter\": \"node@19\""))
                .isEqualTo(
                        "line 2: Node 19 is not among what nvm has installed in %s: \"nvm install 19\" does that."
                                .formatted(nvm()));
    }

    private Path nvm() {
        return folder.resolve("nvm/versions/node");
    }
}
