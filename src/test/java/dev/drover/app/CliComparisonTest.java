package dev.drover.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.testing.TemporaryFolders;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The commands of the unmodified npm client, versions 5, 6 and 7, against PM2 and against Drover:
 * the cases are in {@code src/test/pm2/cases}. {@code -Ddrover.pm2.suite=full} runs each case with
 * each version; otherwise the ones marked {@code [ci …]} run. {@code -Ddrover.pm2.case=REGEX} picks
 * some by name.
 */
class CliComparisonTest {

    private static final Path CASES = Path.of("src/test/pm2/cases");
    private static final boolean FULL = "full".equals(System.getProperty("drover.pm2.suite"));
    private static final String NAMES = System.getProperty("drover.pm2.case", "");

    private static final List<CliComparison> STARTED = new ArrayList<>();
    private static final List<Path> FOLDERS = new ArrayList<>();

    @TestFactory
    Stream<DynamicTest> version7() throws Exception {
        return tests(7);
    }

    @TestFactory
    Stream<DynamicTest> version6() throws Exception {
        return tests(6);
    }

    @TestFactory
    Stream<DynamicTest> version5() throws Exception {
        return tests(5);
    }

    private static Stream<DynamicTest> tests(int version) throws Exception {
        List<CliCase> chosen = new ArrayList<>();
        try (Stream<Path> files = Files.list(CASES)) {
            for (Path file : files.sorted().toList()) {
                CliCase.read(file).stream()
                        .filter(c -> c.versions().contains(version))
                        .filter(c -> FULL || c.always().contains(version))
                        .filter(c -> NAMES.isEmpty() || c.name().matches(NAMES))
                        .forEach(chosen::add);
            }
        }
        if (chosen.isEmpty()) {
            return Stream.of();
        }
        Path program = NpmPm2.install(version).resolve("pm2/bin/pm2");
        Path folder = TemporaryFolders.create();
        FOLDERS.add(folder);
        CliComparison comparison = new CliComparison(folder, program, version);
        STARTED.add(comparison);
        return chosen.stream()
                .map(
                        oneCase ->
                                DynamicTest.dynamicTest(
                                        oneCase.name(),
                                        () -> assertThat(lasting(comparison, oneCase)).isEmpty()));
    }

    /**
     * What differs each time. How far a process of PM2 has come when the next command looks is
     * chance, so a difference counts when a second comparison finds the very same.
     */
    private static List<String> lasting(CliComparison comparison, CliCase oneCase)
            throws Exception {
        List<String> found = new ArrayList<>(comparison.differences(oneCase));
        if (!found.isEmpty()) {
            found.retainAll(comparison.differences(oneCase));
        }
        return found;
    }

    @AfterAll
    static void endSupervisors() throws IOException, InterruptedException {
        for (CliComparison comparison : STARTED) {
            comparison.end();
        }
        for (Path folder : FOLDERS) {
            CliSide.deleteTree(folder);
        }
    }
}
