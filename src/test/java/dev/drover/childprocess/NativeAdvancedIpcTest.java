package dev.drover.childprocess;

import static dev.drover.childprocess.ChildRig.exit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.childprocess.posix.PosixBackend;

import org.junit.jupiter.api.Test;

import java.util.List;

/** The advanced mode over a descriptor of the child. */
final class NativeAdvancedIpcTest extends AdvancedIpcContract {

    private static final Backend BACKEND = new PosixBackend();

    @Override
    Backend backend() {
        return BACKEND;
    }

    private static ChildProcess sh(String script) throws SpawnException {
        return BACKEND.spawn("/bin/sh", List.of("-c", script), options());
    }

    @Test
    void theVariableNamesTheMode() throws Exception {
        ChildProcess child = sh("test \"$NODE_CHANNEL_SERIALIZATION_MODE\" = advanced");
        assertThat(exit(child).isSuccess()).isTrue();
    }
}
