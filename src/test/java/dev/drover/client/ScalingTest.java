package dev.drover.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drover.domain.ProcessDescription;
import dev.drover.domain.ProcessSpec;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** How many instances there are and what watches them, changed by the client of a real daemon. */
@Timeout(value = 180, unit = TimeUnit.SECONDS)
class ScalingTest extends OwnDaemon {

    private ProcessDescription started(String name) throws Exception {
        return manager.start(
                        ProcessSpec.builder(home.root(), name, Path.of("/bin/sh"))
                                .interpreter("none")
                                .args(List.of("-c", "exec sleep 1000"))
                                .env(Map.of("PATH", "/usr/bin:/bin"))
                                .build())
                .get()
                .getFirst();
    }

    @Test
    void moreAreCopiesOfTheFirstAndTheNewestOfTooManyAreDeleted() throws Exception {
        ProcessDescription first = started("api");
        started("other");

        List<ProcessDescription> four = manager.scale("api", 4).get();
        assertThat(four).hasSize(4).allMatch(p -> p.pid().isPresent());
        assertThat(four).extracting(p -> p.spec().args()).containsOnly(first.spec().args());
        assertThat(four).extracting(ProcessDescription::instance).doesNotHaveDuplicates();

        List<ProcessDescription> two = manager.scale("api", 2).get();
        assertThat(two)
                .extracting(ProcessDescription::id)
                .containsExactly(four.get(0).id(), four.get(1).id());
        assertThat(two.getFirst().pid()).isEqualTo(first.pid());
        assertThat(manager.list().get()).hasSize(3);
    }

    @Test
    void theSameNumberChangesNothing() throws Exception {
        ProcessDescription first = started("api");

        assertThat(manager.scale("api", 1).get())
                .extracting(ProcessDescription::pid)
                .containsExactly(first.pid());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1})
    void noneIsNoNumberOfInstances(int instances) throws Exception {
        started("api");

        assertThatThrownBy(() -> manager.scale("api", instances).get())
                .hasMessageContaining("1 is the least");
        assertThat(manager.list().get()).hasSize(1);
    }

    @Test
    void anUnknownNameIsTold() {
        assertThatThrownBy(() -> manager.scale("nobody", 2).get()).hasMessageContaining("nobody");
    }

    @Test
    void aWatchBeginsAndEnds() throws Exception {
        ProcessDescription api = started("api");
        assertThat(FileWatch.isOn(api)).isFalse();

        assertThat(manager.watch(Target.id(api.id()), true).get()).allMatch(FileWatch::isOn);
        assertThat(manager.watch(Target.id(api.id()), false).get()).noneMatch(FileWatch::isOn);
        assertThat(manager.list().get().getFirst().pid()).isEqualTo(api.pid());
    }
}
