package dev.drover.domain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What packaging/lib/utf8.sh does to the variables, and that it is taken back for the services. */
class OwnEnvironmentTest {

    private static final Path SCRIPT = Path.of("packaging/lib/utf8.sh").toAbsolutePath();

    /** The variables that name a locale, as the JVM gets them. */
    private static Map<String, String> forJava(Map<String, String> user) throws IOException {
        ProcessBuilder builder = new ProcessBuilder("/bin/sh", "-c", ". '" + SCRIPT + "'; env");
        builder.environment().clear();
        builder.environment().putAll(user);
        String printed =
                new String(builder.start().getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return printed.lines()
                .filter(line -> line.matches("(LC_|LANG|DROVER_).*"))
                .map(line -> line.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
    }

    @ParameterizedTest
    @CsvSource({
        ",,,,C",
        "C,,,,C",
        "POSIX,,,,POSIX",
        "ru_RU.KOI8-R,,,,ru_RU.KOI8-R",
        "en_US.UTF-8,C,,,C",
        "en_US.UTF-8,,C,de_DE,de_DE",
        "en_US.UTF-8,,C,,en_US.UTF-8",
        ",zh_CN.GB18030,,,zh_CN.GB18030"
    })
    void aJvmReadsNamesAsUtf8AndServicesGetWhatWasSet(
            String lang, String all, String ctype, String messages, String language)
            throws IOException {
        Map<String, String> user = new TreeMap<>();
        put(user, "LANG", lang);
        put(user, "LC_ALL", all);
        put(user, "LC_CTYPE", ctype);
        put(user, "LC_MESSAGES", messages);
        Map<String, String> changed = forJava(user);
        assertThat(changed)
                .containsEntry("LC_CTYPE", "C.UTF-8")
                .containsEntry("LC_MESSAGES", language)
                .doesNotContainKey("LC_ALL");
        assertThat(OwnEnvironment.of(changed)).isEqualTo(user);
    }

    private static void put(Map<String, String> variables, String name, String value) {
        if (value != null) {
            variables.put(name, value);
        }
    }

    @ParameterizedTest
    @CsvSource({"LANG,ru_RU.UTF-8", "LC_ALL,C.utf8", "LC_CTYPE,en_US.UTF-8"})
    void aLocaleOfUtf8IsLeftAlone(String name, String value) throws IOException {
        assertThat(forJava(Map.of(name, value))).isEqualTo(Map.of(name, value));
    }

    @Test
    void whatNoLauncherHasChangedIsAsItIs() {
        Map<String, String> variables = Map.of("LC_ALL", "C", "PATH", "/bin");
        assertThat(OwnEnvironment.of(variables)).isEqualTo(variables);
    }
}
