package dev.drover.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.drover.domain.ProcessSpec;
import dev.drover.domain.RestartPolicy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

class KubernetesManifestsTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir Path folder;

    private static Export export(ExportedService... services) {
        return Samples.export(ExportTarget.KUBERNETES, services);
    }

    private static JsonNode read(Export export, String file) {
        Object value = Samples.yaml(Samples.text(export, file));
        return JSON.valueToTree(value);
    }

    /**
     * kubectl reads the manifest into its own types, without a server, and writes those: what it
     * does not know is not in them, and what has the wrong type is an error.
     */
    private JsonNode throughKubectl(Export export, String file)
            throws IOException, InterruptedException {
        assumeTrue(Tool.isThere("kubectl"), "kubectl is not installed");
        Path path = Files.writeString(folder.resolve(file), Samples.text(export, file));
        Tool.Answer answer =
                Tool.run(
                        folder,
                        Map.of("KUBECONFIG", folder.resolve("none").toString()),
                        List.of(
                                "kubectl",
                                "set",
                                "env",
                                "--local",
                                "-f",
                                path.toString(),
                                "-o",
                                "json",
                                "ADDED=1"));
        assertThat(answer.code()).as(answer.output()).isZero();
        return JSON.readTree(answer.output());
    }

    /** Everything of {@code ours} is in {@code theirs}. */
    private static void assertKept(String where, JsonNode ours, JsonNode theirs) {
        assertThat(theirs).as(where).isNotNull();
        switch (ours) {
            case ObjectNode object ->
                    object.properties()
                            .forEach(
                                    e ->
                                            assertKept(
                                                    where + "/" + e.getKey(),
                                                    e.getValue(),
                                                    theirs.get(e.getKey())));
            case ArrayNode array -> {
                for (int i = 0; i < array.size(); i++) {
                    assertKept(where + "/" + i, array.get(i), theirs.get(i));
                }
            }
            default -> assertThat(theirs.asText()).as(where).isEqualTo(ours.asText());
        }
    }

    /** As a container gets it: references, of which there must be none, and doubled signs. */
    private static String expanded(String text) {
        StringBuilder result = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) == '$' && i + 1 < text.length()) {
                assertThat(text.charAt(i + 1)).as(text).isNotEqualTo('(');
                if (text.charAt(i + 1) == '$') {
                    i++;
                }
            }
            result.append(text.charAt(i));
        }
        return result.toString();
    }

    private static JsonNode container(JsonNode manifest) {
        return manifest.at("/spec/template/spec/containers/0");
    }

    @Test
    void kubectlKeepsEverythingOfADeployment() throws Exception {
        Export export = export(Samples.full(folder));
        assertKept("", read(export, "api.yaml"), throughKubectl(export, "api.yaml"));
    }

    @Test
    void kubectlKeepsEverythingOfAJob() throws Exception {
        ProcessSpec spec =
                Samples.api(folder)
                        .restart(RestartPolicy.DEFAULT.withAutorestart(false))
                        .env(Map.of("PORT", "8080"))
                        .extra(Map.of("uid", 1000))
                        .build();
        Export export = export(Samples.once(spec));
        JsonNode ours = read(export, "api.yaml");
        assertThat(ours.get("kind").textValue()).isEqualTo("Job");
        assertThat(ours.at("/spec/template/spec/restartPolicy").textValue()).isEqualTo("Never");
        assertThat(ours.at("/spec/template/spec/securityContext/runAsUser").intValue())
                .isEqualTo(1000);
        assertThat(container(ours).at("/ports/0/containerPort").intValue()).isEqualTo(8080);
        assertKept("", ours, throughKubectl(export, "api.yaml"));
    }

    @Test
    void kubectlDropsWhatItDoesNotKnow() throws Exception {
        Export wrong =
                new Export(
                        ExportTarget.KUBERNETES,
                        List.of(
                                new ExportFile(
                                        "x.yaml",
                                        Samples.text(export(Samples.full(folder)), "api.yaml")
                                                .replace("workingDir", "workingFolder"),
                                        false)),
                        List.of());
        assertThat(container(throughKubectl(wrong, "x.yaml")).has("workingFolder")).isFalse();
    }

    @Test
    void theProgramGetsTheVeryArgumentsAndVariables() throws Exception {
        ProcessSpec spec =
                Samples.api(Path.of("/srv/my app"))
                        .args(Samples.hostile())
                        .env(Samples.hostileVariables())
                        .build();
        Export export = export(Samples.once(spec));
        JsonNode container = container(throughKubectl(export, "api.yaml"));
        List<String> words = new ArrayList<>();
        container.get("command").forEach(word -> words.add(expanded(word.textValue())));
        List<String> expected = new ArrayList<>(List.of("node", spec.script().toString()));
        expected.addAll(spec.args());
        assertThat(words).isEqualTo(expected);
        Map<String, String> variables = new LinkedHashMap<>();
        container
                .get("env")
                .forEach(
                        variable ->
                                variables.put(
                                        variable.get("name").textValue(),
                                        variable.path("value").asText("")));
        variables.replaceAll((_, value) -> expanded(value));
        variables.remove("ADDED");
        assertThat(variables).isEqualTo(spec.env());
    }

    @Test
    void secretsAreASecretThatTheContainerRefersTo() {
        Map<String, String> env = Map.of("A_KEY", "x\n\"$(y)'\\");
        Export export = export(Samples.once(Samples.api(folder).env(env).build()));
        JsonNode secret = read(export, "api-secrets.yaml");
        assertThat(secret.get("kind").textValue()).isEqualTo("Secret");
        assertThat(secret.at("/stringData/A_KEY").textValue()).isEqualTo("x\n\"$(y)'\\");
        JsonNode variable = container(read(export, "api.yaml")).at("/env/0");
        assertThat(variable.get("name").textValue()).isEqualTo("A_KEY");
        assertThat(variable.at("/valueFrom/secretKeyRef/name").textValue())
                .isEqualTo(secret.at("/metadata/name").textValue());
        assertThat(export.files().getLast().secret()).isTrue();
    }

    @Test
    void everyOptionIsCarriedOrNoted() {
        Export export = export(Samples.full(folder));
        JsonNode manifest = read(export, "api.yaml");
        assertThat(manifest.at("/spec/replicas").intValue()).isZero();
        assertThat(manifest.at("/metadata/labels/app.kubernetes.io~1part-of").textValue())
                .isEqualTo("my-shop");
        assertThat(manifest.at("/spec/template/spec/terminationGracePeriodSeconds").intValue())
                .isEqualTo(4);
        assertThat(container(manifest).at("/resources/limits/memory").textValue())
                .isEqualTo("200Mi");
        Samples.assertNotes(
                export,
                "SESSION_VARIABLES 3",
                "CRON 30 3 * * 1-5",
                "STOP_SIGNAL SIGINT",
                "IMAGE_TO_BUILD api:latest | " + folder,
                "RESTART_LIMIT 5",
                "RESTART_DELAY 1500",
                "STOP_EXIT_CODES 0 3",
                "MEMORY_KILLS 200",
                "LOG_FILES",
                "INSTANCE_VARIABLE WORKER",
                "USER www",
                "ROUNDED_TIMEOUT 3500 | 4");
    }

    @Test
    void namesAreLabelsOfDnsAndEachIsThereOnce() {
        Export export =
                export(
                        Samples.once(Samples.api(folder).name("My API (v2)").build()),
                        Samples.once(Samples.api(folder).name("my_api_v2").build()),
                        Samples.once(Samples.api(folder).name("x".repeat(200)).build()),
                        Samples.once(Samples.api(folder).name("42-中").build()));
        assertThat(export.files())
                .extracting(ExportFile::name)
                .containsExactly(
                        "my-api-v2.yaml", "my-api-v2-2.yaml", "x".repeat(50) + ".yaml", "x.yaml");
    }
}
