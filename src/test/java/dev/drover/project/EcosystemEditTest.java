package dev.drover.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drover.domain.Home;
import dev.drover.domain.ProcessSpec;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

class EcosystemEditTest {

    @TempDir private Path folder;

    private static Map<String, Object> app(String name) {
        Map<String, Object> app = new LinkedHashMap<>();
        app.put("name", name);
        app.put("script", "/srv/" + name + ".js");
        return app;
    }

    private List<String> names(String text) throws IOException {
        for (String script : List.of("api.js", "web.js", "worker.js", "other.js", "a.js")) {
            Files.writeString(folder.resolve(script), "");
        }
        Path file =
                Files.writeString(
                        folder.resolve("ecosystem.json"), text.replace("/srv/", folder + "/"));
        ProjectDefinition read =
                new ProjectFile(new Home(folder.resolve("h")), Map.of(), TrustCheck.NOBODY)
                        .read(file);
        assertThat(read.problems()).isEmpty();
        return read.apps().stream().map(ProcessSpec::name).toList();
    }

    @Test
    void appsAreReplacedByNameAndAddedAndAllElseStaysAsItIsWritten() throws Exception {
        String before =
                """
                { // ours
                    "deploy": {"production": {"user": 'me', "port": 1e1}},
                    "apps": [
                        {"name": "api", "script": "old.js", "instances": 2}, // the first
                        {"script": "lib/worker.js"},
                        {"name": "other", "script": "other.js"} /* the last */
                    ]
                }
                """;

        EcosystemEdit edit =
                EcosystemEdit.over(
                        before, List.of(app("api"), app("web"), app("worker")), List.of());

        assertThat(edit.replaced()).containsExactly("api", "worker");
        assertThat(edit.added()).containsExactly("web");
        assertThat(edit.text())
                .isEqualTo(
                        """
                        { // ours
                            "deploy": {"production": {"user": 'me', "port": 1e1}},
                            "apps": [
                                {
                                  "name": "api",
                                  "script": "/srv/api.js"
                                }, // the first
                                {
                                  "name": "worker",
                                  "script": "/srv/worker.js"
                                },
                                {"name": "other", "script": "other.js"},
                                {
                                  "name": "web",
                                  "script": "/srv/web.js"
                                } /* the last */
                            ]
                        }
                        """);
        assertThat(names(edit.text())).containsExactly("api", "worker", "other", "web");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{ \"$schema\": \"x\" }",
                "{\"apps\": []}",
                "[]",
                "{\"apps\": [\n]\n}",
                "[{\"name\": \"api\", \"script\": \"a.js\"},]"
            })
    void anAppIsAddedWhereverThereIsRoomForIt(String before) throws Exception {
        EcosystemEdit edit = EcosystemEdit.over(before, List.of(app("web")), List.of());

        assertThat(edit.added()).containsExactly("web");
        assertThat(names(edit.text())).endsWith("web");
        assertThat(names(edit.text())).hasSize(before.contains("script") ? 2 : 1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"name\": \"api\", \"script\": \"a.js\"}",
                "{\"apps\": {\"name\": \"api\", \"script\": \"a.js\"}}"
            })
    void oneAppBecomesTheFirstOfAList(String before) throws Exception {
        assertThat(names(EcosystemEdit.over(before, List.of(app("web")), List.of()).text()))
                .containsExactly("api", "web");
        assertThat(names(EcosystemEdit.over(before, List.of(app("api")), List.of()).text()))
                .containsExactly("api");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{\"apps\": 7}", "\"text\"", "{\"apps\": [}", "{} {}"})
    void whatIsNoEcosystemFileIsNotEdited(String text) {
        assertThatThrownBy(() -> EcosystemEdit.over(text, List.of(app("web")), List.of()))
                .isInstanceOf(NotEditableException.class);
    }

    @Test
    void whatPm2HasNoOptionForIsNotWritten() throws Exception {
        Map<String, Object> app = app("api");
        app.put("km_link", false);
        app.put("cron_restart", "0 3 * * *");

        String text = EcosystemEdit.fresh(Path.of("ecosystem.json"), List.of(app)).text();

        assertThat(text).contains("cron_restart").doesNotContain("km_link");
        assertThat(names(text)).containsExactly("api");
    }

    @ParameterizedTest
    @ValueSource(strings = {"package.json", "apps.js", "x.yaml", "Procfile", ".vscode/tasks.json"})
    void aNameThatPm2WouldNotReadIsNone(String name) {
        assertThat(EcosystemEdit.isName(Path.of("/srv").resolve(name))).isFalse();
    }

    /** A secret is not written, and what the user has put there by hand is not lost by that. */
    @Test
    void aVariableOfWhichNothingIsSaidStaysAsTheFileHasIt() throws Exception {
        String before =
                """
                [{"name": "api", "script": "a.js", "env": {"OLD": "1", "API_KEY": "its own", "PIN": 7}}]
                """;
        Map<String, Object> api = app("api");
        api.put("env", Map.of("REGION", "eu"));

        EcosystemEdit edit =
                EcosystemEdit.over(
                        before,
                        List.of(api),
                        List.of(
                                new EcosystemEdit.Variable("api", "API_KEY"),
                                new EcosystemEdit.Variable("api", "PIN"),
                                new EcosystemEdit.Variable("api", "TOKEN"),
                                new EcosystemEdit.Variable("web", "OLD")));

        assertThat(edit.kept())
                .containsExactly(
                        new EcosystemEdit.Variable("api", "API_KEY"),
                        new EcosystemEdit.Variable("api", "PIN"));
        assertThat(edit.text())
                .contains("\"REGION\": \"eu\"", "\"API_KEY\": \"its own\"", "\"PIN\": 7")
                .doesNotContain("OLD", "TOKEN");
    }
}
