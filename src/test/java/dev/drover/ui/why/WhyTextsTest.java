package dev.drover.ui.why;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The texts of the page in each language. */
class WhyTextsTest {

    private static final Pattern PLACES = Pattern.compile("%(?:\\d\\$)?(?:\\.\\d)?[sdf]");

    @ParameterizedTest
    @ValueSource(strings = {"zh", "ru"})
    void aTranslationHasTheSameKeysAndPlaces(String language) throws IOException {
        Properties english = texts("strings.properties");
        Properties translated = texts("strings_" + language + ".properties");

        assertThat(translated.keySet()).isEqualTo(english.keySet());
        assertThat(english.stringPropertyNames())
                .allSatisfy(
                        key ->
                                assertThat(places(translated.getProperty(key)))
                                        .as(key)
                                        .isEqualTo(places(english.getProperty(key))));
    }

    private static List<String> places(String text) {
        return PLACES.matcher(text).results().map(MatchResult::group).toList();
    }

    private static Properties texts(String file) throws IOException {
        Properties texts = new Properties();
        try (Reader reader =
                new InputStreamReader(
                        Objects.requireNonNull(WhyController.class.getResourceAsStream(file), file),
                        StandardCharsets.UTF_8)) {
            texts.load(reader);
        }
        return texts;
    }
}
