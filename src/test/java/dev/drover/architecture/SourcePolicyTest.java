package dev.drover.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Rules about the sources that the class files no longer show. */
class SourcePolicyTest {

    private static final Path SOURCES = Path.of("src/main/java");

    /** Names of PM2's process description, as string literals. */
    private static final Pattern PM2_FIELD =
            Pattern.compile(
                    "\"(pm_id|pm2_env|pm_exec_path|pm_cwd|pm_(out|err)_log_path|pm_pid_path|pm_uptime"
                        + "|restart_time|unstable_restarts|axm_\\w+)\"");

    private static final Pattern RESTRICTED =
            Pattern.compile("@SuppressWarnings\\(.*\"restricted\"");

    @Test
    void pm2sFieldNamesStayInOnePackage() throws IOException {
        // One package translates between PM2's shapes and the domain, so PM2 can change in one
        // place.
        assertThat(linesMatching(PM2_FIELD, Path.of("dev/drover/protocol/pm2"))).isEmpty();
    }

    @Test
    void onlyTheNativePackageMaySilenceTheNativeWarning() throws IOException {
        // With -Werror the compiler itself then guards the border to native code. What is not about
        // processes is one call of the desktop's.
        assertThat(linesMatching(RESTRICTED, Path.of("dev/drover/childprocess/posix")))
                .allMatch(line -> line.contains("/desktop/SharedBusConnection.java:"))
                .hasSize(1);
    }

    @Test
    void everyPackageSaysWhatItIsFor() throws IOException {
        List<Path> silent = new ArrayList<>();
        try (Stream<Path> files = Files.walk(SOURCES)) {
            files.filter(f -> f.toString().endsWith(".java"))
                    .filter(f -> !f.endsWith("module-info.java"))
                    .map(Path::getParent)
                    .distinct()
                    .filter(folder -> !Files.exists(folder.resolve("package-info.java")))
                    .forEach(silent::add);
        }
        assertThat(silent).isEmpty();
    }

    private static List<String> linesMatching(Pattern pattern, Path allowed) throws IOException {
        List<String> found = new ArrayList<>();
        try (Stream<Path> files = Files.walk(SOURCES)) {
            List<Path> checked =
                    files.filter(f -> f.toString().endsWith(".java"))
                            .filter(f -> !f.startsWith(SOURCES.resolve(allowed)))
                            .toList();
            for (Path file : checked) {
                for (String line : Files.readAllLines(file)) {
                    if (pattern.matcher(line).find()) {
                        found.add(file + ": " + line.strip());
                    }
                }
            }
        }
        return found;
    }
}
