import dev.drover.client.ProcessManager;
import dev.drover.client.ProcessManagers;
import dev.drover.client.Target;
import dev.drover.domain.Home;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * What it costs to look: the window, and PM2's {@code monit} in a terminal, each over its own supervisor with 50 services at rest,
 * then with one of them writing 50,000 lines a second which is shown. See bench/README.md.
 *
 * <p>Usage: {@code bench/window/run viewers}
 */
final class Viewers {

    private static final int SERVICES = 50;
    private static final int SETTLES = 90;
    private static final int SECONDS = 20;
    private static final String FLOOD =
            "let n=0;setInterval(()=>{let s='';for(let i=0;i<500;i++)"
                    + "s+='INFO request '+(n++)+' GET /api/items 200 12 ms\\n';process.stdout.write(s)},10)";

    private final Desk desk;

    private Viewers(Desk desk) {
        this.desk = desk;
    }

    public static void main(String[] args) throws Exception {
        System.out.printf("| %d services | processor at rest | memory | a log of 50,000 lines a second: viewer | supervisor | memory |%n", SERVICES);
        System.out.println("|---|---|---|---|---|---|");
        try (Desk desk = Desk.open()) {
            new Viewers(desk).window();
        }
        try (Desk desk = Desk.open()) {
            new Viewers(desk).monit();
        }
    }

    private void window() throws Exception {
        Process manager = desk.program("openbox").start();
        try {
            desk.withSupervisor(
                    pm -> {
                        start(pm, "/bin/sleep", "100000");
                        Process window = desk.window().redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
                        try {
                            desk.awaitWindow();
                            desk.xdotool("mousemove", "100", "800");
                            measure(pm, "Drover's window", window.toHandle(), () -> desk.xdotool("mousemove", "500", "145", "click", "1"));
                        } finally {
                            Desk.end(window);
                        }
                    });
        } finally {
            manager.destroy();
        }
    }

    /** A terminal of the size that the window has. */
    private void monit() throws Exception {
        Path pm2 = Path.of(System.getenv().getOrDefault("BENCH_PM2", "target/npm-pm2"), "node_modules/pm2/bin/pm2").toAbsolutePath();
        Home home = desk.home();
        Files.createDirectories(home.root());
        Process ping = pm2("node", pm2.toString(), "ping").start();
        drain(ping);
        ping.waitFor();
        try (ProcessManager pm = ProcessManagers.connect(home).get()) {
            start(pm, "/bin/sleep", "100000");
            Process terminal =
                    pm2("script", "-qfec", "stty rows 50 cols 200; exec node " + pm2 + " monit", "/dev/null").start();
            try (OutputStream keys = terminal.getOutputStream()) {
                Thread.ofVirtual().start(() -> drain(terminal));
                measure(pm, "`pm2 monit`", monit(terminal), () -> press(keys));
            } finally {
                terminal.descendants().forEach(ProcessHandle::destroy);
                Desk.end(terminal);
            }
            pm.delete(Target.all()).get();
            pm.killDaemon().get();
        }
    }

    private ProcessBuilder pm2(String... command) {
        ProcessBuilder builder = desk.program(command).redirectErrorStream(true);
        builder.environment().put("PM2_HOME", desk.home().root().toString());
        builder.environment().put("TERM", "xterm-256color");
        return builder;
    }

    private static void drain(Process program) {
        try (var out = program.getInputStream()) {
            out.transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The terminal's program becomes the client. */
    private static ProcessHandle monit(Process terminal) throws Exception {
        for (int tries = 0; tries < SETTLES; tries++) {
            for (ProcessHandle child : terminal.descendants().toList()) {
                if (child.info().command().orElse("").endsWith("/node")) {
                    return child;
                }
            }
            terminal.waitFor(1, TimeUnit.SECONDS);
        }
        throw new IllegalStateException("pm2 monit does not run.");
    }

    /** The flood is the last of the list: the list goes no further. */
    private static void press(OutputStream keys) throws IOException {
        keys.write("\u001b[B".repeat(SERVICES + 1).getBytes(StandardCharsets.US_ASCII));
        keys.flush();
    }

    private void start(ProcessManager manager, String program, String... args) throws Exception {
        for (int i = 0; i < SERVICES; i++) {
            manager.start(desk.service("service-" + i, program, args).build()).get();
        }
    }

    private interface Deed {
        void happen() throws Exception;
    }

    private void measure(ProcessManager manager, String name, ProcessHandle viewer, Deed showFlood) throws Exception {
        pause(SETTLES);
        double rest = shares(viewer)[0];
        long memory = Desk.megabytes(viewer.pid());
        manager.start(desk.service("a flood", "/usr/bin/env", "node", "-e", FLOOD).build()).get();
        pause(3);
        showFlood.happen();
        pause(3);
        long daemon = Long.parseLong(Files.readString(desk.home().pidFile()).strip());
        double[] busy = shares(viewer, ProcessHandle.of(daemon).orElseThrow());
        System.out.printf(
                Locale.ROOT,
                "| %s | %.1f %% | %d MB | %.1f %% | %.1f %% | %d MB |%n",
                name, rest, memory, busy[0], busy[1], Desk.megabytes(viewer.pid()));
    }

    /** Of one core, in percent. */
    private double[] shares(ProcessHandle... programs) throws Exception {
        double[] before = cpu(programs);
        long began = System.nanoTime();
        pause(SECONDS);
        double seconds = (System.nanoTime() - began) / 1e9;
        double[] after = cpu(programs);
        double[] shares = new double[programs.length];
        for (int i = 0; i < shares.length; i++) {
            shares[i] = (after[i] - before[i]) * 100 / seconds;
        }
        return shares;
    }

    private static double[] cpu(ProcessHandle... programs) {
        return Arrays.stream(programs).mapToDouble(p -> p.info().totalCpuDuration().orElseThrow().toMillis() / 1e3).toArray();
    }

    private void pause(int seconds) throws Exception {
        desk.run("sleep", String.valueOf(seconds));
    }
}
