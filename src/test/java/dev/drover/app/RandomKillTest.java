package dev.drover.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.childprocess.ChildProcesses;
import dev.drover.childprocess.ProcessRef;
import dev.drover.client.Bus;
import dev.drover.client.ProcessManager;
import dev.drover.client.Target;
import dev.drover.domain.ExitStatus;
import dev.drover.domain.ProcessDescription;
import dev.drover.domain.ProcessSpec;
import dev.drover.domain.RestartPolicy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * Kills a supervisor at random instants, also while it works, and has it upgraded in between:
 * services notice nothing, not a byte of their output is lost, and how those ended that died
 * meanwhile is known. The property {@code drover.kills} says how often; {@code drover.kills.seed}
 * repeats a run.
 */
@EnabledOnOs(value = OS.LINUX, disabledReason = "only there is a keeper")
@Timeout(value = 3, unit = TimeUnit.HOURS)
class RandomKillTest {

    private static final int KILLS = Integer.getInteger("drover.kills", 8);
    private static final int UPGRADE_EVERY = 5;
    private static final int MAX_REQUESTS = 60;
    private static final RestartPolicy STAYS_DOWN = RestartPolicy.DEFAULT.withAutorestart(false);

    /** Numbered lines on both streams, every third of them in two pieces. */
    private static final String WRITER =
            """
            const fs = require('fs');
            let n = 0;
            function turn() {
              for (let i = 0; i < 20; i++) {
                n++;
                const line = `line ${n} ${'x'.repeat(n % 50)}\\n`;
                for (const fd of [1, 2]) {
                  const cut = n % 3 === 0 ? 4 : line.length;
                  fs.writeSync(fd, line.slice(0, cut));
                  if (cut < line.length) fs.writeSync(fd, line.slice(cut));
                }
              }
            }
            setInterval(turn, 5);
            process.on('SIGINT', () => { turn(); process.exit(0); });
            """;

    /** Answers each message with the number of messages so far. */
    private static final String COUNTER =
            """
            let n = 0;
            process.on('message', m => process.send({type: 'count', data: {n: ++n, asked: m.data.k}}));
            process.on('disconnect', () => process.exit(5));
            """;

    private final Random random = new Random(Long.getLong("drover.kills.seed", System.nanoTime()));

    @Test
    void nothingIsLostDoubledOrRestarted() throws Exception {
        try (KeptSupervisor kept = new KeptSupervisor()) {
            List<ProcessDescription> first = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                first.add(kept.start(kept.node("writer" + i, WRITER, b -> b)));
                first.add(kept.start(kept.node("counter" + i, COUNTER, b -> b)));
                first.add(kept.start(kept.sh("quiet" + i, "exec sleep 10000", b -> b)));
            }
            for (int kill = 1; kill <= KILLS; kill++) {
                round(kept, kill, first);
            }
            check(kept, first);
            try (ProcessManager manager = kept.connect()) {
                KeptSupervisor.get(manager.stop(Target.all()));
            }
            for (ProcessDescription service : first) {
                if (service.name().startsWith("writer")) {
                    checkLines(service.spec().logs().out());
                    checkLines(service.spec().logs().err());
                }
            }
        }
    }

    /** One life of the supervisor. */
    private void round(KeptSupervisor kept, int kill, List<ProcessDescription> first)
            throws Exception {
        boolean upgrade = kill % UPGRADE_EVERY == 0;
        int code = 1 + random.nextInt(200);
        ProcessDescription dying = kept.start(dying(kept, code));
        try (ProcessManager manager = kept.connect()) {
            for (int left = random.nextInt(MAX_REQUESTS); left > 0; left--) {
                KeptSupervisor.get(manager.list());
            }
            if (upgrade) {
                KeptSupervisor.get(manager.upgrade());
            } else {
                ask(kept, manager, kill);
                kept.kill();
            }
        }
        List<ProcessDescription> list =
                kept.await(
                        all ->
                                all.stream()
                                        .filter(p -> p.id() == dying.id())
                                        .noneMatch(p -> p.status().isAlive()));
        ProcessDescription dead =
                list.stream().filter(p -> p.id() == dying.id()).findFirst().orElseThrow();
        assertThat(dead.lastExit()).contains(new ExitStatus.Exited(code));
        check(kept, first);
        talk(kept, first, kill);
        clear(kept, first);
    }

    /** Ends as soon as this supervisor has. */
    private static ProcessSpec dying(KeptSupervisor kept, int code) throws IOException {
        String script =
                "while kill -0 %d; do sleep 0.01; done 2> /dev/null; exit %d"
                        .formatted(kept.supervisor().pid(), code);
        return kept.sh("dying", script, b -> b.restart(STAYS_DOWN));
    }

    /**
     * Work that the supervisor does not come to the end of; what becomes of it is checked later.
     */
    private void ask(KeptSupervisor kept, ProcessManager manager, int kill) {
        switch (random.nextInt(4)) {
            case 0 -> manager.start(kept.sh("work" + kill, "exec sleep 10000", b -> b));
            case 1 ->
                    manager.start(kept.sh("work" + kill, "exec sleep 10000", b -> b))
                            .thenCompose(_ -> manager.restart(Target.name("work" + kill)));
            case 2 ->
                    manager.start(kept.sh("work" + kill, "exec sleep 10000", b -> b))
                            .thenCompose(_ -> manager.stop(Target.name("work" + kill)));
            default -> manager.start(kept.sh("work" + kill, "exit 3", b -> b));
        }
        for (int left = random.nextInt(20); left > 0; left--) {
            KeptSupervisor.get(manager.list());
        }
    }

    private static void check(KeptSupervisor kept, List<ProcessDescription> first) {
        Map<Integer, ProcessDescription> now =
                kept.list().stream().collect(Collectors.toMap(ProcessDescription::id, p -> p));
        for (ProcessDescription before : first) {
            ProcessDescription after = now.get(before.id());
            assertThat(after).as(before.name()).isNotNull();
            assertThat(after.pid()).as(after.toString()).isEqualTo(before.pid());
            assertThat(after.restarts()).isZero();
            assertThat(after.uniqueId()).isEqualTo(before.uniqueId());
        }
        // None has two processes, whatever the list says.
        Map<String, Long> leaders = new TreeMap<>();
        ChildProcesses.findTagged("DROVER_ID").stream()
                .filter(one -> one.process().leadsSession() && one.process().isAlive())
                .filter(one -> belongs(one.process(), kept))
                .map(one -> one.tag().substring(0, one.tag().lastIndexOf(':')))
                .forEach(entry -> leaders.merge(entry, 1L, Long::sum));
        assertThat(leaders.values()).as(leaders.toString()).containsOnly(1L);
    }

    /** Another test's services run on the same machine. */
    private static boolean belongs(ProcessRef process, KeptSupervisor kept) {
        try {
            return Files.readSymbolicLink(Path.of("/proc/" + process.pid() + "/cwd"))
                    .equals(kept.home.root());
        } catch (IOException e) {
            return false;
        }
    }

    /** Each counter has heard exactly what was sent to it. */
    private static void talk(KeptSupervisor kept, List<ProcessDescription> first, int kill) {
        try (ProcessManager manager = kept.connect();
                Bus bus = KeptSupervisor.get(manager.launchBus())) {
            for (ProcessDescription service : first) {
                if (!service.name().startsWith("counter")) {
                    continue;
                }
                CompletableFuture<Object> answer = new CompletableFuture<>();
                bus.on(
                        "count",
                        (process, data) -> {
                            if (data.toString().contains("asked=" + service.name())) {
                                answer.complete(data);
                            }
                        });
                KeptSupervisor.get(
                        manager.sendDataToProcessId(
                                service.id(), "count", "t", Map.of("k", service.name())));
                assertThat(KeptSupervisor.get(answer).toString()).contains("n=" + kill);
            }
        }
    }

    private static void clear(KeptSupervisor kept, List<ProcessDescription> first) {
        try (ProcessManager manager = kept.connect()) {
            for (ProcessDescription one : KeptSupervisor.get(manager.list())) {
                if (first.stream().noneMatch(p -> p.id() == one.id())) {
                    KeptSupervisor.get(manager.delete(Target.id(one.id())));
                }
            }
        }
    }

    private static void checkLines(Path log) throws IOException {
        int expected = 0;
        try (BufferedReader lines = Files.newBufferedReader(log)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                expected++;
                assertThat(line)
                        .as("line %d of %s", expected, log)
                        .isEqualTo("line " + expected + " " + "x".repeat(expected % 50));
            }
        }
        assertThat(expected).as(log.toString()).isPositive();
    }
}
