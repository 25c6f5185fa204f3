package dev.drover.app;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import javax.xml.parsers.DocumentBuilderFactory;

/** What the packages tell a desktop fits the program and itself. */
class PackagingTest {

    private static final Path LINUX = Path.of("packaging/linux");
    private static final Path METAINFO = LINUX.resolve("dev.drover.drover.metainfo.xml");

    private static Document xml(Path file) throws Exception {
        return DocumentBuilderFactory.newNSInstance().newDocumentBuilder().parse(file.toFile());
    }

    private static List<Element> elements(Document document, String name) {
        NodeList found = document.getElementsByTagNameNS("*", name);
        return IntStream.range(0, found.getLength())
                .mapToObj(i -> (Element) found.item(i))
                .toList();
    }

    private static Map<String, String> desktopEntry() throws IOException {
        Map<String, String> entry = new HashMap<>();
        try (Stream<String> lines = Files.lines(LINUX.resolve("drover.desktop"))) {
            lines.filter(line -> line.contains("="))
                    .forEach(line -> entry.put(line.split("=", 2)[0], line.split("=", 2)[1]));
        }
        return entry;
    }

    private static List<String> definedTypes() throws Exception {
        return elements(xml(LINUX.resolve("drover-mime.xml")), "mime-type").stream()
                .map(type -> type.getAttribute("type"))
                .toList();
    }

    @Test
    void menuEntryOffersTheTypesThatAreDefined() throws Exception {
        assertThat(desktopEntry().get("MimeType").split(";"))
                .containsExactlyInAnyOrderElementsOf(definedTypes());
        assertThat(elements(xml(METAINFO), "mediatype").stream().map(Element::getTextContent))
                .containsExactlyInAnyOrderElementsOf(definedTypes());
    }

    @Test
    void menuEntryHandsTheFileOver() throws Exception {
        assertThat(desktopEntry()).containsEntry("Exec", "drover %f");
    }

    @Test
    void desktopKnowsTheWindowByItsClass() throws Exception {
        // JavaFX names a window's class after the application.
        assertThat(desktopEntry())
                .containsEntry("StartupWMClass", DroverApplication.class.getName());
    }

    @Test
    void menuEntrySpeaksTheLanguagesOfTheWindow() throws Exception {
        for (String key : List.of("GenericName", "Comment", "Keywords")) {
            assertThat(desktopEntry()).containsKeys(key, key + "[ru]", key + "[zh_CN]");
        }
    }

    @Test
    void definitionFilesAreRecognizedByTheirNames() throws Exception {
        assertThat(
                        elements(xml(LINUX.resolve("drover-mime.xml")), "glob").stream()
                                .map(glob -> glob.getAttribute("pattern")))
                .contains(
                        "ecosystem.config.js",
                        "ecosystem.config.cjs",
                        "ecosystem.config.mjs",
                        "ecosystem.config.json",
                        "ecosystem.config.yaml",
                        "Procfile")
                .noneMatch(pattern -> pattern.startsWith("*"));
    }

    @Test
    void metadataNamesTheMenuEntry() throws Exception {
        assertThat(elements(xml(METAINFO), "launchable").getFirst().getTextContent())
                .isEqualTo("drover.desktop");
        assertThat(elements(xml(METAINFO), "id").getFirst().getTextContent() + ".metainfo.xml")
                .isEqualTo(METAINFO.getFileName().toString());
    }

    @Test
    void manualKnowsEveryCommand() throws Exception {
        String manual = Files.readString(LINUX.resolve("drover.1"));
        for (LaunchOptions.Command command : LaunchOptions.Command.values()) {
            if (command != LaunchOptions.Command.WINDOW) {
                assertThat(manual).containsIgnoringCase(command.name());
            }
        }
    }

    @Test
    void launcherAddsTheModulesOfTheWindow() throws Exception {
        Matcher modules =
                Pattern.compile("<window.modules>(.*)</window.modules>")
                        .matcher(Files.readString(Path.of("pom.xml")));
        assertThat(modules.find()).isTrue();
        assertThat(Files.readAllLines(Path.of("packaging/lib/drover.options")))
                .contains("--add-modules=" + modules.group(1));
    }

    @Test
    void runtimeHoldsTheModulesOfTheWindow() throws Exception {
        String link = Files.readString(Path.of("packaging/LinkRuntime.java"));
        try (Stream<String> options = Files.lines(Path.of("packaging/lib/drover.options"))) {
            options.filter(option -> option.startsWith("--add-modules="))
                    .flatMap(option -> Stream.of(option.split("=")[1].split(",")))
                    .forEach(module -> assertThat(link).contains('"' + module + '"'));
        }
    }

    @Test
    void everyFormOfTheIconIsThere() {
        assertThat(Path.of("icons/drover.ico")).isNotEmptyFile();
        assertThat(Path.of("icons/drover.icns")).isNotEmptyFile();
        for (int size : new int[] {16, 22, 24, 32, 48, 64, 128, 256, 512}) {
            assertThat(Path.of("icons/png/drover-%d.png".formatted(size))).isNotEmptyFile();
        }
    }
}
