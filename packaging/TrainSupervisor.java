import dev.drover.client.Bus;
import dev.drover.client.ProcessManager;
import dev.drover.client.ProcessManagers;
import dev.drover.client.Target;
import dev.drover.domain.Home;
import dev.drover.domain.ProcessDescription;
import dev.drover.domain.ProcessEvent;
import dev.drover.domain.ProcessSpec;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/**
 * Makes the supervisor's AOT cache: lets a supervisor do its usual work with real services, asked by the Java client and in
 * the words of the npm client over the real sockets, and ends it as a user would, by SIGTERM; the JVM then writes the cache. Needs a shell and nothing else.
 *
 * <p>Usage: {@code java --module-path MODULES --add-modules dev.drover TrainSupervisor.java DIST}
 */
final class TrainSupervisor {

    private static final int SERVICES = 20;
    private static final int ROUNDS = 3;
    private static final int LISTS = 60;
    private static final int MESSAGES = 600;
    private static final int IN_FLIGHT = 32;
    private static final int SECONDS = 300;

    /** PM2's client leaves this file in each home before it starts a daemon. */
    private static final String STOCK_SETTINGS =
            """
            {"pm2-logrotate": {"max_size": "10M", "retain": "30"}}
            """;

    /** Answers each message on Node's channel with one of its own, and writes to both streams. */
    private static final String ECHO =
            """
            printf '{"type":"train:ready","data":{"i":-1}}\\n' >&3
            i=0
            while IFS= read -r line <&3; do
              printf '{"type":"train:echo","data":{"i":%s}}\\n' "$i" >&3
              echo "line $i on the output"
              echo "line $i on the error output" >&2
              i=$((i + 1))
            done
            """;

    private final Home home;
    private final ProcessManager manager;

    private TrainSupervisor(Home home, ProcessManager manager) {
        this.home = home;
        this.manager = manager;
    }

    public static void main(String[] args) throws Exception {
        Path dist = Path.of(args[0]).toRealPath();
        Path cache = dist.resolve("lib/drover-supervisor.aot");
        Files.deleteIfExists(cache);
        if (System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("windows")) {
            System.out.println("No AOT cache for the supervisor: its training needs a POSIX shell.");
            return;
        }
        Path folder = Files.createTempDirectory(Path.of("/tmp"), "drover-train");
        try {
            Home home = new Home(folder.resolve("home"));
            Files.createDirectories(home.root());
            Files.writeString(home.root().resolve("module_conf.json"), STOCK_SETTINGS);
            train(dist, cache, home);
        } finally {
            Folders.delete(folder);
        }
        if (!Files.isRegularFile(cache)) {
            throw new IOException("The JVM has not written " + cache + ".");
        }
    }

    private static void train(Path dist, Path cache, Home home) throws Exception {
        ProcessBuilder command =
                new ProcessBuilder(
                                dist.resolve("bin/drover-supervisor").toString(),
                                "--home",
                                home.root().toString())
                        .redirectError(ProcessBuilder.Redirect.INHERIT);
        command.environment().put("DROVER_AOT_TRAINING", "-XX:AOTCacheOutput=" + cache);
        Process supervisor = command.start();
        try (BufferedReader out = supervisor.inputReader()) {
            if (!"ready".equals(out.readLine())) {
                throw new IOException("The supervisor that was to be trained did not start.");
            }
            try (ProcessManager manager = await(ProcessManagers.connect(home))) {
                workAsStockClient(home.root());
                await(manager.delete(Target.all()));
                new TrainSupervisor(home, manager).work();
            }
            supervisor.toHandle().destroy();
            out.lines().forEach(System.out::println);
            if (!supervisor.waitFor(SECONDS, TimeUnit.SECONDS) || supervisor.exitValue() != 0) {
                throw new IOException("The supervisor that was trained did not end in order.");
            }
        } finally {
            supervisor.destroyForcibly();
        }
    }

    private static void workAsStockClient(Path home) throws IOException {
        try (StockClient client = new StockClient(home)) {
            client.call("getMonitorData", Map.of());
            for (int i = 0; i < SERVICES; i++) {
                client.start("stock-" + i, "/bin/sh", "-c", "exec sleep 1000");
            }
            client.call("getMonitorData", Map.of());
        }
    }

    private void work() throws Exception {
        try (Bus bus = await(manager.launchBus())) {
            for (int round = 0; round < ROUNDS; round++) {
                startAndList();
                await(manager.restart(Target.name("idle-1")));
                crash(bus);
                await(manager.stop(Target.name("idle-2")));
                await(manager.start(Target.name("idle-2")));
                talk(bus);
                await(manager.delete(Target.all()));
            }
        }
        await(manager.start(service("idle", "exec sleep 1000")));
    }

    private void startAndList() throws Exception {
        List<CompletableFuture<List<ProcessDescription>>> starts =
                IntStream.range(0, SERVICES)
                        .mapToObj(i -> manager.start(service("idle-" + i, "exec sleep 1000")))
                        .toList();
        for (CompletableFuture<?> start : starts) {
            await(start);
        }
        for (int i = 0; i < LISTS; i++) {
            await(manager.list());
        }
        await(manager.describe(Target.name("idle-3")));
    }

    /** One that is killed is restarted. */
    private void crash(Bus bus) throws Exception {
        Semaphore restarted = new Semaphore(0);
        bus.onEvent(
                event -> {
                    if (event instanceof ProcessEvent.ProcessOnline(var process, _)
                            && process.name().equals("idle-4")) {
                        restarted.release();
                    }
                });
        ProcessDescription service = await(manager.describe(Target.name("idle-4"))).getFirst();
        ProcessHandle.of(service.pid().orElseThrow()).ifPresent(ProcessHandle::destroyForcibly);
        acquire(restarted, 1);
    }

    private void talk(Bus bus) throws Exception {
        Semaphore ready = new Semaphore(0);
        Semaphore window = new Semaphore(IN_FLIGHT);
        bus.on("train:ready", (_, _) -> ready.release());
        bus.on("train:echo", (_, _) -> window.release());
        int id = await(manager.start(service("echo", ECHO))).getFirst().id();
        acquire(ready, 1);
        for (int i = 0; i < MESSAGES; i++) {
            acquire(window, 1);
            manager.sendDataToProcessId(id, "train", "train", Map.of("i", i));
        }
        acquire(window, IN_FLIGHT);
        await(manager.logTail(id, 64 << 10));
    }

    private ProcessSpec service(String name, String script) {
        return ProcessSpec.builder(home.root(), name, Path.of("/bin/sh"))
                .args(List.of("-c", script))
                .cwd(Path.of("/"))
                .env(new HashMap<>(System.getenv()))
                .build();
    }

    private static void acquire(Semaphore semaphore, int permits) throws Exception {
        if (!semaphore.tryAcquire(permits, SECONDS, TimeUnit.SECONDS)) {
            throw new IOException("An event of the training has not come.");
        }
    }

    private static <T> T await(CompletableFuture<T> future) throws Exception {
        return future.get(SECONDS, TimeUnit.SECONDS);
    }
}
