package dev.drover.ui.startprocess;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.domain.ProcessSpec;
import dev.drover.ui.common.ViewLoader;
import dev.drover.ui.startprocess.StartForm.EnvLine;
import dev.drover.ui.startprocess.StartForm.Field;
import dev.drover.ui.startprocess.StartForm.RestartChoice;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

class StartFormValidatorTest {

    @TempDir private Path folder;

    private StartFormValidator validator;
    private Path bin;

    @BeforeEach
    void programs() throws IOException {
        bin = Files.createDirectory(folder.resolve("bin"));
        executable(bin.resolve("bash"));
        executable(bin.resolve("python3"));
        executable(bin.resolve("node"));
        executable(folder.resolve("run"));
        Files.writeString(folder.resolve("app.py"), "");
        Files.writeString(folder.resolve("server.js"), "");
        Files.writeString(folder.resolve("my tool.sh"), "");
        Files.writeString(folder.resolve("data"), "");
        Files.createDirectory(folder.resolve("lib"));
        validator =
                new StartFormValidator(
                        folder.resolve("home"),
                        Map.of("PATH", "/no/such:" + bin, "HOME", folder.toString(), "LANG", "C"),
                        FileSystems.getDefault(),
                        new StartWords(ViewLoader.texts(StartFormValidator.class)));
    }

    @ParameterizedTest
    @CsvSource({"app.py,python3", "server.js,node", "'my tool.sh',bash", "./run,none"})
    void a_script_gets_its_interpreter_by_extension(String what, String interpreter) {
        ProcessSpec spec = spec(form(what));

        assertThat(spec.interpreter()).isEqualTo(interpreter);
        assertThat(spec.script()).isEqualTo(folder.resolve(what).normalize());
        assertThat(spec.cwd()).isEqualTo(folder);
    }

    @Test
    void a_bare_name_is_looked_up_in_the_path() {
        ProcessSpec spec = spec(form("node"));

        assertThat(spec.script()).isEqualTo(bin.resolve("node"));
        assertThat(spec.interpreter()).isEqualTo(ProcessSpec.NO_INTERPRETER);
    }

    @Test
    void a_bare_name_that_is_a_folder_here_is_looked_up_too() throws IOException {
        executable(bin.resolve("lib"));

        assertThat(spec(form("lib")).script()).isEqualTo(bin.resolve("lib"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"npm run dev", "true&&false", "cat<x", "echo $HOME"})
    void a_command_with_shell_signs_goes_to_bash(String command) {
        ProcessSpec spec = spec(form(command));

        assertThat(spec.script()).isEqualTo(bin.resolve("bash"));
        assertThat(spec.args()).containsExactly("-c", command);
        assertThat(spec.interpreter()).isEqualTo(ProcessSpec.NO_INTERPRETER);
    }

    @Test
    void home_is_expanded() {
        assertThat(spec(form("~/app.py")).script()).isEqualTo(folder.resolve("app.py"));
    }

    @Test
    void a_program_that_is_nowhere_is_named_with_the_path_searched() {
        assertThat(problem(form("nonesuch"), Field.WHAT))
                .isEqualTo(
                        "nonesuch was found neither in %s nor in the PATH: /no/such:%s"
                                .formatted(folder, bin));
    }

    @Test
    void a_declared_path_is_searched_instead() {
        StartForm form = new Builder("node").env("PATH", "/elsewhere").build();

        assertThat(problem(form, Field.WHAT)).endsWith("nor in the PATH: /elsewhere");
    }

    @Test
    void a_path_that_does_not_exist_is_named() {
        assertThat(problem(form("./gone.js"), Field.WHAT)).startsWith("./gone.js does not exist");
    }

    @Test
    void a_file_that_is_not_executable_is_named() {
        assertThat(problem(form("./data"), Field.WHAT))
                .startsWith(folder.resolve("data") + " is not executable");
    }

    @Test
    void a_folder_is_no_script() {
        assertThat(problem(form("./lib"), Field.WHAT)).contains("is a folder");
    }

    @Test
    void nothing_to_run_is_a_problem() {
        assertThat(problem(form(" "), Field.WHAT)).isEqualTo("Type a command or choose a script.");
    }

    @Test
    void a_missing_interpreter_is_named_with_the_path_searched() {
        StartForm form = new Builder("app.py").interpreter("pypy").build();

        assertThat(problem(form, Field.INTERPRETER))
                .isEqualTo("pypy was not found in the PATH: /no/such:" + bin);
    }

    @ParameterizedTest
    @ValueSource(strings = {"node", "npm run dev"})
    void an_interpreter_for_what_is_no_script_is_a_problem(String what) {
        StartForm form = new Builder(what).interpreter("python3").build();

        assertThat(problem(form, Field.INTERPRETER)).contains("empty this field");
    }

    @Test
    void arguments_beside_a_shell_command_are_a_problem() {
        StartForm form = new Builder("npm run dev").arguments("-v").build();

        assertThat(problem(form, Field.ARGUMENTS)).startsWith("A shell command carries");
    }

    @Test
    void an_open_quote_is_a_problem() {
        StartForm form = new Builder("app.py").arguments("'x").build();

        assertThat(problem(form, Field.ARGUMENTS))
                .isEqualTo("A ' quote is opened, but not closed.");
    }

    @Test
    void folders_are_checked() {
        assertThat(folderProblem("")).startsWith("Choose the folder");
        assertThat(folderProblem("lib")).contains("not an absolute path");
        assertThat(folderProblem(folder.resolve("gone").toString())).contains("does not exist");
        assertThat(folderProblem(folder.resolve("data").toString())).contains("is a file");
        assertThat(folderProblem("/a\0b")).contains("not an absolute path");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "a\tb", "a\u0000b", "line\nend"})
    void names_are_checked(String name) {
        assertThat(problem(new Builder("app.py").name(name).build(), Field.NAME)).contains("ame");
    }

    @ParameterizedTest
    @CsvSource({"'',1", "A=B,1"})
    void variables_are_checked(String key, String value) {
        StartForm form = new Builder("app.py").env(key, value).build();

        assertThat(problem(form, Field.ENVIRONMENT)).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "-1", "two", "1.5", "99999999999"})
    void the_number_of_instances_is_checked(String instances) {
        StartForm form = new Builder("app.py").instances(instances).build();

        assertThat(problem(form, Field.INSTANCES)).contains("no whole number from 1 to 256");
    }

    @Test
    void delays_are_checked_unless_it_is_never_restarted() {
        Builder form = new Builder("app.py").delay("soon");

        assertThat(problem(form.build(), Field.DELAY)).startsWith("“soon”");
        assertThat(spec(form.restart(RestartChoice.NEVER).build()).restart().autorestart())
                .isFalse();
    }

    @Test
    void a_growing_delay_needs_a_first_one() {
        assertThat(problem(new Builder("app.py").backoff().build(), Field.DELAY))
                .startsWith("A growing delay");
        assertThat(spec(new Builder("app.py").backoff().delay("100").build()).restart().backoff())
                .contains(Duration.ofMillis(100));
    }

    @Test
    void on_failure_stays_down_after_success() {
        ProcessSpec spec = spec(new Builder("app.py").restart(RestartChoice.ON_FAILURE).build());

        assertThat(spec.restart().autorestart()).isTrue();
        assertThat(spec.restart().stopExitCodes()).containsExactly(0);
    }

    @Test
    void declared_variables_are_added_to_the_environment() {
        ProcessSpec spec = spec(new Builder("app.py").env("LANG", "de").env("A", "").build());

        assertThat(spec.env())
                .containsEntry("LANG", "de")
                .containsEntry("A", "")
                .containsEntry("HOME", folder.toString());
    }

    @Test
    void several_instances_have_log_files_of_their_own() {
        assertThat(spec(new Builder("app.py").instances("3").build()).logs().merge()).isFalse();
        assertThat(spec(form("app.py")).logs().merge()).isTrue();
    }

    @Test
    void all_problems_are_told_at_once() {
        StartForm form = new Builder("").name("").instances("x").delay("x").build();

        assertThat(validator.check(form).problems())
                .extracting(StartForm.Problem::field)
                .containsExactlyInAnyOrder(Field.WHAT, Field.NAME, Field.INSTANCES, Field.DELAY);
    }

    private String folderProblem(String text) {
        return problem(new Builder("app.py").folder(text).build(), Field.FOLDER);
    }

    private StartForm form(String what) {
        return new Builder(what).build();
    }

    private ProcessSpec spec(StartForm form) {
        StartFormValidator.Checked checked = validator.check(form);
        assertThat(checked.problems()).isEmpty();
        return checked.spec().orElseThrow();
    }

    private String problem(StartForm form, Field field) {
        StartFormValidator.Checked checked = validator.check(form);
        assertThat(checked.spec()).isEmpty();
        return checked.problem(field).orElseThrow();
    }

    private static void executable(Path file) throws IOException {
        Files.writeString(file, "#!/bin/sh\n");
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }

    /** A form with one thing changed. */
    private final class Builder {
        private final String what;
        private String arguments = "";
        private String name = "api";
        private String at = folder.toString();
        private String interpreter = "";
        private List<EnvLine> env = List.of();
        private String instances = "1";
        private RestartChoice restart = RestartChoice.ALWAYS;
        private String delay = "0";
        private boolean backoff;

        Builder(String what) {
            this.what = what;
        }

        Builder arguments(String value) {
            arguments = value;
            return this;
        }

        Builder name(String value) {
            name = value;
            return this;
        }

        Builder folder(String value) {
            at = value;
            return this;
        }

        Builder interpreter(String value) {
            interpreter = value;
            return this;
        }

        Builder env(String key, String value) {
            env = Stream.concat(env.stream(), Stream.of(new EnvLine(key, value))).toList();
            return this;
        }

        Builder instances(String value) {
            instances = value;
            return this;
        }

        Builder restart(RestartChoice value) {
            restart = value;
            return this;
        }

        Builder delay(String value) {
            delay = value;
            return this;
        }

        Builder backoff() {
            backoff = true;
            return this;
        }

        StartForm build() {
            return new StartForm(
                    what,
                    arguments,
                    name,
                    "",
                    at,
                    interpreter,
                    env,
                    instances,
                    restart,
                    delay,
                    backoff,
                    "16");
        }
    }
}
