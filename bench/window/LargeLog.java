import dev.drover.client.ProcessManager;
import dev.drover.client.ProcessManagers;
import dev.drover.client.Target;
import dev.drover.domain.Home;
import dev.drover.domain.ProcessSpec;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.zip.CRC32;

/**
 * A log of a gigabyte on the screen: the installed window beside {@code less} and {@code lnav}, from the key or click to what it
 * asks for. Of the window the pixels are watched, of the others, which run in a terminal of their own, what they print. See
 * bench/README.md.
 *
 * <p>Usage: {@code bench/window/run log [LINES]}
 */
final class LargeLog {

    private static final Instant START = Instant.parse("2026-11-20T00:00:00Z");
    private static final String LAST = " ########";
    private static final Duration LONG = Duration.ofSeconds(120);
    private static final Duration STILL = Duration.ofMillis(400);
    private static final Duration REST = Duration.ofSeconds(3);

    /** Where the window shows lines: from the upper left to the lower right corner. */
    private static final int[] PANE = {300, 690, 1300, 915};

    private final Path dist = Path.of("target/dist").toAbsolutePath();
    private final Path folder;
    private final Home home;
    private final String display;
    private final Path log;

    private LargeLog(Desk desk) {
        folder = desk.folder();
        home = new Home(folder.resolve("home"));
        display = desk.display();
        log = home.root().resolve("logs/api-out.log");
    }

    public static void main(String[] args) throws Exception {
        int lines = args.length == 0 ? 10_000_000 : Integer.parseInt(args[0]);
        try (Desk desk = Desk.open()) {
            LargeLog measured = new LargeLog(desk);
            measured.generate(lines);
            System.out.printf(
                    "| a log of %,d lines, %,d MB | begin | end | first hit of a text | memory |%n",
                    lines, Files.size(measured.log) >> 20);
            System.out.println("|---|---|---|---|---|");
            measured.drover();
            measured.terminal("less", "g", "G", "/needle\n");
            // Where it stands at first and what it paints anew depends on how far it has come: only its end can be awaited.
            measured.terminal("lnav", "", "G", "");
        }
    }

    private void generate(int lines) throws IOException {
        Files.createDirectories(
                log.getParent(), PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        Files.writeString(home.root().resolve("log-rotation.json"), "{\"max_size\": \"100G\"}");
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(log), 1 << 20)) {
            for (int i = 0; i < lines; i++) {
                String line =
                        START.plusMillis(i * 8L)
                                + " INFO  GET /orders/"
                                + i
                                + " 200 in 4 ms, request 3f2a9c of user "
                                + i % 5003
                                + (i % 100_000 == 77_777 ? " ERROR needle" : "")
                                + (i == lines - 1 ? LAST : "")
                                + "\n";
                out.write(line.getBytes(StandardCharsets.UTF_8));
            }
        }
        Files.setPosixFilePermissions(log, PosixFilePermissions.fromString("rw-------"));
    }

    /** The window, with the pixels of its log. */
    private void drover() throws Exception {
        Process manager = program("openbox").start();
        Process supervisor =
                new ProcessBuilder(dist.resolve("bin/drover-supervisor").toString(), "--home", home.root().toString()).start();
        try (var out = supervisor.inputReader()) {
            out.readLine();
            try (ProcessManager pm = ProcessManagers.connect(home).get()) {
                for (String name : List.of("api", "worker")) {
                    pm.start(
                                    ProcessSpec.builder(home.root(), name, Path.of("/bin/sleep"))
                                            .interpreter(ProcessSpec.NO_INTERPRETER)
                                            .args(List.of("100000"))
                                            .cwd(Path.of("/"))
                                            .env(new HashMap<>(Map.of("PATH", System.getenv("PATH"))))
                                            .build())
                            .get();
                }
                Process window = program(dist.resolve("bin/drover").toString(), "--home", home.root().toString()).start();
                try {
                    look(window);
                } finally {
                    window.toHandle().destroy();
                    window.waitFor(LONG.toSeconds(), TimeUnit.SECONDS);
                }
                pm.delete(Target.all()).get();
            }
        } finally {
            supervisor.toHandle().destroy();
            supervisor.waitFor(LONG.toSeconds(), TimeUnit.SECONDS);
            manager.destroy();
        }
    }

    private void look(Process window) throws Exception {
        xdotool(
                "search", "--sync", "--onlyvisible", "--name", "^Drover$",
                "windowmove", "0", "0", "windowsize", "1400", "950");
        xdotool("mousemove", "500", "175");
        try (Screen screen = new Screen(folder)) {
            screen.untilStill();
            // The other service first, so that the pages of the dock have been seen.
            xdotool("click", "1");
            screen.untilStill();
            xdotool("mousemove", "500", "145");
            screen.untilStill();
            String selected = screen.after(() -> xdotool("click", "1"));
            xdotool("mousemove", "700", "800", "click", "1");
            screen.untilStill();
            String begin = screen.after(() -> xdotool("key", "ctrl+Home"));
            String end = screen.after(() -> xdotool("key", "ctrl+End"));
            xdotool("key", "ctrl+Home");
            screen.untilStill();
            xdotool("key", "ctrl+f");
            xdotool("type", "needl");
            screen.untilStill();
            String hit = screen.after(() -> xdotool("key", "e", "Return"));
            System.out.printf(
                    Locale.ROOT,
                    "| Drover's window (from the click on its service to the end: %s) | %s | %s | %s | %s |%n",
                    selected,
                    begin,
                    end,
                    hit,
                    memory(window.pid()));
        }
    }

    /** Something that is done by hand. */
    private interface Deed {
        void happen() throws Exception;
    }

    /** The screen, as the X server keeps it in a file. */
    private static final class Screen implements AutoCloseable {

        private final FileChannel file;
        private final ByteBuffer pixels;
        private final int stride;
        private final int begin;

        Screen(Path folder) throws IOException {
            file = FileChannel.open(folder.resolve("Xvfb_screen0"));
            pixels = file.map(FileChannel.MapMode.READ_ONLY, 0, file.size());
            // XWDFileHeader: the header's size, bytes per line and colours of the map, of 12 bytes each.
            begin = pixels.getInt(0) + pixels.getInt(76) * 12;
            stride = pixels.getInt(48);
        }

        private long sum() {
            CRC32 sum = new CRC32();
            for (int y = PANE[1]; y < PANE[3]; y++) {
                sum.update(pixels.slice(begin + y * stride + PANE[0] * 4, (PANE[2] - PANE[0]) * 4));
            }
            return sum.getValue();
        }

        /** Milliseconds until the first change and until the last, after which nothing happens for a while. */
        String after(Deed deed) throws Exception {
            long before = sum();
            long start = System.nanoTime();
            deed.happen();
            long first = 0;
            long last = System.nanoTime();
            long now = System.nanoTime();
            while (first == 0 ? now - start < LONG.toNanos() : now - last < STILL.toNanos()) {
                long sum = sum();
                now = System.nanoTime();
                if (sum != before) {
                    first = first == 0 ? now : first;
                    last = now;
                    before = sum;
                }
            }
            return first == 0
                    ? "nothing"
                    : "%d ms, all %d".formatted((first - start) / 1_000_000, (last - start) / 1_000_000);
        }

        void untilStill() throws Exception {
            long before = sum();
            long last = System.nanoTime();
            while (System.nanoTime() - last < 4 * STILL.toNanos()) {
                long sum = sum();
                last = sum == before ? last : System.nanoTime();
                before = sum;
            }
        }

        @Override
        public void close() throws IOException {
            file.close();
        }
    }

    /** A program in a terminal, that gets keys. */
    private void terminal(String name, String toBegin, String toEnd, String search) throws Exception {
        if (new ProcessBuilder("sh", "-c", "command -v " + name + " > /dev/null").start().waitFor() != 0) {
            return;
        }
        ProcessBuilder builder =
                new ProcessBuilder("script", "-qfec", "stty rows 40 cols 140; exec " + name + " " + log, "/dev/null")
                        .redirectErrorStream(true);
        builder.environment().put("TERM", "xterm");
        builder.environment().put("LC_ALL", "C.UTF-8");
        long start = System.nanoTime();
        Process process = builder.start();
        Thread.ofVirtual().start(() -> endLate(process));
        try (Reader out = process.inputReader(StandardCharsets.UTF_8);
                OutputStream keys = process.getOutputStream()) {
            String first = until(out, start, "/orders/");
            settle(process, out);
            keys.write("g".getBytes(StandardCharsets.US_ASCII));
            keys.flush();
            settle(process, out);
            String end = press(out, keys, toEnd, LAST.strip());
            String begin = press(out, keys, toBegin, "/orders/1 ");
            String hit = press(out, keys, search, "ERROR");
            System.out.printf(
                    "| `%s` (first screen: %s) | %s | %s | %s | %s |%n", name, first, begin, end, hit, memoryOf(name, process));
            keys.write("q".getBytes(StandardCharsets.US_ASCII));
            keys.flush();
        } finally {
            process.descendants().forEach(ProcessHandle::destroy);
            process.destroy();
        }
    }

    /** What it has not shown by then it does not show. */
    private static void endLate(Process terminal) {
        try {
            if (!terminal.waitFor(LONG.toSeconds(), TimeUnit.SECONDS)) {
                terminal.descendants().forEach(ProcessHandle::destroy);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private static void settle(Process terminal, Reader out) throws Exception {
        long until = System.nanoTime() + REST.toNanos();
        while (System.nanoTime() < until && !terminal.waitFor(10, TimeUnit.MILLISECONDS)) {
            while (out.ready()) {
                out.read();
            }
        }
    }

    private String press(Reader out, OutputStream keys, String text, String shown) throws IOException {
        if (text.isEmpty()) {
            return "";
        }
        long start = System.nanoTime();
        keys.write(text.getBytes(StandardCharsets.US_ASCII));
        keys.flush();
        return until(out, start, shown);
    }

    private static String until(Reader out, long start, String shown) throws IOException {
        StringBuilder text = new StringBuilder();
        char[] more = new char[1 << 14];
        while (!text.toString().replaceAll("\u001b(\\[[0-9;?]*[a-zA-Z]|\\(.)", "").contains(shown)) {
            int length = out.read(more);
            if (length < 0) {
                return "ended";
            }
            text.append(more, 0, length);
            // Programs that repaint while they work print much.
            text.delete(0, Math.max(0, text.length() - (1 << 16)));
        }
        return (System.nanoTime() - start) / 1_000_000 + " ms";
    }

    private static String memoryOf(String name, Process terminal) throws IOException {
        for (ProcessHandle child : terminal.descendants().toList()) {
            if (child.info().command().filter(command -> command.endsWith("/" + name)).isPresent()) {
                return memory(child.pid());
            }
        }
        return "";
    }

    private static String memory(long pid) throws IOException {
        return Files.readAllLines(Path.of("/proc/" + pid + "/smaps_rollup")).stream()
                .filter(line -> line.startsWith("Pss:"))
                .map(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024 + " MB")
                .findFirst()
                .orElse("");
    }

    private ProcessBuilder program(String... command) {
        ProcessBuilder builder =
                new ProcessBuilder(command)
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD);
        builder.environment().put("DISPLAY", display);
        builder.environment().put("XDG_STATE_HOME", folder.resolve("state").toString());
        builder.environment().put("XDG_CONFIG_HOME", folder.resolve("config").toString());
        return builder;
    }

    private void xdotool(String... args) throws Exception {
        List<String> command = new ArrayList<>(List.of("xdotool"));
        command.addAll(List.of(args));
        if (program(command.toArray(String[]::new)).start().waitFor() != 0) {
            throw new IllegalStateException(String.join(" ", command) + " failed.");
        }
    }
}
