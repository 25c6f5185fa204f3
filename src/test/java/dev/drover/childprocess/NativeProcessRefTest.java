package dev.drover.childprocess;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.childprocess.posix.PosixBackend;
import dev.drover.domain.Signal;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.UUID;

/** The native backend's. */
final class NativeProcessRefTest extends ProcessRefContract {

    @Override
    Backend backend() {
        return new PosixBackend();
    }

    @Test
    void aProcessThatLeftParentAndSessionIsFoundByItsTag() throws Exception {
        String tag = UUID.randomUUID().toString();
        ChildProcess child =
                rig.sh(
                        SpawnOptions.DEFAULT
                                .withStdio(ChildRig.IGNORE, ChildRig.PIPE, ChildRig.IGNORE)
                                .withEnv(ChildRig.environmentWith("TEST_TAG", tag)),
                        "setsid sh -c 'echo up; exec sleep 611 >/dev/null' & wait");
        assertThat(child.stdout().orElseThrow().read()).isEqualTo('u');
        child.kill(Signal.SIGKILL);
        ChildRig.exit(child);

        List<ProcessRef> found =
                backend().findTagged("TEST_TAG", _ -> true).stream()
                        .filter(tagged -> tagged.tag().equals(tag))
                        .map(TaggedProcess::process)
                        .toList();
        assertThat(found).hasSize(1);
        assertThat(found.getFirst().pid()).isNotEqualTo(child.pid());
        assertThat(found.getFirst().signal(Signal.SIGKILL)).isTrue();
    }
}
