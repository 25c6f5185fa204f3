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
import java.util.Map;

/** Ecosystem files in YAML. */
class YamlFileTest {

    @TempDir Path folder;
    private ProjectFile reader;

    @BeforeEach
    void prepare() throws IOException {
        reader =
                new ProjectFile(
                        new Home(folder.resolve("home")),
                        Map.of("PATH", System.getenv("PATH")),
                        TrustCheck.NOBODY);
        Files.writeString(folder.resolve("api.js"), "");
    }

    private ProjectDefinition read(String text) throws IOException {
        return reader.read(Files.writeString(folder.resolve("ecosystem.yml"), text));
    }

    @Test
    void charactersOutsideTheFirstPlaneMayBeAnywhere() throws IOException {
        for (int before = 1000; before < 1050; before++) {
            String text = "# " + "x".repeat(before) + "🙂🙂\nscript: api.js\n";
            assertThat(read(text).problems()).isEmpty();
        }
    }

    @Test
    void appsAreRead() throws IOException {
        ProjectDefinition project =
                read(
                        """
                        apps:
                          - name: api
                            script: api.js   # a comment
                            instances: 2
                            autorestart: false
                            env:
                              PORT: 3000
                              ON: yes
                        """);
        assertThat(project.problems()).isEmpty();
        ProcessSpec app = project.apps().getFirst();
        assertThat(app.instances()).isEqualTo(2);
        assertThat(app.restart().autorestart()).isFalse();
        assertThat(app.env()).containsEntry("PORT", "3000").containsEntry("ON", "yes");
    }

    @Test
    void anchorsAndMergeKeysAreFollowed() throws IOException {
        ProjectDefinition project =
                read(
                        """
                        apps:
                          - &base
                            name: a
                            script: api.js
                            env: &env { A: 1 }
                          - <<: *base
                            name: b
                            env: { <<: *env, B: 2 }
                        """);
        assertThat(project.problems()).isEmpty();
        assertThat(project.apps().get(1).name()).isEqualTo("b");
        assertThat(project.apps().get(1).env()).containsEntry("A", "1").containsEntry("B", "2");
    }

    @Test
    void lineOfAWrongKeyIsNamed() throws IOException {
        assertThat(read("apps:\n  - script: api.js\n    instnces: 2\n").problems())
                .containsExactly(
                        new Problem(
                                3, "there is no option \"instnces\"; did you mean \"instances\"?"));
    }

    @Test
    void lineOfBrokenYamlIsNamed() throws IOException {
        Problem problem = read("apps:\n  - script: [api.js\n").problems().getFirst();
        assertThat(problem.line()).isEqualTo(3);
        assertThat(problem.message()).startsWith("This is not valid YAML: ");
    }

    @Test
    void keyThatIsThereTwiceIsNamed() throws IOException {
        assertThat(read("script: api.js\nname: a\nname: b\n").problems())
                .containsExactly(new Problem(3, "\"name\" is there twice."));
    }

    @Test
    void emptyFileIsAProblem() throws IOException {
        assertThat(read("").problems()).containsExactly(new Problem(1, "The file is empty."));
    }

    @Test
    void tagMakesNoObject() throws IOException {
        assertThat(read("script: api.js\nname: !!java.net.URL \"http://x\"\n").apps())
                .extracting(ProcessSpec::name)
                .containsExactly("http://x");
    }

    @Test
    void fileThatExplodesIsRefused() throws IOException {
        StringBuilder text = new StringBuilder("a0: &a0 [x,x,x,x,x,x,x,x,x,x]\n");
        for (int i = 1; i < 9; i++) {
            text.append("a%d: &a%d [%s]\n".formatted(i, i, ("*a%d,".formatted(i - 1)).repeat(10)));
        }
        assertThat(read(text.toString()).problems())
                .extracting(Problem::message)
                .containsExactly("The YAML holds too much, or refers to itself.");
    }

    @Test
    void fileThatRefersToItselfIsRefused() throws IOException {
        assertThat(read("apps: &a\n  - *a\n").apps()).isEmpty();
    }

    @Test
    void scalarsAreThoseOfTheCoreSchema() throws IOException {
        ProcessSpec app =
                read("""
                script: api.js
                name: ~
                autorestart: False
                max_restarts: 0x10
                env:
                  OCTAL: 0o17
                  NOTHING: ~
                  EMPTY:
                  LARGE: 0xFFFFFFFFFFFFFFFFFF
                """)
                        .apps()
                        .getFirst();

        assertThat(app.name()).isEqualTo("api");
        assertThat(app.restart().autorestart()).isFalse();
        assertThat(app.restart().maxRestarts()).isEqualTo(16);
        assertThat(app.env())
                .containsEntry("OCTAL", "15")
                .containsEntry("NOTHING", "null")
                .containsEntry("EMPTY", "null")
                .containsEntry("LARGE", "0xFFFFFFFFFFFFFFFFFF");
    }

    @Test
    void whatIsThereToBeUsedElsewhereMayStandBesideTheApps() throws IOException {
        String shared = "common: %s\n  script: api.js\napps:\n  - name: a\n    script: api.js\n";

        assertThat(read(shared.formatted("&shared")).problems()).isEmpty();
        assertThat(read(shared.formatted("")).problems()).hasSize(1);
    }
}
