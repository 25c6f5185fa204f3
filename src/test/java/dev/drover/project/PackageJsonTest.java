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
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;

class PackageJsonTest {

    @TempDir Path folder;
    private ProjectFile reader;

    @BeforeEach
    void prepare() throws IOException {
        Path programs = Files.createDirectory(folder.resolve("bin"));
        for (String name : new String[] {"npm", "pnpm"}) {
            Files.setPosixFilePermissions(
                    Files.writeString(programs.resolve(name), "#!/bin/sh\n"),
                    PosixFilePermissions.fromString("rwx------"));
        }
        reader =
                new ProjectFile(
                        new Home(folder.resolve("home")),
                        Map.of("PATH", programs.toString()),
                        TrustCheck.NOBODY);
    }

    private ProjectDefinition read(String text) throws IOException {
        return reader.read(Files.writeString(folder.resolve("package.json"), text));
    }

    @Test
    void scriptsBecomeServices() throws IOException {
        ProjectDefinition project =
                read(
                        """
                        { "name": "shop", "scripts": { "dev": "vite", "predev": "x",
                          "test": "mocha", "prepare": "husky" } }
                        """);
        assertThat(project.problems()).isEmpty();
        assertThat(project.apps()).extracting(ProcessSpec::name).containsExactly("dev", "test");
        ProcessSpec dev = project.apps().getFirst();
        assertThat(dev.script()).isEqualTo(folder.resolve("bin/npm"));
        assertThat(dev.args()).containsExactly("run", "dev");
        assertThat(dev.namespace()).isEqualTo("shop");
        assertThat(dev.cwd()).isEqualTo(folder);
    }

    @Test
    void lockFileChoosesThePackageManager() throws IOException {
        Files.writeString(folder.resolve("pnpm-lock.yaml"), "");
        assertThat(read("{ \"scripts\": { \"dev\": \"vite\" } }").apps().getFirst().script())
                .isEqualTo(folder.resolve("bin/pnpm"));
    }

    @Test
    void declaredPackageManagerWins() throws IOException {
        String text = "{ \"packageManager\": \"pnpm@9.1.0\", \"scripts\": { \"dev\": \"vite\" } }";
        assertThat(read(text).apps().getFirst().script()).isEqualTo(folder.resolve("bin/pnpm"));
    }

    @Test
    void missingPackageManagerIsAProblem() throws IOException {
        assertThat(
                        read("{ \"packageManager\": \"yarn@4\",\n\"scripts\": { \"a\": \"b\" } }")
                                .problems())
                .containsExactly(
                        new Problem(
                                2,
                                "the scripts are run by yarn, which is not on the PATH: install"
                                        + " it."));
    }

    @Test
    void withoutScriptsNothingCanBeStarted() throws IOException {
        assertThat(read("{}").problems())
                .containsExactly(new Problem(1, "this package.json has no \"scripts\"."));
        assertThat(read("{\n\"scripts\": [] }").problems())
                .containsExactly(
                        new Problem(2, "\"scripts\" must be an object, but it is a list."));
        assertThat(read("{\n\"scripts\": { \"install\": \"x\" } }").problems())
                .containsExactly(new Problem(2, "\"scripts\" holds nothing that can be started."));
        assertThat(read("[]").problems())
                .containsExactly(
                        new Problem(1, "a package.json must be an object, but this is a list."));
    }

    @Test
    void scriptThatIsNoTextIsNamed() throws IOException {
        assertThat(read("{ \"scripts\": {\n\"dev\": 1 } }").problems())
                .containsExactly(new Problem(2, "the script \"dev\" must be a text, but it is 1."));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"apps\": [{ \"script\": \"api.js\" }]",
                "\"apps\": { \"script\": \"api.js\" }",
                "\"pm2\": [{ \"script\": \"api.js\" }]",
                "\"pm2\": { \"script\": \"api.js\" }",
                "\"apps\": [{ \"script\": \"api.js\" }], \"pm2\": [{ \"script\": \"x.js\" }]",
            })
    void appsThatAreDeclaredForPm2GoBeforeScripts(String declared) throws IOException {
        Files.writeString(folder.resolve("api.js"), "");

        ProjectDefinition project =
                read("{ \"scripts\": { \"dev\": \"vite\" }, " + declared + " }");

        assertThat(project.problems()).isEmpty();
        assertThat(project.apps()).extracting(ProcessSpec::name).containsExactly("api");
    }

    @Test
    void aListOfWordsIsSomethingElse() throws IOException {
        assertThat(read("{ \"apps\": [\"web\"], \"scripts\": { \"dev\": \"vite\" } }").apps())
                .extracting(ProcessSpec::name)
                .containsExactly("dev");
    }
}
