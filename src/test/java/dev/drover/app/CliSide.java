package dev.drover.app;

import dev.drover.protocol.Json;
import dev.drover.protocol.ProtocolException;
import dev.drover.protocol.bus.BusMessage;
import dev.drover.testing.TemporaryFolders;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** One home with a supervisor, PM2's or Drover's, and the commands that are run in it. */
final class CliSide {

    private static final long WAIT_SECONDS = 90;
    private static final long SETTLE_SECONDS = 10;
    private static final Path APPS = Path.of("src/test/pm2/apps").toAbsolutePath();

    private final String root;
    private final Path home;
    private final Path work;
    private final CliShell shell;
    private final boolean drover;
    private final String port;
    private final Set<Long> pids = new HashSet<>();
    private @Nullable SupervisorProcess supervisor;
    private @Nullable CliWire wire;

    /** What a user has before him after a step: texts by the place they are seen at. */
    record Observation(Map<String, List<String>> seen) {}

    CliSide(Path root, Path program, boolean drover) throws IOException {
        this.root = root.toString();
        this.drover = drover;
        home = root.resolve("h");
        work = root.resolve("w");
        port = drover ? "28" : "18";
        shell = new CliShell(home, work, root.resolve("b"), program);
    }

    private CliWire wire() {
        if (wire == null) {
            throw new IllegalStateException("No supervisor runs in " + home + ".");
        }
        return wire;
    }

    /** Starts the supervisor when none runs, and lays out the programs anew. */
    void prepare() throws IOException, InterruptedException {
        // The folder itself stays: it is the current one of PM2's daemon.
        deleteIn(work);
        copyTree(APPS, work);
        boolean replaced = supervisor != null && !supervisor.isAlive();
        if (!isServed() || replaced) {
            end();
            if (drover) {
                supervisor = new SupervisorProcess(home);
                supervisor.nextLine();
            }
            shell("pm2 ping");
            Files.writeString(home.resolve("pm2.log"), "");
        }
        if (wire != null) {
            wire.close();
        }
        wire = new CliWire(home);
    }

    private boolean isServed() {
        return Files.exists(home.resolve("rpc.sock"));
    }

    /** Empties the list and what the case left in the home. */
    void cleanUp() throws IOException, InterruptedException {
        pids.clear();
        if (!isServed()) {
            return;
        }
        if (!wire().list().isEmpty()) {
            shell("pm2 delete all");
        }
        try (Stream<Path> files = Files.walk(home)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String name = home.relativize(file).toString();
                if (name.startsWith("logs/") || name.startsWith("pids/") || name.contains("dump")) {
                    Files.delete(file);
                } else if (name.equals("pm2.log")) {
                    Files.writeString(file, "");
                } else if (name.equals("module_conf.json")) {
                    Files.writeString(file, "{}");
                }
            }
        }
    }

    Observation run(CliCase.Step step) throws IOException, InterruptedException {
        Map<String, List<String>> seen = new LinkedHashMap<>();
        switch (step) {
            case CliCase.Run(String line) -> observe(seen, line, null);
            case CliCase.RunUntil(String line, Pattern until) -> observe(seen, line, until);
            case CliCase.WaitFor wait -> {
                boolean held = wire().await(() -> holds(wait), WAIT_SECONDS);
                seen.put("wait", List.of(held ? "reached" : "NOT REACHED"));
            }
            case CliCase.WaitForFile(_, String path, Pattern content) -> {
                Path file =
                        path.startsWith("$H/")
                                ? home.resolve(path.substring(3))
                                : work.resolve(path);
                boolean held =
                        wire().await(
                                        () ->
                                                Files.exists(file)
                                                        && content.matcher(Files.readString(file))
                                                                .find(),
                                        WAIT_SECONDS);
                seen.put("file", List.of(held ? "reached" : "NOT REACHED"));
            }
        }
        return new Observation(seen);
    }

    private void observe(Map<String, List<String>> seen, String line, @Nullable Pattern until)
            throws IOException, InterruptedException {
        rememberPids();
        CliShell.Output output = shell.run(line.replace("PORT", port), until);
        rememberPids();
        if (until == null) {
            seen.put("exit", List.of(String.valueOf(output.exit())));
        }
        seen.put("out", withDoneSorted(normal(output.out()).lines().toList()));
        seen.put("err", normal(output.err()).lines().toList());
    }

    /** Two actions run at the same time, and either may be done first. */
    private static List<String> withDoneSorted(List<String> lines) {
        Iterator<String> done = lines.stream().filter(CliSide::tellsDone).sorted().iterator();
        return lines.stream().map(line -> tellsDone(line) ? done.next() : line).toList();
    }

    private static boolean tellsDone(String line) {
        return line.matches(
                "\\[PM2] (.*( ✓| launched \\(.*| restored)|Applying action .* on app .*)");
    }

    private String normal(String text) {
        return CliText.normal(text, root, pids);
    }

    private void rememberPids() throws IOException {
        if (isServed()) {
            for (Map<?, ?> entry : wire().list()) {
                if (entry.get("pid") instanceof Number pid && pid.longValue() > 0) {
                    pids.add(pid.longValue());
                }
            }
        }
    }

    private boolean holds(CliCase.WaitFor wait) throws IOException {
        boolean any = false;
        for (Map<?, ?> entry : wire().list()) {
            if (wait.entry().equals("all") || wait.entry().equals(entry.get("name"))) {
                any = true;
                for (String pair : wait.wanted()) {
                    String[] keyAndValue = pair.replace('_', ' ').split("=", 2);
                    Object value = NpmPm2Home.env(entry, pair.split("=", 2)[0]);
                    String text = CliText.flat("", value).getFirst().substring(3);
                    if (!text.equals(keyAndValue[1])) {
                        return false;
                    }
                }
            }
        }
        return any;
    }

    /** The list, once the steps after a command are through. */
    List<String> state() throws IOException {
        if (!isServed()) {
            return List.of("no supervisor");
        }
        rememberPids();
        List<String> lines = new ArrayList<>();
        for (Map<?, ?> entry : wire().list()) {
            Map<Object, Object> plain = new LinkedHashMap<>(entry);
            plain.remove("monit");
            boolean alive = plain.get("pid") instanceof Number pid && pid.longValue() > 0;
            plain.put("pid", alive ? "PID" : plain.get("pid"));
            for (String line : CliText.flat("list[" + entry.get("pm_id") + "]", plain)) {
                lines.add(normal(line));
            }
        }
        return lines;
    }

    /** The files of the home and of the work folder, and what is in them. */
    List<String> files() throws IOException {
        List<String> lines = new ArrayList<>();
        for (Path folder : List.of(home, work)) {
            for (Path file : filesBelow(folder)) {
                String name = Path.of(root).relativize(file).toString();
                if (name.matches("h/(drover|index|runs|spool).*")) {
                    continue;
                }
                lines.add(name + (Files.isSymbolicLink(file) ? " -> link" : ""));
                if (Files.isRegularFile(file) && !name.matches(".*(js|gz|profile|swp)")) {
                    content(file, name).forEach(line -> lines.add(name + ": " + line));
                }
            }
        }
        return lines;
    }

    /** Files come and go meanwhile: one that has gone is not there. */
    private static List<Path> filesBelow(Path folder) throws IOException {
        List<Path> found = new ArrayList<>();
        Files.walkFileTree(
                folder,
                new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult preVisitDirectory(Path dir, BasicFileAttributes a) {
                        found.add(dir);
                        return FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes a) {
                        found.add(file);
                        return FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult visitFileFailed(Path file, IOException e)
                            throws IOException {
                        if (e instanceof NoSuchFileException) {
                            return FileVisitResult.CONTINUE;
                        }
                        throw e;
                    }
                });
        found.sort(null);
        return found;
    }

    private List<String> content(Path file, String name) throws IOException {
        String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        if (name.contains("dump.pm2") && !text.isBlank()) {
            try {
                List<String> lines = new ArrayList<>();
                CliText.flat("", Json.parse(text.getBytes(StandardCharsets.UTF_8)))
                        .forEach(line -> lines.add(normal(line)));
                return lines;
            } catch (ProtocolException e) {
                return List.of(text);
            }
        }
        if (name.endsWith("pm2.pid") || name.endsWith("touch")) {
            return List.of();
        }
        List<String> lines = new ArrayList<>(normal(text).lines().toList());
        if (name.endsWith("pm2.log")) {
            lines.sort(Comparator.comparing(CliSide::entryOf));
            return lines;
        }
        // How many of several quick runs had the time to print is chance.
        return name.endsWith(".log") ? lines.stream().distinct().toList() : lines;
    }

    /** The entry that a line of the supervisor's log is about. */
    private static String entryOf(String line) {
        return line.replaceFirst("^.*(?:\\[([^:]*):(\\d+)\\]|app:(.*) id:(\\d+)).*$", "$1$3:$2$4");
    }

    /** What the bus told of each entry. */
    List<String> events() {
        List<String> lines = new ArrayList<>();
        for (BusMessage message : wire().events()) {
            if (message.topic().equals("process:event")
                    && message.payload() instanceof Map<?, ?> event
                    && event.get("process") instanceof Map<?, ?> process) {
                lines.add(
                        "%s %s: %s %s manually=%s restarts=%s"
                                .formatted(
                                        process.get("pm_id"),
                                        process.get("name"),
                                        event.get("event"),
                                        process.get("status"),
                                        event.get("manually"),
                                        process.get("restart_time")));
            }
        }
        // Of one entry they have an order; of two they have none.
        lines.sort(Comparator.comparing(line -> line.substring(0, line.indexOf(' '))));
        return lines;
    }

    /** True as soon as the check holds, which is looked at after each event of this side. */
    boolean settles(CliWire.Check check) throws IOException, InterruptedException {
        return wire != null ? wire.await(check, SETTLE_SECONDS) : check.holds();
    }

    private CliShell.Output shell(String line) throws IOException, InterruptedException {
        return shell.run(line.replace("PORT", port), null);
    }

    /** Ends the supervisor and its services. */
    void end() throws IOException, InterruptedException {
        if (wire != null) {
            wire.close();
            wire = null;
        }
        if (supervisor != null) {
            supervisor.close();
            supervisor = null;
        }
        if (isServed()) {
            shell("pm2 kill");
        }
    }

    private static void copyTree(Path from, Path to) throws IOException {
        try (Stream<Path> all = Files.walk(from)) {
            for (Path path : all.toList()) {
                Path target = to.resolve(from.relativize(path).toString());
                if (!Files.isDirectory(target)) {
                    Files.copy(path, target);
                }
            }
        }
    }

    private static void deleteIn(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> all = Files.list(folder)) {
                for (Path path : all.toList()) {
                    deleteTree(path);
                }
            }
        }
    }

    static void deleteTree(Path folder) throws IOException {
        TemporaryFolders.delete(folder);
    }
}
