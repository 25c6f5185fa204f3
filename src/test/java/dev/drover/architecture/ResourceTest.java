package dev.drover.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** FXML, controllers and texts fit together. */
class ResourceTest {

    private static final Path RESOURCES = Path.of("src/main/resources");
    private static final Pattern CONTROLLER = Pattern.compile("fx:controller=\"([^\"]+)\"");
    private static final Pattern KEY = Pattern.compile("=\"%([^\"]+)\"");

    @Test
    void everyControllerNamedInFxmlExists() throws IOException {
        List<String> missing = new ArrayList<>();
        for (Path fxml : filesEndingWith(".fxml")) {
            Matcher matcher = CONTROLLER.matcher(Files.readString(fxml));
            while (matcher.find()) {
                Path source =
                        Path.of("src/main/java", matcher.group(1).replace('.', '/') + ".java");
                if (!Files.exists(source)) {
                    missing.add(fxml + " names " + matcher.group(1));
                }
            }
        }
        assertThat(missing).isEmpty();
    }

    @Test
    void everyTextKeyInFxmlResolves() throws IOException {
        List<String> missing = new ArrayList<>();
        for (Path fxml : filesEndingWith(".fxml")) {
            Properties texts = texts(fxml.resolveSibling("strings.properties"));
            Matcher matcher = KEY.matcher(Files.readString(fxml));
            while (matcher.find()) {
                if (!texts.containsKey(matcher.group(1))) {
                    missing.add(fxml + " uses %" + matcher.group(1));
                }
            }
        }
        assertThat(missing).isEmpty();
    }

    private static Properties texts(Path file) throws IOException {
        Properties texts = new Properties();
        if (Files.exists(file)) {
            try (var reader = Files.newBufferedReader(file)) {
                texts.load(reader);
            }
        }
        return texts;
    }

    private static List<Path> filesEndingWith(String ending) throws IOException {
        if (!Files.isDirectory(RESOURCES)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(RESOURCES)) {
            return files.filter(f -> f.toString().endsWith(ending)).toList();
        }
    }
}
