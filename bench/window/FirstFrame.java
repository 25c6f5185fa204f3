import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchService;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.spi.ToolProvider;

/**
 * From the start of the program to the first useful frame, the table with the rows of running services, with and without the
 * AOT cache, beside an empty table in a bare JavaFX window; all in turn, on an Xvfb of its own. See bench/README.md.
 *
 * <p>Usage: {@code bench/window/run [ROUNDS]}
 */
final class FirstFrame {

    private static final int SERVICES = 20;

    private final Desk desk;
    private final Path folder;
    private int number;

    private FirstFrame(Desk desk) {
        this.desk = desk;
        folder = desk.folder();
    }

    public static void main(String[] args) throws Exception {
        try (Desk desk = Desk.open()) {
            new FirstFrame(desk).measure(args.length == 0 ? 7 : Integer.parseInt(args[0]));
        }
    }

    private void measure(int rounds) throws Exception {
        desk.withSupervisor(
                manager -> {
                    for (int i = 0; i < SERVICES; i++) {
                        manager.start(desk.service("service-" + i, "/bin/sleep", "10000").build()).get();
                    }
                    rounds(rounds);
                });
    }

    private void rounds(int rounds) throws Exception {
        Path classes = Files.createDirectories(folder.resolve("classes"));
        ToolProvider.findFirst("javac")
                .orElseThrow()
                .run(
                        System.out,
                        System.err,
                        "--module-path=target/dist-javafx",
                        "--add-modules=javafx.controls",
                        "-d",
                        classes.toString(),
                        "bench/window/EmptyTable.java");
        // Only a class path of jars can be cached.
        Path jar = folder.resolve("empty.jar");
        ToolProvider.findFirst("jar").orElseThrow().run(System.out, System.err, "cf", jar.toString(), "-C", classes.toString(), ".");
        Path emptyCache = folder.resolve("empty.aot");
        List<String> drover = desk.window().command();
        run(empty(jar, "-XX:AOTCacheOutput=" + emptyCache), Map.of());
        Map<String, List<Figure>> figures = new LinkedHashMap<>();
        for (int round = 0; round <= rounds; round++) {
            Map<String, Figure> now = new LinkedHashMap<>();
            now.put("Drover, with the AOT cache", run(drover, Map.of()));
            now.put("Drover, without it", run(drover, Map.of("DROVER_AOT_TRAINING", "-XX:AOTMode=off")));
            now.put("empty table, with an AOT cache of its own", run(empty(jar, "-XX:AOTCache=" + emptyCache), Map.of()));
            now.put("empty table, without one", run(empty(jar, "-XX:AOTMode=off"), Map.of()));
            if (round > 0) {
                now.forEach((name, figure) -> figures.computeIfAbsent(name, _ -> new ArrayList<>()).add(figure));
            }
        }
        figures.forEach(
                (name, all) -> {
                    List<Long> elapsed = all.stream().map(Figure::elapsed).sorted().toList();
                    List<Long> processor = all.stream().map(Figure::processor).sorted().toList();
                    System.out.printf(
                            "| %s | **%d ms** | %d to %d ms | %d ms |%n",
                            name,
                            elapsed.get(elapsed.size() / 2),
                            elapsed.getFirst(),
                            elapsed.getLast(),
                            processor.get(processor.size() / 2));
                });
    }

    private List<String> empty(Path jar, String cache) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Desk.DIST.resolve("lib/runtime/bin/java").toString());
        for (String option : Files.readAllLines(Desk.DIST.resolve("lib/drover.options"))) {
            command.add(
                    option.startsWith("--add-modules")
                            ? "--add-modules=javafx.controls"
                            : option.startsWith("--enable-native") ? "--enable-native-access=javafx.graphics" : option);
        }
        command.addAll(List.of(cache, "-cp", jar.toString(), "EmptyTable"));
        return command;
    }

    /**
     * Until the first useful frame, in milliseconds.
     *
     * @param processor time of all threads: what is left to compare by when others use the machine
     */
    private record Figure(long elapsed, long processor) {}

    private Figure run(List<String> command, Map<String, String> variables) throws Exception {
        Path shown = folder.resolve("shown-" + number++);
        ProcessBuilder builder =
                desk.program(command.toArray(String[]::new))
                        .redirectError(ProcessBuilder.Redirect.PIPE)
                        .redirectErrorStream(true)
                        .redirectOutput(folder.resolve("out").toFile());
        Map<String, String> environment = builder.environment();
        environment.put("JDK_JAVA_OPTIONS", "-Ddrover.firstFrame=" + shown);
        environment.putAll(variables);
        try (WatchService watch = folder.getFileSystem().newWatchService()) {
            folder.register(watch, StandardWatchEventKinds.ENTRY_CREATE, StandardWatchEventKinds.ENTRY_MODIFY);
            long start = System.currentTimeMillis();
            Process process = builder.start();
            String text = "";
            while (text.isEmpty()) {
                var key = watch.poll(1, TimeUnit.SECONDS);
                if (key != null) {
                    key.pollEvents();
                    key.reset();
                }
                text = Files.exists(shown) ? Files.readString(shown) : "";
                if (!process.isAlive() && text.isEmpty()) {
                    throw new IOException("Ended with " + process.exitValue() + ": " + Files.readString(folder.resolve("out")));
                }
            }
            long processor = process.info().totalCpuDuration().orElseThrow().toMillis();
            Desk.end(process);
            return new Figure(Long.parseLong(text) - start, processor);
        }
    }
}
