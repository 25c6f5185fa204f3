package dev.drover.childprocess;

import static dev.drover.childprocess.ChildRig.IGNORE;
import static dev.drover.childprocess.ChildRig.IPC;
import static dev.drover.childprocess.ChildRig.PIPE;
import static dev.drover.childprocess.ChildRig.environmentWith;
import static dev.drover.childprocess.ChildRig.exit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.childprocess.ChildRig.Inbox;
import dev.drover.childprocess.posix.PosixBackend;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The IPC channel as a descriptor of the child. */
final class NativeIpcTest extends IpcContract {

    private static final Backend BACKEND = new PosixBackend();

    @Override
    Backend backend() {
        return BACKEND;
    }

    @ParameterizedTest(name = "IP-02 {0} characters: {1} of 40 accepted")
    @CsvSource({"65536,5", "10000,30", "1000,40"})
    void theQueueIsAsDeepAsNodes(int length, int accepted) throws Exception {
        ChildProcess child = rig.node("deaf.js");
        new Inbox(child).next();
        List<Boolean> answers = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            answers.add(child.send("x".repeat(length), _ -> {}));
        }
        child.kill("SIGKILL");
        exit(child);
        assertThat(answers.indexOf(false)).isEqualTo(accepted == 40 ? -1 : accepted);
    }

    @Test
    @DisplayName("IP-26 IP-31 any program can use the channel")
    void anyProgramCanUseTheChannel() throws Exception {
        ChildProcess child =
                rig.sh(
                        SpawnOptions.DEFAULT.withStdio(IGNORE, PIPE, IGNORE, IGNORE, IPC),
                        "echo $NODE_CHANNEL_FD $NODE_CHANNEL_SERIALIZATION_MODE;"
                                + " echo '{\"a\":1}' >&4; read line <&4; echo \"$line\"");
        assertThat(new Inbox(child).next()).isEqualTo(Map.of("a", 1));
        child.send(Map.of("x", "é"), _ -> {});
        assertThat(child.stdout().orElseThrow().readAllBytes())
                .asString()
                .isEqualTo("4 json\n{\"x\":\"é\"}\n");
    }

    @Test
    void ourChannelVariablesReplaceTheUsers() throws Exception {
        ChildProcess child =
                rig.sh(
                        SpawnOptions.DEFAULT
                                .withEnv(environmentWith("NODE_CHANNEL_FD", "9"))
                                .withStdio(IGNORE, PIPE, IGNORE, IPC),
                        "tr '\\0' '\\n' < /proc/$$/environ | grep NODE_CHANNEL_FD");
        assertThat(child.stdout().orElseThrow().readAllBytes())
                .asString()
                .isEqualTo("NODE_CHANNEL_FD=3\n");
    }
}
