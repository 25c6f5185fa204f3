package dev.drover.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.protocol.Json;
import dev.drover.testing.TemporaryFolders;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A supervisor with a home and a folder of programs, and PM2's client to talk to it. */
final class NpmPm2Home implements AutoCloseable {

    private static final int SECONDS = 90;

    final Path home;
    final Path apps;
    final SupervisorProcess supervisor;
    private final Path folder;

    NpmPm2Home() throws IOException, InterruptedException {
        NpmPm2.install();
        folder = TemporaryFolders.create();
        home = folder.resolve("h");
        apps = Files.createDirectory(folder.resolve("apps"));
        Files.copy(NpmPm2.SOURCES.resolve("app.js"), apps.resolve("app.js"));
        Files.writeString(apps.resolve("package.json"), "{\"version\":\"1.2.3\"}");
        supervisor = new SupervisorProcess(home);
        assertThat(supervisor.nextLine()).isEqualTo("ready");
    }

    NpmPm2.Output node(String... args) throws Exception {
        List<String> command = new ArrayList<>(List.of("node"));
        command.addAll(List.of(args));
        Map<String, String> environment =
                Map.of(
                        "PM2_HOME",
                        home.toString(),
                        "PM2_DISABLE_VERSION_CHECK",
                        "true",
                        // A daemon of PM2's own would be started with it, and would end at once.
                        "PM2_NODE_OPTIONS",
                        "--require /nonexistent/no-daemon.js");
        return NpmPm2.run(apps, environment, command);
    }

    String pm2(String... args) throws Exception {
        List<String> command = new ArrayList<>(List.of(NpmPm2.PROGRAM.toString(), "--no-color"));
        command.addAll(List.of(args));
        NpmPm2.Output output = node(command.toArray(String[]::new));
        assertThat(output.exit()).as(output.text()).isZero();
        assertThat(output.text()).doesNotContain("Successfully daemonized", "[PM2][ERROR]");
        return output.text();
    }

    List<Map<?, ?>> jlist() throws Exception {
        String text = pm2("jlist");
        String json = text.substring(text.lastIndexOf('\n', text.length() - 2) + 1);
        List<Map<?, ?>> entries = new ArrayList<>();
        for (Object entry : (List<?>) Json.parse(json.getBytes(StandardCharsets.UTF_8))) {
            entries.add((Map<?, ?>) entry);
        }
        return entries;
    }

    /** Waits until a log of the home has this text. */
    void awaitLog(String name, String text) throws Exception {
        Path logs = home.resolve("logs");
        try (WatchService watch = logs.getFileSystem().newWatchService()) {
            logs.register(
                    watch,
                    StandardWatchEventKinds.ENTRY_CREATE,
                    StandardWatchEventKinds.ENTRY_MODIFY);
            while (!Files.exists(logs.resolve(name))
                    || !Files.readString(logs.resolve(name)).contains(text)) {
                WatchKey key = watch.poll(SECONDS, TimeUnit.SECONDS);
                assertThat(key).as("a change in " + logs).isNotNull();
                key.pollEvents();
                key.reset();
            }
        }
    }

    static Object env(Map<?, ?> entry, String key) {
        return ((Map<?, ?>) entry.get("pm2_env")).get(key);
    }

    static ProcessHandle process(Map<?, ?> entry) {
        return ProcessHandle.of(((Number) entry.get("pid")).longValue()).orElseThrow();
    }

    @Override
    public void close() throws IOException {
        supervisor.close();
        // A client that had found nobody would have started a daemon of its own.
        assertThat(home.resolve("rpc.sock")).doesNotExist();
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
