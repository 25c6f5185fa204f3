package dev.drover.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.childprocess.ChildProcesses;
import dev.drover.client.ProcessManager;
import dev.drover.domain.ProcessDescription;
import dev.drover.domain.RestartPolicy;
import dev.drover.domain.Signal;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Messages that the kernel takes in parts, and a supervisor that ends between two of them. The
 * property {@code drover.kills} says how often.
 */
@EnabledOnOs(value = OS.LINUX, disabledReason = "only there is a keeper")
@Timeout(value = 1, unit = TimeUnit.HOURS)
class LargeMessageTest {

    private static final int KILLS = Integer.getInteger("drover.kills", 2);
    private static final int SIZE = 4_000_000;

    /** One line for each message: its number, how long its text is, and whether that is whole. */
    private static final String READER =
            """
            const fs = require('fs');
            process.on('message', ({data: {n, text}}) => {
              const whole = text === String.fromCharCode(97 + n % 26).repeat(text.length);
              fs.appendFileSync('got', `${n} ${text.length} ${whole}\\n`);
            });
            process.on('disconnect', () => process.exit(5));
            """;

    @Test
    void oneThatIsCutByAKillIsThereOnceAndWhole() throws Exception {
        try (KeptSupervisor kept = new KeptSupervisor()) {
            ProcessDescription service = kept.start(kept.node("reader", READER, b -> b));
            List<String> expected = new ArrayList<>();
            for (int kill = 0; kill < KILLS; kill++) {
                beginToSend(kept, service, 2 * kill);
                kept.kill();
                // The one that goes on is killed in the same message.
                kept.list();
                kept.kill();
                signal(service, Signal.SIGCONT);
                expected.add(2 * kill + " " + SIZE + " true");
                awaitLines(kept, expected.size());
                send(kept, 2 * kill + 1, 10);
                expected.add(2 * kill + 1 + " 10 true");
                awaitLines(kept, expected.size());
            }
            assertThat(Files.readAllLines(got(kept))).isEqualTo(expected);
            assertThat(kept.list().getFirst().pid()).isEqualTo(service.pid());
            kept.await(_ -> inTheMiddle(kept).isEmpty());
        }
    }

    @Test
    void oneThatIsCutByAnUpgradeIsThereOnceAndWhole() throws Exception {
        try (KeptSupervisor kept = new KeptSupervisor()) {
            ProcessDescription service = kept.start(kept.node("reader", READER, b -> b));
            beginToSend(kept, service, 1);
            try (ProcessManager manager = kept.connect()) {
                KeptSupervisor.get(manager.upgrade());
            }
            signal(service, Signal.SIGCONT);
            send(kept, 2, SIZE);
            awaitLines(kept, 2);
            assertThat(Files.readAllLines(got(kept)))
                    .containsExactly("1 " + SIZE + " true", "2 " + SIZE + " true");
        }
    }

    @Test
    void aKeeperThatComesMeanwhileHasItToo() throws Exception {
        try (KeptSupervisor kept = new KeptSupervisor()) {
            ProcessDescription service = kept.start(kept.node("reader", READER, b -> b));
            beginToSend(kept, service, 1);
            kept.killKeeper();
            kept.kill();
            kept.list();
            signal(service, Signal.SIGCONT);
            awaitLines(kept, 1);
            assertThat(Files.readAllLines(got(kept))).containsExactly("1 " + SIZE + " true");
        }
    }

    @Test
    void nobodyKeepsOneWhoseServiceDied() throws Exception {
        try (KeptSupervisor kept = new KeptSupervisor()) {
            RestartPolicy staysDown = RestartPolicy.DEFAULT.withAutorestart(false);
            ProcessDescription service =
                    kept.start(kept.node("reader", READER, b -> b.restart(staysDown)));
            beginToSend(kept, service, 1);
            kept.kill();
            signal(service, Signal.SIGKILL);
            kept.await(list -> list.stream().noneMatch(p -> p.status().isAlive()));
            kept.await(_ -> inTheMiddle(kept).isEmpty());
        }
    }

    /** Sends a large message of which the service, which is stopped first, has a part only. */
    private static void beginToSend(KeptSupervisor kept, ProcessDescription service, int n) {
        signal(service, Signal.SIGSTOP);
        try (ProcessManager manager = kept.connect()) {
            // Its answer never comes.
            manager.sendDataToProcessId(0, "t", "t", message(n, SIZE));
            kept.await(_ -> inTheMiddle(kept).orElse(0) > 0);
        }
    }

    private static void send(KeptSupervisor kept, int n, int size) {
        try (ProcessManager manager = kept.connect()) {
            KeptSupervisor.get(manager.sendDataToProcessId(0, "t", "t", message(n, size)));
        }
    }

    private static Map<String, Object> message(int n, int size) {
        return Map.of("n", n, "text", Character.toString('a' + n % 26).repeat(size));
    }

    private static void signal(ProcessDescription service, Signal signal) {
        ChildProcesses.find(service.pid().orElseThrow()).orElseThrow().signal(signal);
    }

    private static void awaitLines(KeptSupervisor kept, int count) {
        kept.await(
                _ -> {
                    try {
                        return Files.exists(got(kept))
                                && Files.readAllLines(got(kept)).size() >= count;
                    } catch (IOException e) {
                        throw new IllegalStateException(e);
                    }
                });
    }

    private static Path got(KeptSupervisor kept) {
        return kept.home.root().resolve("got");
    }

    /** How much of a large message was sent, as its keeper has it; empty when it has none. */
    private static OptionalLong inTheMiddle(KeptSupervisor kept) {
        try {
            Path keeper = Path.of("/proc", Long.toString(kept.keeperNow().pid()));
            try (Stream<Path> files = Files.list(keeper.resolve("fd"))) {
                return files.map(file -> sent(keeper, file))
                        .flatMapToLong(OptionalLong::stream)
                        .findFirst();
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static OptionalLong sent(Path keeper, Path descriptor) {
        try {
            if (Files.readSymbolicLink(descriptor).toString().contains("drover-message")) {
                Path info = keeper.resolve("fdinfo").resolve(descriptor.getFileName());
                String first = Files.readAllLines(info).getFirst();
                return OptionalLong.of(Long.parseLong(first.substring(4).strip()));
            }
        } catch (IOException | NoSuchElementException _) {
            // Closed meanwhile.
            return OptionalLong.empty();
        }
        return OptionalLong.empty();
    }
}
