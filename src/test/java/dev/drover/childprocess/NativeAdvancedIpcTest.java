package dev.drover.childprocess;

import static dev.drover.childprocess.ChildRig.await;
import static dev.drover.childprocess.ChildRig.exit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.childprocess.ChildRig.Inbox;
import dev.drover.childprocess.posix.PosixBackend;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.concurrent.CompletableFuture;

/** The advanced mode over a descriptor of the child, and what a child can do wrong with it. */
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
    void aPayloadThatIsNoValueIsReportedAndTheNextIsRead() throws Exception {
        ChildProcess child =
                sh(
                        "printf '\\000\\000\\000\\000"
                                + "\\000\\000\\000\\004\\377\\017\\042\\177"
                                + "\\000\\000\\000\\004\\377\\017\\111\\002' >&3; read line <&3");
        CompletableFuture<ChildProcessException> error = new CompletableFuture<>();
        child.onError(error::complete);
        assertThat(new Inbox(child).next()).isEqualTo(1);
        assertThat(await(error).code()).isEqualTo("ERR_IPC_INVALID_ADVANCED");
        assertThat(child.connected()).isTrue();
        child.disconnect();
        exit(child);
    }

    @Test
    void aLengthOfTwoGigabytesIsReportedAndClosesTheChannel() throws Exception {
        ChildProcess child = sh("printf '\\177\\377\\377\\377\\377\\017' >&3; cat <&3");
        CompletableFuture<ChildProcessException> error = new CompletableFuture<>();
        CompletableFuture<Boolean> gone = new CompletableFuture<>();
        child.onError(error::complete);
        child.onDisconnect(() -> gone.complete(true));
        new Inbox(child);
        assertThat(await(error).code()).isEqualTo("ERR_IPC_MESSAGE_TOO_LARGE");
        assertThat(await(gone)).isTrue();
        assertThat(child.connected()).isFalse();
        assertThat(exit(child).isSuccess()).isTrue();
    }

    @Test
    void theVariableNamesTheMode() throws Exception {
        ChildProcess child = sh("test \"$NODE_CHANNEL_SERIALIZATION_MODE\" = advanced");
        assertThat(exit(child).isSuccess()).isTrue();
    }
}
