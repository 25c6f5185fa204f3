package dev.drover.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import dev.drover.domain.ProcessSpec;
import dev.drover.domain.RestartPolicy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.xml.sax.ErrorHandler;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;

class LaunchdPlistsTest {

    private static final String FILE = "dev.drover.drover.api.plist";

    /** The keys of launchd.plist(5) that are used, with the kinds their values have there. */
    private static final Map<String, Set<String>> KEYS =
            new TreeMap<>(
                    Map.ofEntries(
                            Map.entry("Label", Set.of("string")),
                            Map.entry("ProgramArguments", Set.of("array")),
                            Map.entry("WorkingDirectory", Set.of("string")),
                            Map.entry("EnvironmentVariables", Set.of("dict")),
                            Map.entry("RunAtLoad", Set.of("true", "false")),
                            Map.entry("KeepAlive", Set.of("true", "false", "dict")),
                            Map.entry("Disabled", Set.of("true", "false")),
                            Map.entry("ThrottleInterval", Set.of("integer")),
                            Map.entry("ExitTimeOut", Set.of("integer")),
                            Map.entry("AbandonProcessGroup", Set.of("true", "false")),
                            Map.entry("StandardOutPath", Set.of("string")),
                            Map.entry("StandardErrorPath", Set.of("string"))));

    @TempDir Path folder;

    private static Export export(ExportedService... services) {
        return Samples.export(ExportTarget.LAUNCHD, services);
    }

    /** Reads it against the document type; a fault is an error. */
    private static Document checked(String plist)
            throws ParserConfigurationException, SAXException, IOException {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setValidating(true);
        factory.setIgnoringElementContentWhitespace(true);
        DocumentBuilder builder = factory.newDocumentBuilder();
        builder.setEntityResolver((_, _) -> new InputSource(dtd()));
        builder.setErrorHandler(
                new ErrorHandler() {
                    @Override
                    public void warning(SAXParseException e) throws SAXException {
                        throw e;
                    }

                    @Override
                    public void error(SAXParseException e) throws SAXException {
                        throw e;
                    }

                    @Override
                    public void fatalError(SAXParseException e) throws SAXException {
                        throw e;
                    }
                });
        return builder.parse(new InputSource(new StringReader(plist)));
    }

    private static StringReader dtd() throws IOException {
        try (var in = LaunchdPlistsTest.class.getResourceAsStream("PropertyList-1.0.dtd")) {
            return new StringReader(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    private static Map<String, String> kinds(Document plist) {
        Map<String, String> kinds = new LinkedHashMap<>();
        var entries = plist.getDocumentElement().getFirstChild().getChildNodes();
        for (int i = 0; i < entries.getLength(); i += 2) {
            kinds.put(entries.item(i).getTextContent(), entries.item(i + 1).getNodeName());
        }
        return kinds;
    }

    /** As Python's reader of property lists has it. */
    private JsonNode read(String plist) throws IOException, InterruptedException {
        assumeTrue(Tool.isThere("python3"), "python3 is not installed");
        Path file = Files.writeString(folder.resolve("read.plist"), plist);
        String program =
                "import json,plistlib,sys;"
                        + " print(json.dumps(plistlib.load(open(sys.argv[1],'rb'))))";
        Tool.Answer answer =
                Tool.run(folder, Map.of(), List.of("python3", "-c", program, file.toString()));
        assertThat(answer.code()).as(answer.output()).isZero();
        return new ObjectMapper().readTree(answer.output());
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(item -> texts.add(item.asText()));
        return texts;
    }

    @Test
    void everyPlistIsOfItsDocumentTypeAndHasKnownKeysOnly() throws Exception {
        Export export = export(Samples.full(folder), Samples.once(Samples.api(folder).build()));
        for (ExportFile file : export.files()) {
            if (file.name().endsWith(".plist")) {
                kinds(checked(file.text()))
                        .forEach(
                                (key, kind) ->
                                        assertThat(KEYS.getOrDefault(key, Set.of()))
                                                .as(key)
                                                .contains(kind));
            }
        }
    }

    @Test
    void theProgramGetsTheVeryArgumentsAndVariables() throws Exception {
        List<String> texts =
                Samples.hostile().stream()
                        // XML makes line feeds of carriage returns, and has no words for some.
                        .filter(text -> text.indexOf('\r') < 0)
                        .toList();
        Map<String, String> variables = new LinkedHashMap<>();
        texts.forEach(text -> variables.put("V" + variables.size(), text));
        ProcessSpec spec =
                Samples.api(Path.of("/srv/<my> & app")).args(texts).env(variables).build();
        String plist = Samples.text(export(Samples.once(spec)), FILE);
        checked(plist);
        JsonNode agent = read(plist);
        List<String> expected = new ArrayList<>(List.of("/usr/bin/env", "node"));
        expected.add(spec.script().toString());
        expected.addAll(texts);
        assertThat(texts(agent.get("ProgramArguments"))).isEqualTo(expected);
        Map<String, String> read = new LinkedHashMap<>();
        agent.get("EnvironmentVariables")
                .properties()
                .forEach(e -> read.put(e.getKey(), e.getValue().asText()));
        assertThat(read).isEqualTo(variables);
        assertThat(agent.get("WorkingDirectory").asText()).isEqualTo("/srv/<my> & app");
    }

    @Test
    void charactersThatXmlHasNoWordsForAreNoted() throws Exception {
        Export export =
                export(Samples.once(Samples.api(folder).args(List.of("a\u0001b\rc")).build()));
        checked(Samples.text(export, FILE));
        assertThat(Samples.text(export, FILE)).contains("<string>abc</string>");
        assertThat(Samples.notes(export)).contains("CHARACTERS args");
    }

    @Test
    void secretsReachTheProgramThroughAShell() throws Exception {
        Map<String, String> secrets = new LinkedHashMap<>();
        Samples.hostile().stream()
                .filter(text -> !text.isEmpty())
                .forEach(text -> secrets.put("KEY_" + secrets.size(), text));
        ProcessSpec spec =
                Samples.api(folder)
                        .script(Path.of("/usr/bin/env"))
                        .interpreter(ProcessSpec.NO_INTERPRETER)
                        .args(List.of("-0"))
                        .env(secrets)
                        .build();
        Export export = export(Samples.once(spec));
        Path agents = Files.createDirectories(folder.resolve("Library/LaunchAgents"));
        Files.writeString(
                agents.resolve("dev.drover.drover.api.env"),
                Samples.text(export, "dev.drover.drover.api.env"));
        String plist = Samples.text(export, FILE);
        assertThat(plist).doesNotContain("KEY_");
        Tool.Answer answer =
                Tool.run(
                        folder,
                        Map.of("HOME", folder.toString()),
                        texts(read(plist).get("ProgramArguments")));
        assertThat(answer.output().split("\0"))
                .contains(
                        secrets.entrySet().stream()
                                .map(e -> e.getKey() + "=" + e.getValue())
                                .toArray(String[]::new));
    }

    @Test
    void everyInstanceIsAnAgentThatKnowsItsNumber() throws Exception {
        Export export = export(Samples.full(folder));
        for (int i = 0; i < 3; i++) {
            JsonNode agent = read(Samples.text(export, "dev.drover.My-shop.api." + i + ".plist"));
            assertThat(agent.get("Label").asText()).isEqualTo("dev.drover.My-shop.api." + i);
            assertThat(agent.get("StandardErrorPath").asText())
                    .isEqualTo("/var/log/shop/api-error-" + i + ".log");
            assertThat(agent.at("/EnvironmentVariables/WORKER").asText())
                    .isEqualTo(Integer.toString(i));
        }
    }

    @Test
    void everyOptionIsCarriedOrNoted() throws Exception {
        Export export = export(Samples.full(folder));
        JsonNode agent = read(Samples.text(export, "dev.drover.My-shop.api.0.plist"));
        assertThat(agent.get("RunAtLoad").asBoolean()).isFalse();
        assertThat(agent.get("Disabled").asBoolean()).isTrue();
        assertThat(agent.get("KeepAlive").asBoolean()).isTrue();
        assertThat(agent.get("ExitTimeOut").asInt()).isEqualTo(4);
        assertThat(agent.get("AbandonProcessGroup").asBoolean()).isTrue();
        assertThat(agent.get("StandardOutPath").asText()).isEqualTo("/var/log/shop/api-out-0.log");
        Samples.assertNotes(
                export,
                "SESSION_VARIABLES 2",
                "CRON 30 3 * * 1-5",
                "USER www",
                "LOG_COMBINED /var/log/shop/all.log",
                "LOG_FORMAT",
                "STOP_SIGNAL SIGINT",
                "RESTART_LIMIT 5",
                "STOP_EXIT_CODES 0 3",
                "MEMORY 200",
                "ROUNDED_TIMEOUT 3500 | 4");
    }

    @Test
    void whatStopsOnSuccessIsKeptAliveOtherwise() throws Exception {
        ProcessSpec spec =
                Samples.api(folder)
                        .restart(RestartPolicy.DEFAULT.withStopExitCodes(Set.of(0)))
                        .build();
        Export export = export(Samples.once(spec));
        JsonNode agent = read(Samples.text(export, FILE));
        assertThat(agent.at("/KeepAlive/SuccessfulExit").isBoolean()).isTrue();
        assertThat(agent.at("/KeepAlive/SuccessfulExit").asBoolean()).isFalse();
        assertThat(Samples.notes(export)).noneMatch(note -> note.startsWith("STOP_EXIT_CODES"));
    }
}
