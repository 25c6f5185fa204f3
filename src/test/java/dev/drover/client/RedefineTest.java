package dev.drover.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drover.daemon.Daemon;
import dev.drover.daemon.DaemonOptions;
import dev.drover.domain.ProcessDescription;
import dev.drover.domain.ProcessSpec;
import dev.drover.domain.ProcessStatus;
import dev.drover.domain.RestartPolicy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

/** Another definition for an entry that is there, with real children. */
@Timeout(value = 180, unit = TimeUnit.SECONDS)
class RedefineTest extends OwnDaemon {

    @TempDir private Path folder;

    private ProcessDescription started() throws Exception {
        return manager.start(
                        ProcessSpec.builder(home.root(), "api", Path.of("/bin/sh"))
                                .args(List.of("-c", "exec sleep 1000"))
                                .env(Map.of("PATH", "/usr/bin:/bin", "OLD", "1", "KEPT", "1"))
                                .restart(RestartPolicy.DEFAULT.withDelay(Duration.ofSeconds(3)))
                                .build())
                .get()
                .getFirst();
    }

    private ProcessDescription redefined(
            ProcessDescription process, UnaryOperator<ProcessSpec.Builder> change, TakesEffect when)
            throws Exception {
        ProcessSpec spec = change.apply(process.spec().toBuilder()).build();
        manager.redefine(process, spec, when).get();
        return manager.list().get().getFirst();
    }

    private static List<String> environment(ProcessDescription process) throws Exception {
        Path file = Path.of("/proc", Long.toString(process.pid().orElseThrow()), "environ");
        String text;
        do {
            // Nothing is in it for the moment in which the kernel puts another program in place.
            text = Files.readString(file);
        } while (text.isEmpty());
        return List.of(text.split("\0"));
    }

    @Test
    void theEntryRunsAnewAsDefinedAndLosesNothing() throws Exception {
        ProcessDescription before = started();
        Path script = folder.resolve("new name.sh");
        Files.writeString(script, "exec sleep 2000\n");
        ProcessDescription after =
                redefined(
                        before,
                        spec ->
                                spec.name("web")
                                        .script(script)
                                        .interpreter("bash")
                                        .args(List.of("a b", ""))
                                        .cwd(folder)
                                        .restart(RestartPolicy.DEFAULT.withMaxRestarts(3))
                                        .env(Map.of("PATH", "/usr/bin:/bin", "KEPT", "2")),
                        TakesEffect.NOW);

        assertThat(after.id()).isEqualTo(before.id());
        assertThat(after.uniqueId()).isEqualTo(before.uniqueId());
        assertThat(after.restarts()).isEqualTo(before.restarts() + 1);
        assertThat(after.pid()).isPresent().isNotEqualTo(before.pid());
        assertThat(after.name()).isEqualTo("web");
        assertThat(after.spec().script()).isEqualTo(script);
        assertThat(after.spec().args()).containsExactly("a b", "");
        assertThat(after.spec().logs()).isEqualTo(before.spec().logs());
        assertThat(after.spec().restart().delay()).isZero();
        assertThat(after.spec().restart().maxRestarts()).isEqualTo(3);
        assertThat(environment(after))
                .contains("KEPT=2")
                .noneMatch(variable -> variable.startsWith("OLD="));
    }

    @Test
    void whatWaitsForTheNextStartLeavesTheRunAlone() throws Exception {
        ProcessDescription before = started();
        ProcessDescription waiting =
                redefined(
                        before,
                        spec -> spec.env(Map.of("PATH", "/usr/bin:/bin", "LATER", "1")),
                        TakesEffect.AT_NEXT_START);

        assertThat(waiting.pid()).isEqualTo(before.pid());
        assertThat(waiting.status()).isEqualTo(ProcessStatus.ONLINE);
        assertThat(waiting.statusReason()).hasValueSatisfying(s -> assertThat(s).contains("next"));
        assertThat(environment(waiting)).contains("OLD=1").doesNotContain("LATER=1");

        manager.restart(Target.id(before.id())).get();
        ProcessDescription after = manager.list().get().getFirst();
        assertThat(after.statusReason()).isEmpty();
        assertThat(environment(after)).contains("LATER=1").doesNotContain("OLD=1");
    }

    @Test
    void aStoppedEntryIsDefinedAnewWithoutBeingStarted() throws Exception {
        started();
        manager.stop(Target.all()).get();
        ProcessDescription stopped = manager.list().get().getFirst();
        ProcessDescription after =
                redefined(stopped, spec -> spec.cwd(folder), TakesEffect.AT_NEXT_START);

        assertThat(after.status()).isEqualTo(ProcessStatus.STOPPED);
        assertThat(after.spec().cwd()).isEqualTo(folder);
        assertThat(after.statusReason()).isEqualTo(stopped.statusReason());
    }

    @Test
    void whatAnotherClientHasChangedMeanwhileStays() throws Exception {
        ProcessDescription seen = started();
        redefined(seen, spec -> spec.namespace("other"), TakesEffect.NOW);
        ProcessDescription after = redefined(seen, spec -> spec.cwd(folder), TakesEffect.NOW);

        assertThat(after.namespace()).isEqualTo("other");
        assertThat(after.spec().cwd()).isEqualTo(folder);
    }

    @Test
    void theDefinitionIsThatOfTheNextSupervisor() throws Exception {
        ProcessDescription before = started();
        redefined(before, spec -> spec.name("null").cwd(folder), TakesEffect.AT_NEXT_START);
        manager.shutdown().get();
        daemon.awaitEnd();
        daemon = Daemon.open(home, DaemonOptions.DEFAULT);
        manager = ProcessManagers.connect(home, "the test").get();

        ProcessDescription after = manager.list().get().getFirst();
        assertThat(after.name()).isEqualTo("null");
        assertThat(after.spec().cwd()).isEqualTo(folder);
    }

    @Test
    void aDefinitionThatCannotBeLeavesTheEntryAsItWas() throws Exception {
        ProcessDescription before = started();
        for (UnaryOperator<ProcessSpec.Builder> change :
                List.<UnaryOperator<ProcessSpec.Builder>>of(
                        spec -> spec.name(" "),
                        spec -> spec.extra(Map.of("cron_restart", "every day")),
                        spec -> spec.extra(Map.of("uid", "no-such-user")),
                        spec -> spec.env(Map.of("A=B", "1")),
                        spec -> spec.env(Map.of("", "1")))) {
            assertThatThrownBy(() -> redefined(before, change, TakesEffect.NOW))
                    .isInstanceOf(ExecutionException.class)
                    .cause()
                    .isInstanceOf(RequestException.class);
        }
        ProcessDescription after = manager.list().get().getFirst();
        assertThat(after.pid()).isEqualTo(before.pid());
        assertThat(after.spec()).isEqualTo(before.spec());
    }

    @Test
    void variablesWithNamesOfOptionsAreVariables() throws Exception {
        ProcessDescription before = started();
        Map<String, String> env = new LinkedHashMap<>(before.spec().env());
        env.put("updateEnv", "yes");
        env.put("current_conf", "x");
        ProcessDescription after = redefined(before, spec -> spec.env(env), TakesEffect.NOW);

        assertThat(environment(after)).contains("updateEnv=yes", "current_conf=x");
        assertThat(after.name()).isEqualTo("api");
    }

    @Test
    void aWorkerThatIsGoneIsNotRedefined() throws Exception {
        ProcessDescription before = started();
        manager.delete(Target.all()).get();

        assertThatThrownBy(() -> manager.redefine(before, before.spec(), TakesEffect.NOW).get())
                .hasMessageContaining("unknown");
        assertThat(Optional.of(manager.list().get())).contains(List.of());
    }
}
