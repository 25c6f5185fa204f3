package dev.drover.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Runs the fuzz targets under Jazzer, each in a JVM of its own. {@code -Ddrover.fuzz.seconds=300}
 * runs each so long, with what was found kept in {@code target/fuzz}; without it a fixed number of
 * executions.
 */
@Timeout(3600)
final class FuzzTest {

    private static final int RUNS = 5_000;
    private static final int SECONDS = Integer.getInteger("drover.fuzz.seconds", 0);
    private static final Pattern DONE = Pattern.compile("Done (\\d+) runs in \\d+ second");

    @TempDir Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "dev.drover.childprocess.ipc.JsonFuzzTarget",
                "dev.drover.childprocess.ipc.AdvancedFuzzTarget",
                "dev.drover.protocol.AmpFuzzTarget"
            })
    void noInputBreaks(String target) throws Exception {
        Path log = folder.resolve("log");
        int code =
                new ProcessBuilder(command(target))
                        .directory(folder.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .start()
                        .waitFor();
        String text = Files.readString(log);
        assertThat(code).as(text).isZero();
        Matcher done = DONE.matcher(text);
        assertThat(done.find()).as(text).isTrue();
        assertThat(Integer.parseInt(done.group(1))).isGreaterThanOrEqualTo(SECONDS > 0 ? 1 : RUNS);
    }

    private List<String> command(String target) throws IOException {
        List<String> command =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-Xmx1g",
                                "-Xss4m",
                                "-cp",
                                classPath(),
                                "com.code_intelligence.jazzer.Jazzer",
                                "--target_class=" + target,
                                "--instrumentation_includes=dev.drover.**",
                                "-len_control=20",
                                "-rss_limit_mb=4096"));
        if (SECONDS == 0) {
            command.addAll(List.of("-seed=1", "-runs=" + RUNS));
        } else {
            Path corpus = Path.of(System.getProperty("drover.build"), "fuzz", target);
            Files.createDirectories(corpus);
            command.addAll(
                    List.of("-max_total_time=" + SECONDS, corpus.toAbsolutePath().toString()));
        }
        return command;
    }

    private static String jarOf(String type) {
        try {
            ClassLoader loader = FuzzTest.class.getClassLoader();
            URI jar =
                    Class.forName(type, false, loader)
                            .getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI();
            return Path.of(jar).toString();
        } catch (ClassNotFoundException | URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String classPath() throws IOException {
        Path classes = Path.of(System.getProperty("drover.classes")).toAbsolutePath();
        List<String> entries = new ArrayList<>();
        entries.add(jarOf("com.code_intelligence.jazzer.Jazzer"));
        entries.add(jarOf("com.code_intelligence.jazzer.api.FuzzedDataProvider"));
        entries.add(classes.toString());
        entries.add(classes.resolveSibling("test-classes").toString());
        try (var jars = Files.list(Path.of(System.getProperty("drover.libs")))) {
            jars.map(jar -> jar.toAbsolutePath().toString()).forEach(entries::add);
        }
        return entries.stream().collect(Collectors.joining(File.pathSeparator));
    }
}
