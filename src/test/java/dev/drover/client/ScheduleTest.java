package dev.drover.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drover.domain.Cause;
import dev.drover.domain.ProcessDescription;
import dev.drover.domain.ProcessEvent;
import dev.drover.domain.ProcessSpec;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Schedules of restarts, changed by the client of a real daemon. */
@Timeout(value = 180, unit = TimeUnit.SECONDS)
class ScheduleTest extends OwnDaemon {

    private ProcessDescription started() throws Exception {
        return manager.start(
                        ProcessSpec.builder(home.root(), "api", Path.of("/bin/sh"))
                                .interpreter("none")
                                .args(List.of("-c", "exec sleep 1000"))
                                .env(Map.of("PATH", "/usr/bin:/bin"))
                                .build())
                .get()
                .getFirst();
    }

    private static Optional<String> schedule(ProcessDescription process) {
        return ProcessReport.triggers(process).cron();
    }

    @Test
    void itIsSetChangedAndTakenAwayWithoutARestart() throws Exception {
        ProcessDescription api = started();
        for (Optional<String> wanted :
                List.of(
                        Optional.of("0 3 1 1 *"),
                        Optional.of("0 4 1 1 *"),
                        Optional.<String>empty())) {
            ProcessDescription now = manager.schedule(Target.id(api.id()), wanted).get().getFirst();
            assertThat(schedule(now)).isEqualTo(wanted);
            assertThat(now.pid()).isEqualTo(api.pid());
            // Nothing of it waits for the next start.
            assertThat(now.statusReason()).isEmpty();
        }
    }

    @Test
    void itRestartsFromThenOn() throws Exception {
        ProcessDescription api = started();
        CompletableFuture<ProcessDescription> again = new CompletableFuture<>();
        try (Bus bus = manager.launchBus().get()) {
            bus.onEvent(
                    event -> {
                        if (event instanceof ProcessEvent.ProcessOnline online
                                && online.process()
                                        .startCause()
                                        .filter(Cause.Cron.class::isInstance)
                                        .isPresent()) {
                            again.complete(online.process());
                        }
                    });
            manager.schedule(Target.id(api.id()), Optional.of("* * * * * *")).get();
            assertThat(again.get().id()).isEqualTo(api.id());
        }
    }

    @Test
    void whatIsNoScheduleIsRefusedAndTheOldOneStays() throws Exception {
        ProcessDescription api = started();
        manager.schedule(Target.id(api.id()), Optional.of("0 3 1 1 *")).get();

        assertThatThrownBy(
                        () ->
                                manager.schedule(Target.id(api.id()), Optional.of("0 25 * * *"))
                                        .get())
                .hasMessageContaining("25 is not from 0 to 23");

        assertThat(schedule(manager.list().get().getFirst())).contains("0 3 1 1 *");
    }
}
