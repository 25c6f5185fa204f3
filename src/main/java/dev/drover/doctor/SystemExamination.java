package dev.drover.doctor;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The machine, its system and its display. */
final class SystemExamination {

    private static final Path RELEASE = Path.of("/etc/os-release");
    private static final String PRETTY = "PRETTY_NAME=";

    private static final List<String> DISPLAY =
            List.of("DISPLAY", "WAYLAND_DISPLAY", "XDG_SESSION_TYPE", "XDG_CURRENT_DESKTOP");

    private final Map<String, String> environment;

    SystemExamination(Map<String, String> environment) {
        this.environment = environment;
    }

    void write(Sheet sheet) {
        sheet.section("system");
        sheet.line(
                "system",
                "%s %s %s%s"
                        .formatted(
                                property("os.name"),
                                property("os.version"),
                                property("os.arch"),
                                distribution()));
        sheet.line("processors", Runtime.getRuntime().availableProcessors());
        sheet.line(
                "language",
                "%s, %s".formatted(Locale.getDefault().toLanguageTag(), Charset.defaultCharset()));
        String display =
                DISPLAY.stream()
                        .filter(name -> !environment.getOrDefault(name, "").isEmpty())
                        .map(name -> name + "=" + environment.get(name))
                        .collect(Collectors.joining(" "));
        sheet.line("display", display.isEmpty() ? "none: no window can be opened here" : display);
    }

    private static String distribution() {
        if (!Files.isReadable(RELEASE)) {
            return "";
        }
        try (Stream<String> lines = Files.lines(RELEASE)) {
            return lines.filter(line -> line.startsWith(PRETTY))
                    .map(line -> ", " + line.substring(PRETTY.length()).replace("\"", ""))
                    .findFirst()
                    .orElse("");
        } catch (IOException e) {
            return ", %s cannot be read".formatted(RELEASE);
        }
    }

    private static String property(String name) {
        return System.getProperty(name, "?");
    }
}
