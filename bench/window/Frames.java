import dev.drover.client.ProcessManager;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The installed window over many services, live values each second, with a log that gets 50,000 coloured lines a second; frame
 * times are those that JavaFX's own pulse logger tells, the mouse wheel is xdotool's. See bench/README.md.
 *
 * <p>Usage: {@code bench/window/run frames [SERVICES]}
 */
final class Frames {

    private static final Pattern FRAME = Pattern.compile("\\[(?:\\d+ )?(\\d+)ms:(\\d+)ms]");
    private static final Duration PHASE = Duration.ofSeconds(10);
    private static final String FLOOD =
            "let n=0;setInterval(()=>{let s='';for(let i=0;i<500;i++)"
                    + "s+='\\x1b[32mINFO\\x1b[0m request '+(n++)+' GET /api/items 200 12 ms\\n';"
                    + "process.stdout.write(s)},10)";

    private final Desk desk;

    /** Milliseconds from the beginning to the end of each frame since the phase began; guarded by itself. */
    private final List<Integer> frames = new ArrayList<>();

    private Frames(Desk desk) {
        this.desk = desk;
    }

    public static void main(String[] args) throws Exception {
        int services = args.length == 0 ? 1000 : Integer.parseInt(args[0]);
        try (Desk desk = Desk.open()) {
            new Frames(desk).measure(services);
        }
    }

    private void measure(int services) throws Exception {
        Process manager = desk.program("openbox").start();
        try {
            desk.withSupervisor(
                    pm -> {
                        start(pm, services);
                        System.out.printf("| the window over %,d services | frames | median | p99 | longest | processor |%n", services + 1);
                        System.out.println("|---|---|---|---|---|---|");
                        watch(pm);
                    });
        } finally {
            manager.destroy();
        }
    }

    private void start(ProcessManager manager, int services) throws Exception {
        List<CompletableFuture<?>> starts = new ArrayList<>();
        for (int i = 0; i < services; i++) {
            starts.add(
                    manager.start(
                            desk.service("service-" + i, "/bin/sleep", "100000").namespace("group-" + i % 10).build()));
        }
        CompletableFuture.allOf(starts.toArray(CompletableFuture[]::new)).get();
    }

    private void watch(ProcessManager manager) throws Exception {
        ProcessBuilder builder = desk.window();
        builder.environment().put("JDK_JAVA_OPTIONS", "-Djavafx.pulseLogger=true");
        // The pulse logger writes to the standard error.
        Process window = builder.redirectError(ProcessBuilder.Redirect.PIPE).start();
        try {
            Thread.ofVirtual().start(() -> read(window.errorReader()));
            desk.awaitWindow();
            desk.xdotool("mousemove", "500", "300");
            phase("its code is compiled", window, false, "sleep", "40");
            phase("at rest, live values", window, true, "sleep", seconds());
            phase("scrolling the table", window, true, wheel());
            manager.start(desk.service("a flood", "/usr/bin/env", "node", "-e", FLOOD).build()).get();
            // The order of rows is held while the mouse is over them; then this one comes first, by its name.
            desk.xdotool("mousemove", "100", "800");
            phase("settles", window, false, "sleep", "3");
            desk.xdotool("mousemove", "500", "145", "click", "1");
            phase("settles", window, false, "sleep", "3");
            phase("a log of 50,000 lines a second, followed", window, true, "sleep", seconds());
            desk.xdotool("mousemove", "500", "300");
            phase("the same while the table is scrolled", window, true, wheel());
            desk.xdotool("mousemove", "600", "800");
            phase("the same while the log is scrolled", window, true, wheel());
            System.out.printf("| what its heap holds after that | | | | | %s |%n", heap(window));
        } finally {
            Desk.end(window);
        }
    }

    private static String seconds() {
        return Long.toString(PHASE.toSeconds());
    }

    /** Down and up again, thirty steps a second. */
    private static String[] wheel() {
        return new String[] {
            "xdotool", "click", "--repeat", "100", "--delay", "33", "5",
            "click", "--repeat", "100", "--delay", "33", "4"
        };
    }

    private void phase(String name, Process window, boolean told, String... during) throws Exception {
        synchronized (frames) {
            frames.clear();
        }
        Duration before = cpu(window);
        long began = System.nanoTime();
        desk.run(during);
        double seconds = (System.nanoTime() - began) / 1e9;
        double share = cpu(window).minus(before).toMillis() / 10.0 / seconds;
        List<Integer> sorted;
        synchronized (frames) {
            sorted = frames.stream().sorted().toList();
        }
        if (told && !sorted.isEmpty()) {
            System.out.printf(
                    "| %s | %d in %.0f s | %d ms | %d ms | %d ms | %.1f %% of a core |%n",
                    name,
                    sorted.size(),
                    seconds,
                    sorted.get(sorted.size() / 2),
                    sorted.get((int) (sorted.size() * 0.99)),
                    sorted.getLast(),
                    share);
        }
    }

    private static Duration cpu(Process process) {
        return process.info().totalCpuDuration().orElseThrow();
    }

    /** The logger ends a line after ten frames only. */
    private void read(BufferedReader output) {
        StringBuilder text = new StringBuilder();
        try {
            for (int next = output.read(); next >= 0; next = output.read()) {
                text.append((char) next);
                if (next == ']' || next == '\n') {
                    Matcher matcher = FRAME.matcher(text);
                    if (matcher.find()) {
                        synchronized (frames) {
                            frames.add(Integer.valueOf(matcher.group(2)));
                        }
                    }
                    text.setLength(0);
                }
            }
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static String heap(Process window) throws IOException {
        String pid = Long.toString(window.pid());
        String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        try (var collected = new ProcessBuilder(jcmd, pid, "GC.run").start().inputReader()) {
            collected.lines().forEach(_ -> {});
        }
        long used = 0;
        try (var info = new ProcessBuilder(jcmd, pid, "GC.heap_info").start().inputReader()) {
            for (String line : info.lines().toList()) {
                Matcher matcher = Pattern.compile("(?:DefNew|Tenured) +total.* used (\\d+)K").matcher(line);
                used += matcher.find() ? Long.parseLong(matcher.group(1)) : 0;
            }
        }
        return used / 1024 + " MB";
    }
}
