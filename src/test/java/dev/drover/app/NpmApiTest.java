package dev.drover.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.app.ApiComparison.Difference;
import dev.drover.testing.TemporaryFolders;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Each call of {@code require('pm2')} against PM2's daemon and against ours: results, errors, list,
 * descriptions, logs, files, bus events and their order are the same. Version 7 runs every scenario
 * of src/test/node/pm2-api, versions 5 and 6 a selection; {@code -Ddrover.pm2.suite=full} runs all
 * of them with all three.
 */
@Timeout(value = 600, unit = TimeUnit.SECONDS)
class NpmApiTest {

    private static final long LONGEST_SECONDS = 240;
    private static final Path SUITE = Path.of("src/test/node/pm2-api").toAbsolutePath();
    private static final List<String> ALL =
            List.of(
                    "examples",
                    "forms",
                    "control",
                    "talk",
                    "misc",
                    "options",
                    "policy",
                    "wire",
                    "more",
                    "odd",
                    "cluster",
                    "end");
    private static final List<String> SELECTION =
            List.of("examples", "forms:script", "forms:object", "control:byName", "talk", "end");

    private Path folder;

    /** Of the daemons, beside those that they have anyway. */
    private Map<String, String> variables = Map.of();

    @BeforeEach
    void makeFolder() throws IOException {
        folder = TemporaryFolders.create();
    }

    @AfterEach
    void removeFolder() throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {7, 6, 5})
    void userSeesTheSameAsWithPm2sDaemon(int version) throws Exception {
        boolean whole = version == 7 || "full".equals(System.getProperty("drover.pm2.suite"));
        List<Difference> found = differences(version, "1", whole ? ALL : SELECTION);
        if (!found.isEmpty()) {
            // How far PM2 has come when a client looks is chance: what differs must do so again.
            List<String> differing = found.stream().map(Difference::scenario).distinct().toList();
            List<Difference> again = differences(version, "2", differing);
            found = found.stream().filter(one -> again.stream().anyMatch(one::isSameStep)).toList();
        }
        assertThat(found).isEmpty();
    }

    /** What git says is read by version 7 when a variable says so, as it is by Drover. */
    @Test
    void gitSaysTheSameAsToPm2sDaemon() throws Exception {
        variables = Map.of("PM2_ENABLE_GIT_PARSING", "true");
        assertThat(differences(7, "g", List.of("git"))).isEmpty();
    }

    private List<Difference> differences(int version, String run, List<String> scenarios)
            throws Exception {
        Path modules = NpmPm2.install(version);
        Session pm2 = new Session("p" + run, modules);
        Session drover = new Session("d" + run, modules);
        try (SupervisorProcess supervisor =
                new SupervisorProcess(drover.home, SupervisorLauncher.options(), variables)) {
            assertThat(supervisor.nextLine()).isEqualTo("ready");
            pm2.startDaemon();
            Process theirs = pm2.begin(scenarios);
            Process ours = drover.begin(scenarios);
            try {
                drover.awaitEnd(ours);
                pm2.awaitEnd(theirs);
            } finally {
                ours.destroy();
                theirs.destroy();
            }
        } finally {
            pm2.endDaemon();
        }
        return ApiComparison.differences(pm2.transcript, drover.transcript);
    }

    /** One home with the programs of the scenarios beside it. */
    private final class Session {

        private final Path home;
        private final Path apps;
        private final Path transcript;
        private final Path errors;
        private final Path modules;
        private Optional<ProcessHandle> daemon = Optional.empty();

        Session(String name, Path modules) throws IOException {
            Path own = Files.createDirectory(folder.resolve(name));
            home = own.resolve("h");
            apps = own.resolve("apps");
            transcript = own.resolve("transcript");
            errors = own.resolve("errors");
            this.modules = modules;
            Files.createFile(transcript);
            try (Stream<Path> files = Files.walk(SUITE.resolve("apps"))) {
                for (Path file : files.toList()) {
                    Files.copy(file, apps.resolve(SUITE.resolve("apps").relativize(file)));
                }
            }
        }

        private Map<String, String> environment() {
            return Map.of(
                    "PM2_HOME",
                    home.toString(),
                    "TRANSCRIPT",
                    transcript.toString(),
                    "PM2_WORKER_INTERVAL",
                    "1000",
                    "PM2_DISABLE_VERSION_CHECK",
                    "true");
        }

        private ProcessBuilder node(String... args) {
            List<String> command = new ArrayList<>(List.of("node"));
            command.addAll(List.of(args));
            ProcessBuilder builder = new ProcessBuilder(command).directory(apps.toFile());
            builder.environment().keySet().removeIf(name -> name.startsWith("PM2_"));
            builder.environment().putAll(environment());
            builder.environment().putAll(variables);
            return builder.redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.appendTo(errors.toFile()));
        }

        /** PM2's own daemon, which the first client leaves behind. */
        void startDaemon() throws IOException, InterruptedException {
            awaitEnd(node(modules.resolve("pm2/bin/pm2").toString(), "ping").start());
            long pid = Long.parseLong(Files.readString(home.resolve("pm2.pid")));
            daemon = ProcessHandle.of(pid);
        }

        /** Waits for its end: until then it writes to its home. */
        void endDaemon() throws IOException, InterruptedException {
            if (Files.exists(home.resolve("rpc.sock"))) {
                node(modules.resolve("pm2/bin/pm2").toString(), "kill").start().waitFor();
            }
            daemon.ifPresent(process -> process.onExit().orTimeout(60, TimeUnit.SECONDS).join());
        }

        Process begin(List<String> scenarios) throws IOException {
            List<String> args =
                    new ArrayList<>(
                            List.of(
                                    SUITE.resolve("harness.js").toString(),
                                    modules.toString(),
                                    home.toString()));
            args.addAll(scenarios);
            return node(args.toArray(String[]::new)).start();
        }

        /** Fails with all that was said when the program does not end, or ends with an error. */
        void awaitEnd(Process program) throws IOException, InterruptedException {
            boolean ended = program.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS);
            assertThat(ended).as("%s does not end: %s", program.info(), complaints()).isTrue();
            assertThat(program.exitValue()).as(complaints()).isZero();
        }

        String complaints() throws IOException {
            return Files.readString(errors) + Files.readString(transcript);
        }
    }
}
