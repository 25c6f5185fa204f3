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
import java.util.LinkedHashMap;
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
 * <p>Usage: {@code bench/window/run large [LINES]}
 */
final class LargeLog {

    private static final Instant START = Instant.parse("2026-11-20T00:00:00Z");
    private static final String LAST = " ########";
    private static final Duration LONG = Duration.ofSeconds(120);
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final String NOT_IN_TIME = "not in time";
    private static final int ROUNDS = 3;
    private static final Duration STILL = Duration.ofMillis(400);
    private static final Duration REST = Duration.ofSeconds(3);

    /**
     * Where the window shows lines: from the upper left to the lower right corner. The pointer has to stay outside: the X server
     * takes it off and draws it again whenever something is painted anywhere.
     */
    private static final int[] PANE = {300, 690, 1300, 915};

    // Where the rows of the services are.
    private static final String API = "145";
    private static final String WORKER = "175";

    private final Desk desk;
    private final Path log;

    private LargeLog(Desk desk) {
        this.desk = desk;
        log = desk.home().root().resolve("logs/api-out.log");
    }

    public static void main(String[] args) throws Exception {
        int lines = args.length == 0 ? 10_000_000 : Integer.parseInt(args[0]);
        try (Desk desk = Desk.open()) {
            LargeLog measured = new LargeLog(desk);
            measured.generate(lines);
            System.out.printf(
                    "| a log of %,d lines, %,d MB | first screen | begin | end | next hit | memory |%n",
                    lines, Files.size(measured.log) >> 20);
            System.out.println("|---|---|---|---|---|---|");
            measured.drover();
            measured.terminal("less", "g", "G", "/needle\n");
            // Where it stands at first and what it paints anew depends on how far it has come: only its end can be awaited.
            measured.terminal("lnav", "", "G", "");
        }
    }

    private void generate(int lines) throws IOException {
        Files.createDirectories(
                log.getParent(), PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        Files.writeString(desk.home().root().resolve("log-rotation.json"), "{\"max_size\": \"100G\"}");
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
        Files.writeString(log.resolveSibling("worker-out.log"), "a mail was sent\n".repeat(100));
    }

    /** The window, with the pixels of its log. */
    private void drover() throws Exception {
        Process manager = desk.program("openbox").start();
        try {
            desk.withSupervisor(
                    pm -> {
                        for (String name : List.of("api", "worker")) {
                            pm.start(desk.service(name, "/bin/sleep", "100000").build()).get();
                        }
                        Process window = desk.window().redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
                        try {
                            look(window);
                        } finally {
                            Desk.end(window);
                        }
                    });
        } finally {
            manager.destroy();
        }
    }

    private void look(Process window) throws Exception {
        desk.awaitWindow();
        try (Screen screen = new Screen(desk.folder())) {
            awaitRows(screen);
            Map<String, List<Long>> millis = new LinkedHashMap<>();
            for (int round = 1; round <= ROUNDS; round++) {
                click(WORKER);
                screen.untilStill();
                note(millis, "first screen", screen.after(() -> click(API)));
                screen.untilStill();
                desk.xdotool("mousemove", "1350", "800", "click", "1");
                screen.untilStill();
                note(millis, "begin", screen.after(() -> desk.xdotool("key", "ctrl+Home")));
                screen.untilStill();
                note(millis, "end", screen.after(() -> desk.xdotool("key", "ctrl+End")));
                note(millis, "next hit", search(screen, "needle"));
            }
            System.out.print("| Drover's window, installed |");
            millis.values().forEach(each -> System.out.printf(" %s |", range(each)));
            System.out.printf(" %s |%n", Desk.megabytes(window.pid()) + " MB");
        }
    }

    /** What stands still may be a window that is not painted yet: each row has to show its own log, twice the same. */
    private void awaitRows(Screen screen) throws Exception {
        List<Long> before = List.of();
        List<Long> now = List.of(0L, 0L);
        long end = System.nanoTime() + LONG.toNanos();
        while (!now.equals(before) || now.getFirst().equals(now.getLast())) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("The window does not show the logs.");
            }
            before = now;
            click(WORKER);
            long worker = screen.untilStill();
            click(API);
            now = List.of(worker, screen.untilStill());
        }
    }

    /** From the beginning to the next place of a text. */
    private long search(Screen screen, String text) throws Exception {
        desk.xdotool("key", "ctrl+Home");
        screen.untilStill();
        desk.xdotool("key", "ctrl+f");
        desk.xdotool("key", "ctrl+a");
        desk.xdotool("type", text);
        screen.untilStill();
        long millis = screen.after(() -> desk.xdotool("key", "Return"));
        screen.untilStill();
        desk.xdotool("key", "Escape");
        screen.untilStill();
        return millis;
    }

    private void click(String row) throws Exception {
        desk.xdotool("mousemove", "500", row, "click", "1");
    }

    private static void note(Map<String, List<Long>> millis, String what, long time) {
        millis.computeIfAbsent(what, _ -> new ArrayList<>()).add(time);
    }

    private static String range(List<Long> millis) {
        List<Long> sorted = millis.stream().sorted().toList();
        return "%d ms (%d to %d)".formatted(sorted.get(sorted.size() / 2), sorted.getFirst(), sorted.getLast());
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

        /** Milliseconds until the last change, after which nothing happens for a while. */
        long after(Deed deed) throws Exception {
            long before = sum();
            long start = System.nanoTime();
            deed.happen();
            long last = 0;
            long now = System.nanoTime();
            while (last == 0 || now - last < STILL.toNanos()) {
                long sum = sum();
                now = System.nanoTime();
                last = sum == before ? last : now;
                before = sum;
                if (last == 0 && now - start > LONG.toNanos()) {
                    throw new IllegalStateException("Nothing has changed on the screen.");
                }
            }
            return (last - start) / 1_000_000;
        }

        /** What is shown then. */
        long untilStill() throws Exception {
            long before = sum();
            long last = System.nanoTime();
            while (System.nanoTime() - last < 4 * STILL.toNanos()) {
                long sum = sum();
                last = sum == before ? last : System.nanoTime();
                before = sum;
            }
            return before;
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
            String end = press(out, keys, toEnd, LAST.strip());
            String begin = press(out, keys, toBegin, "/orders/1 ");
            String hit = press(out, keys, search, "ERROR");
            System.out.printf(
                    "| `%s` | %s | %s | %s | %s | %s |%n", name, first, begin, end, hit, memoryOf(name, process));
        } finally {
            process.descendants().forEach(ProcessHandle::destroy);
            process.destroy();
        }
    }

    /** What it has not shown by then it does not show. */
    private static void endLate(Process terminal) {
        try {
            if (!terminal.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
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

    private static String press(Reader out, OutputStream keys, String text, String shown) throws IOException {
        if (text.isEmpty()) {
            return "";
        }
        long start = System.nanoTime();
        try {
            keys.write(text.getBytes(StandardCharsets.US_ASCII));
            keys.flush();
            return until(out, start, shown);
        } catch (IOException _) {
            return NOT_IN_TIME;
        }
    }

    private static String until(Reader out, long start, String shown) throws IOException {
        StringBuilder text = new StringBuilder();
        char[] more = new char[1 << 14];
        while (!text.toString().replaceAll("\u001b(\\[[0-9;?]*[a-zA-Z]|\\(.)", "").contains(shown)) {
            int length = out.read(more);
            if (length < 0) {
                return NOT_IN_TIME;
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
                return Desk.megabytes(child.pid()) + " MB";
            }
        }
        return "";
    }
}
