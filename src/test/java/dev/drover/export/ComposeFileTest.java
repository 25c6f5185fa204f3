package dev.drover.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;

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
import java.util.Set;

class ComposeFileTest {

    private static final String FILE = "compose.yaml";

    @TempDir Path folder;

    private static Export export(ExportedService... services) {
        return Samples.export(ExportTarget.COMPOSE, services);
    }

    private static JsonNode read(Export export) {
        Object file = Samples.yaml(Samples.text(export, FILE));
        return new ObjectMapper().valueToTree(file);
    }

    /** The schema of the Compose specification, as it was in October 2021. */
    private static Set<ValidationMessage> faults(JsonNode file) throws IOException {
        try (var in = ComposeFileTest.class.getResourceAsStream("compose-spec.json")) {
            JsonNode schema = new ObjectMapper().readTree(in);
            withoutOldIds(schema);
            return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V201909)
                    .getSchema(schema)
                    .validate(file);
        }
    }

    /** "id" is a word of an older draft than the one the schema names. */
    private static void withoutOldIds(JsonNode schema) {
        if (schema instanceof ObjectNode object && object.path("id").isTextual()) {
            object.remove("id");
        }
        schema.forEach(ComposeFileTest::withoutOldIds);
    }

    private static void check(JsonNode file) throws IOException {
        assertThat(faults(file)).isEmpty();
    }

    /** As Compose has it after it put its variables in, of which there must be none. */
    private static String interpolated(String text) {
        StringBuilder result = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) == '$') {
                i++;
                assertThat(i < text.length() && text.charAt(i) == '$').as(text).isTrue();
            }
            result.append(text.charAt(i));
        }
        return result.toString();
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(item -> texts.add(interpolated(item.textValue())));
        return texts;
    }

    @Test
    void theSchemaAcceptsASimpleService() throws IOException {
        check(read(export(Samples.once(Samples.api(folder).build()))));
    }

    @Test
    void theSchemaAcceptsEverythingADefinitionCanSay() throws IOException {
        check(
                read(
                        export(
                                Samples.full(folder),
                                Samples.once(
                                        Samples.api(folder)
                                                .restart(
                                                        RestartPolicy.DEFAULT.withStopExitCodes(
                                                                Set.of(0)))
                                                .build()))));
    }

    @Test
    void theSchemaRefusesWhatIsNotCompose() throws IOException {
        assertThat(faults(new ObjectMapper().readTree("{\"services\": {\"a\": {\"imagine\": 1}}}")))
                .isNotEmpty();
    }

    @Test
    void theProgramGetsTheVeryArgumentsAndVariables() throws IOException {
        ProcessSpec spec =
                Samples.api(Path.of("/srv/my $app"))
                        .args(Samples.hostile())
                        .env(Samples.hostileVariables())
                        .build();
        JsonNode file = read(export(Samples.once(spec)));
        check(file);
        JsonNode service = file.at("/services/api");
        List<String> expected = new ArrayList<>(List.of("node", spec.script().toString()));
        expected.addAll(spec.args());
        assertThat(texts(service.get("command"))).isEqualTo(expected);
        Map<String, String> read = new LinkedHashMap<>();
        service.get("environment")
                .properties()
                .forEach(e -> read.put(e.getKey(), interpolated(e.getValue().textValue())));
        assertThat(read).isEqualTo(spec.env());
        assertThat(interpolated(service.get("working_dir").textValue())).isEqualTo("/srv/my $app");
    }

    @Test
    void aReaderOfTheOlderYamlReadsTheSame() throws Exception {
        assumeTrue(Tool.isThere("python3"), "python3 is not installed");
        assumeTrue(
                Tool.run(folder, Map.of(), List.of("python3", "-c", "import yaml")).code() == 0,
                "PyYAML is not installed");
        Export export =
                export(
                        Samples.full(folder),
                        Samples.once(
                                Samples.api(folder)
                                        .args(Samples.hostile())
                                        .env(Samples.hostileVariables())
                                        .build()));
        Path path = Files.writeString(folder.resolve(FILE), Samples.text(export, FILE));
        String program =
                "import json,sys,yaml;"
                        + " print(json.dumps(yaml.safe_load(open(sys.argv[1],encoding='utf-8'))))";
        Tool.Answer answer =
                Tool.run(folder, Map.of(), List.of("python3", "-c", program, path.toString()));
        assertThat(answer.code()).as(answer.output()).isZero();
        assertThat(new ObjectMapper().readTree(answer.output())).isEqualTo(read(export));
    }

    @Test
    void everyOptionIsCarriedOrNoted() {
        Export export = export(Samples.full(folder));
        JsonNode file = read(export);
        assertThat(file.get("name").textValue()).isEqualTo("my-shop-");
        JsonNode service = file.at("/services/api");
        assertThat(service.get("image").textValue()).isEqualTo("node:lts");
        assertThat(service.get("restart").textValue()).isEqualTo("unless-stopped");
        assertThat(service.get("stop_signal").textValue()).isEqualTo("SIGINT");
        assertThat(service.get("stop_grace_period").textValue()).isEqualTo("3500ms");
        assertThat(service.get("mem_limit").textValue()).isEqualTo("209715200b");
        assertThat(service.get("user").textValue()).isEqualTo("www:33");
        assertThat(service.at("/deploy/replicas").intValue()).isEqualTo(3);
        assertThat(service.at("/volumes/0/source").textValue()).isEqualTo(folder.toString());
        assertThat(service.at("/env_file/0").textValue()).isEqualTo("./api.env");
        assertThat(service.has("ports")).isFalse();
        assertThat(service.get("environment").has("PATH")).isFalse();
        assertThat(service.at("/profiles/0").textValue()).isEqualTo("manual");
        Samples.assertNotes(
                export,
                "SESSION_VARIABLES 3",
                "CRON 30 3 * * 1-5",
                "IMAGE_GUESSED node:lts",
                "RESTART_LIMIT 5",
                "RESTART_DELAY 1500",
                "STOP_EXIT_CODES 0 3",
                "MEMORY_KILLS 200",
                "LOG_FILES",
                "INSTANCE_VARIABLE WORKER");
    }

    @Test
    void whatStopsOnSuccessKeepsItsLimit() {
        ProcessSpec spec =
                Samples.api(folder)
                        .restart(RestartPolicy.DEFAULT.withStopExitCodes(Set.of(0)))
                        .build();
        Export export = export(Samples.once(spec));
        assertThat(read(export).at("/services/api/restart").textValue()).isEqualTo("on-failure:16");
        assertThat(Samples.notes(export)).noneMatch(note -> note.startsWith("RESTART_LIMIT"));
    }

    @Test
    void secretsAreInAFileOfTheirOwn() {
        Export export =
                export(
                        Samples.once(
                                Samples.api(folder)
                                        .env(
                                                new LinkedHashMap<>(
                                                        Map.of(
                                                                "A_KEY",
                                                                "x\n\"$y'\\",
                                                                "PORT",
                                                                "80")))
                                        .build()));
        assertThat(Samples.text(export, FILE)).doesNotContain("A_KEY");
        assertThat(Samples.text(export, "api.env")).isEqualTo("A_KEY=\"x\\n\\\"\\$y'\\\\\"\n");
        assertThat(export.files().getLast().secret()).isTrue();
        assertThat(read(export).at("/services/api/ports/0").textValue())
                .isEqualTo("127.0.0.1:80:80");
    }

    @Test
    void aProgramOfThisMachineHasToBeInTheImage() {
        ProcessSpec spec =
                Samples.api(folder)
                        .script(Path.of("/opt/tool/bin/python3"))
                        .interpreter(ProcessSpec.NO_INTERPRETER)
                        .build();
        Export export = export(Samples.once(spec));
        assertThat(Samples.notes(export))
                .contains("PROGRAM_IN_IMAGE /opt/tool/bin/python3", "IMAGE_GUESSED python:3");
        assertThat(read(export).at("/services/api/volumes").size()).isEqualTo(1);
    }
}
