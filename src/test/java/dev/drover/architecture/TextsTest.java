package dev.drover.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The texts of the window: none missing, none unused, each in every language. */
class TextsTest {

    private static final Path RESOURCES = Path.of("src/main/resources");
    private static final Path SOURCES = Path.of("src/main/java");
    private static final Pattern PLACEHOLDER =
            Pattern.compile("%(?:\\d+\\$)?[-,+0 #]*\\d*(?:\\.\\d+)?[a-zA-Z%]");
    private static final Pattern WORDS =
            Pattern.compile(
                    "(text|promptText|accessibleText|title)=\"(?![a-z]+:[a-z]+\")([^\"%][^\"]*\\p{L}[^\"]*)\"");

    /** Three words in a row; a command to copy is none. */
    private static final Pattern SENTENCE =
            Pattern.compile("^(?!PM2_HOME=).*\\b[a-zA-Z]{2,} [a-z]{2,} [a-z]{2,}\\b");

    @ParameterizedTest
    @ValueSource(strings = {"zh", "ru"})
    void everyTextIsInEveryLanguageWithTheSamePlaceholders(String language) throws IOException {
        List<String> wrong = new ArrayList<>();
        for (Path english : filesEndingWith(RESOURCES, "strings.properties")) {
            Properties original = load(english);
            Path file = english.resolveSibling("strings_" + language + ".properties");
            Properties translated = Files.exists(file) ? load(file) : new Properties();
            for (String key : original.stringPropertyNames()) {
                String text = translated.getProperty(key);
                if (text == null) {
                    wrong.add(file + " lacks " + key);
                } else if (!placeholders(text).equals(placeholders(original.getProperty(key)))) {
                    wrong.add(file + " has other placeholders: " + key + "=" + text);
                }
            }
            translated.stringPropertyNames().stream()
                    .filter(key -> !original.containsKey(key))
                    .forEach(key -> wrong.add(file + " has what English lacks: " + key));
        }
        assertThat(wrong).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"zh", "ru"})
    void noSentenceIsLeftInEnglish(String language) throws IOException {
        List<String> same = new ArrayList<>();
        for (Path english : filesEndingWith(RESOURCES, "strings.properties")) {
            Properties original = load(english);
            Path file = english.resolveSibling("strings_" + language + ".properties");
            Properties texts = Files.exists(file) ? load(file) : new Properties();
            for (String key : texts.stringPropertyNames()) {
                String text = texts.getProperty(key);
                if (text.equals(original.getProperty(key)) && SENTENCE.matcher(text).find()) {
                    same.add(file + ": " + key + "=" + text);
                }
            }
        }
        assertThat(same).isEmpty();
    }

    @Test
    void noTextIsUnused() throws IOException {
        StringBuilder all = new StringBuilder();
        for (Path source : filesEndingWith(SOURCES, ".java")) {
            all.append(Files.readString(source));
        }
        for (Path fxml : filesEndingWith(RESOURCES, ".fxml")) {
            all.append(Files.readString(fxml));
        }
        String sources = all.toString();
        Set<String> unused = new TreeSet<>();
        for (Path english : filesEndingWith(RESOURCES, "strings.properties")) {
            for (String key : load(english).stringPropertyNames()) {
                if (!isUsed(key, sources)) {
                    unused.add(english + ": " + key);
                }
            }
        }
        assertThat(unused).isEmpty();
    }

    @Test
    void noWordsAreWrittenIntoFxml() throws IOException {
        List<String> words = new ArrayList<>();
        for (Path fxml : filesEndingWith(RESOURCES, ".fxml")) {
            Matcher matcher = WORDS.matcher(Files.readString(fxml));
            while (matcher.find()) {
                words.add(fxml + ": " + matcher.group());
            }
        }
        assertThat(words).isEmpty();
    }

    /** Whole, or put together from the name of a constant or a written beginning and more. */
    private static boolean isUsed(String key, String sources) {
        if (sources.contains('"' + key + '"') || sources.contains("%" + key + '"')) {
            return true;
        }
        String first = key.split("\\.")[0];
        if (first.matches("[A-Z][A-Z0-9_]+")
                && Pattern.compile("\\b" + first + "\\b").matcher(sources).find()) {
            return true;
        }
        for (int dot = key.indexOf('.'); dot >= 0; dot = key.indexOf('.', dot + 1)) {
            if (sources.contains('"' + key.substring(0, dot + 1) + '"')
                    || sources.contains('"' + key.substring(0, dot + 1) + "%s")
                    || sources.contains('"' + key.substring(dot) + '"')) {
                return true;
            }
        }
        return false;
    }

    private static List<String> placeholders(String text) {
        return PLACEHOLDER
                .matcher(text)
                .results()
                .map(result -> result.group().replaceAll("\\d+\\$", ""))
                .sorted()
                .toList();
    }

    private static Properties load(Path file) throws IOException {
        Properties texts = new Properties();
        try (var reader = Files.newBufferedReader(file)) {
            texts.load(reader);
        }
        return texts;
    }

    private static List<Path> filesEndingWith(Path folder, String ending) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(f -> f.toString().endsWith(ending)).sorted().toList();
        }
    }
}
