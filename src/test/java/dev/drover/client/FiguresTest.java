package dev.drover.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.domain.Figure;
import dev.drover.domain.ProcessDescription;
import dev.drover.domain.ProcessEvent;
import dev.drover.domain.ProcessFigures;
import dev.drover.domain.ProcessSpec;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** What is found out only for who asks. Real Node children. */
@Timeout(value = 180, unit = TimeUnit.SECONDS)
class FiguresTest extends OwnDaemon {

    private final BlockingQueue<ProcessEvent> events = new LinkedBlockingQueue<>();
    private Path folder;

    @BeforeEach
    void listen() throws Exception {
        manager.launchBus().get().onEvent(events::add);
        folder = Files.createDirectory(home.root().resolveSibling("work"));
    }

    private int startNode(String program, Map<String, Object> options) throws Exception {
        Path script = folder.resolve("service.js");
        Files.writeString(script, program + "\nsetInterval(() => {}, 1000);\n");
        ProcessSpec spec =
                ProcessSpec.builder(folder, "service", script)
                        .interpreter("node")
                        .env(Map.of("PATH", System.getenv("PATH")))
                        .extra(options)
                        .build();
        ProcessDescription process = manager.start(spec).get().getFirst();
        while (!(events.take() instanceof ProcessEvent.MessageReceived)) {
            // Other events come before it says that it is ready.
            continue;
        }
        return process.id();
    }

    private ProcessFigures figures(int id, Figure... wanted) throws Exception {
        return manager.figures(Set.of(wanted)).get().byId().get(id);
    }

    @Test
    void threadsAndOpenFilesAreThoseOfTheProcess() throws Exception {
        int id =
                startNode(
                        "const fs = require('fs'); for (let i = 0; i < 40; i++)"
                                + " fs.openSync(__filename, 'r'); process.send('ready');",
                        Map.of());
        ProcessFigures figures = figures(id, Figure.THREADS, Figure.OPEN_FILES);

        assertThat(figures.threads().orElseThrow()).isBetween(2, 100);
        assertThat(figures.openFiles().orElseThrow()).isBetween(43, 200);
    }

    @Test
    void whatItWritesIsCountedSinceItBegan() throws Exception {
        // Not in the temporary folder, which may be no disk.
        Path data = Path.of("target", "figures-test-" + ProcessHandle.current().pid());
        int id =
                startNode(
                        "const fs = require('fs'); const f = fs.openSync('%s', 'w');"
                                        .formatted(data.toAbsolutePath())
                                + " fs.writeSync(f, Buffer.alloc(3 << 20)); fs.fsyncSync(f);"
                                + " process.send('ready');",
                        Map.of());
        Files.delete(data);

        assertThat(figures(id, Figure.DISK).disk().orElseThrow().writtenBytes())
                .isGreaterThanOrEqualTo(3 << 20);
    }

    @Test
    void theBranchIsWhatIsCheckedOutNow() throws Exception {
        int id = startNode("process.send('ready');", Map.of());
        assertThat(figures(id, Figure.BRANCH).branch()).isEmpty();

        Path git = Files.createDirectory(folder.resolve(".git"));
        Files.writeString(git.resolve("HEAD"), "ref: refs/heads/main\n");
        assertThat(figures(id, Figure.BRANCH).branch()).contains("main");

        Files.writeString(git.resolve("HEAD"), "ref: refs/heads/fix/login\n");
        assertThat(figures(id, Figure.BRANCH).branch()).contains("fix/login");

        Files.writeString(git.resolve("HEAD"), "0123456789abcdef0123456789abcdef01234567\n");
        assertThat(figures(id, Figure.BRANCH).branch()).contains("0123456");
    }

    @Test
    void theNextRunIsThatOfItsSchedule() throws Exception {
        int id = startNode("process.send('ready');", Map.of("cron_restart", "0 0 1 1 *"));
        assertThat(figures(id, Figure.NEXT_RUN).nextRun())
                .hasValueSatisfying(
                        at ->
                                assertThat(at)
                                        .isAfter(Instant.now())
                                        .isBefore(Instant.now().plus(Duration.ofDays(367))));
    }

    @Test
    void nothingIsLookedAtThatNobodyAskedForAndNothingOfWhatDoesNotRun() throws Exception {
        int id = startNode("process.send('ready');", Map.of());
        assertThat(figures(id)).isEqualTo(ProcessFigures.NONE);

        manager.stop(Target.id(id)).get();
        assertThat(figures(id, Figure.THREADS, Figure.OPEN_FILES, Figure.DISK))
                .isEqualTo(ProcessFigures.NONE);
    }
}
