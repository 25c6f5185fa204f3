package dev.drover.project;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.domain.Home;
import dev.drover.domain.ProcessSpec;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Ecosystem files that are programs. Needs Node. */
class CodeFileTest {

    @TempDir Path folder;
    private TrustedFolders trusted;
    private ProjectFile reader;

    @BeforeEach
    void prepare() throws IOException {
        trusted = new TrustedFolders(folder.resolve("state/trusted.json"));
        reader = reader(Map.of("PATH", System.getenv("PATH")));
        Files.writeString(folder.resolve("api.js"), "");
    }

    private ProjectFile reader(Map<String, String> environment) {
        return new ProjectFile(new Home(folder.resolve("home")), environment, trusted);
    }

    private ProjectDefinition read(String name, String text) throws IOException {
        trusted.add(folder);
        return reader.read(Files.writeString(folder.resolve(name), text));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ecosystem.config.js|module.exports = ",
                "ecosystem.config.cjs|module.exports = ",
                "ecosystem.config.mjs|export default "
            })
    void eachFormIsRead(String name, String exports) throws IOException {
        ProjectDefinition project =
                read(name, exports + "{ apps: [{ name: 'n' + 1, script: './api.js' }] }\n");
        assertThat(project.problems()).isEmpty();
        assertThat(project.apps()).extracting(ProcessSpec::name).containsExactly("n1");
    }

    @Test
    void fileInAFolderThatNobodyTrustsIsNotRun() throws IOException {
        Path file =
                Files.writeString(
                        folder.resolve("ecosystem.config.js"),
                        "require('fs').writeFileSync(__dirname + '/ran', '')\n");
        assertThat(reader.read(file).problems())
                .containsExactly(
                        new Problem(
                                0,
                                "ecosystem.config.js is a program: to read it, Node has to run"
                                        + " it, and the folder %s is not trusted."
                                                .formatted(folder)));
        assertThat(folder.resolve("ran")).doesNotExist();
    }

    @Test
    void dataFilesNeedNoTrust() throws IOException {
        Path file = Files.writeString(folder.resolve("eco.json"), "{ \"script\": \"api.js\" }");
        assertThat(reader.read(file).problems()).isEmpty();
    }

    @Test
    void lineOfAWrongKeyIsFoundInTheSource() throws IOException {
        ProjectDefinition project =
                read(
                        "ecosystem.config.js",
                        """
                        // name: 'in a comment', instances: 1
                        const text = "{ name: 1, script: 2 }";
                        module.exports = {
                          apps: [{
                            name: 'a', script: './api.js',
                          }, {
                            name: 'b',
                            script: './api.js',
                            'instnces': 2,
                            max_restarts: 'many',
                          }]
                        };
                        """);
        assertThat(project.problems())
                .containsExactlyInAnyOrder(
                        new Problem(
                                9, "there is no option \"instnces\"; did you mean \"instances\"?"),
                        new Problem(
                                10,
                                "\"max_restarts\" must be a whole number, but it is the text"
                                        + " \"many\"."));
    }

    @Test
    void noLineIsClaimedForWhatALoopMade() throws IOException {
        ProjectDefinition project =
                read(
                        "ecosystem.config.js",
                        """
                        const one = { script: './api.js' };
                        one['inst' + 'nces'] = 1;
                        module.exports = [one, one];
                        """);
        assertThat(project.problems()).extracting(Problem::line).containsOnly(0);
    }

    @ParameterizedTest
    @CsvSource({"ecosystem.config.js", "ecosystem.config.mjs"})
    void lineOfASyntaxErrorIsNamed(String name) throws IOException {
        Problem problem = read(name, "\n\nconst x = ;\n").problems().getFirst();
        assertThat(problem.line()).isEqualTo(3);
        assertThat(problem.message()).isEqualTo("Node could not read it: Unexpected token ';'.");
    }

    @Test
    void lineOfAnExceptionIsNamed() throws IOException {
        assertThat(read("ecosystem.config.js", "\nthrow new Error('no luck')").problems())
                .containsExactly(new Problem(2, "Node could not read it: no luck."));
    }

    @Test
    void fileThatEndsNodeIsAProblem() throws IOException {
        assertThat(read("ecosystem.config.js", "process.exit(0)").problems())
                .containsExactly(
                        new Problem(
                                0,
                                "Node could not read it: it ended before it exported anything."));
    }

    @Test
    void whatTheFilePrintsDoesNoHarm() throws IOException {
        ProjectDefinition project =
                read(
                        "ecosystem.config.js",
                        "console.log('{}'); module.exports = { script: './api.js' }");
        assertThat(project.problems()).isEmpty();
    }

    @Test
    void fileThatNeverEndsIsGivenUp() throws IOException, MalformedFileException {
        trusted.add(folder);
        Path file = Files.writeString(folder.resolve("ecosystem.config.js"), "while (true) {}");
        NodeEvaluator evaluator = new NodeEvaluator(Map.of("PATH", System.getenv("PATH")), 1);
        Problem problem = null;
        try {
            evaluator.evaluate(file);
        } catch (MalformedFileException e) {
            problem = e.problem();
        }
        assertThat(problem)
                .isEqualTo(
                        new Problem(0, "Node did not finish reading the file within 1 seconds."));
    }

    @Test
    void missingNodeIsToldInOneSentence() throws IOException {
        trusted.add(folder);
        Path file = Files.writeString(folder.resolve("ecosystem.config.js"), "");
        assertThat(reader(Map.of("PATH", "/nowhere")).read(file).problems())
                .extracting(Problem::message)
                .containsExactly(
                        "This file is JavaScript and Node is not on the PATH: install Node, or"
                                + " write the file as JSON.");
    }

    @Test
    void missingFileIsAProblem() throws IOException {
        trusted.add(folder);
        assertThat(reader.read(folder.resolve("x.config.js")).problems().getFirst().message())
                .endsWith("cannot be read: it does not exist.");
    }
}
