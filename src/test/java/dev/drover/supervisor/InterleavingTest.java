package dev.drover.supervisor;

import static dev.drover.supervisor.SupervisorRig.ASKED;
import static dev.drover.supervisor.SupervisorRig.get;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.childprocess.ChildProcesses;
import dev.drover.domain.Home;
import dev.drover.domain.ProcessDescription;
import dev.drover.domain.ProcessStatus;
import dev.drover.domain.RestartPolicy;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;

/** A thousand commands, given while what they are about starts, ends and dies. */
class InterleavingTest {

    private static final int ROUNDS = 200;
    private static final int COMMANDS = 5;

    @TempDir Path folder;
    private final Random random = new Random(20261121);
    private SupervisorRig rig;

    @BeforeEach
    void open() {
        rig = new SupervisorRig(folder);
    }

    @AfterEach
    void close() {
        rig.close();
    }

    @Test
    void everyCommandIsAnsweredAndNothingIsLeft() {
        for (int round = 0; round < ROUNDS; round++) {
            String script = random.nextBoolean() ? "exec sleep 621" : "exit 3";
            List<CompletableFuture<?>> answers = new ArrayList<>();
            answers.add(
                    rig.supervisor.start(
                            rig.spec("x", script, b -> b.restart(RestartPolicy.DEFAULT)), ASKED));
            for (int i = 0; i < COMMANDS; i++) {
                answers.add(command());
            }
            answers.forEach(answer -> get(answer.handle((_, _) -> true)));
            for (ProcessDescription left : get(rig.supervisor.list())) {
                assertThat(left.id()).isZero();
                assertThat(left.status() != ProcessStatus.ONLINE || left.pid().isPresent())
                        .isTrue();
                get(rig.supervisor.delete(0, ASKED));
            }
            assertThat(get(rig.supervisor.list())).isEmpty();
        }
        assertThat(ChildProcesses.findTagged("DROVER_ID"))
                .noneMatch(one -> one.tag().startsWith(RunTag.hash(new Home(folder))));
    }

    private CompletableFuture<ProcessDescription> command() {
        return switch (random.nextInt(9)) {
            case 0, 1 -> rig.supervisor.start(0, ASKED);
            case 2, 3 -> rig.supervisor.stop(0, ASKED);
            case 4, 5, 6 -> rig.supervisor.restart(0, UnaryOperator.identity(), ASKED);
            case 7 -> rig.supervisor.killTree(0);
            default -> rig.supervisor.delete(0, ASKED);
        };
    }
}
