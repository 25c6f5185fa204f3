package dev.drover.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drover.client.Bus;
import dev.drover.client.ProcessManager;
import dev.drover.client.Target;
import dev.drover.client.UnsupportedRequestException;
import dev.drover.client.ssh.LoopbackSshd;
import dev.drover.client.ssh.RemoteHome;
import dev.drover.client.ssh.SshLink;
import dev.drover.domain.Home;
import dev.drover.domain.ProcessDescription;
import dev.drover.domain.ProcessEvent;
import dev.drover.domain.ProcessSpec;
import dev.drover.domain.ProcessStatus;
import dev.drover.testing.NearTheRoot;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** PM2's own daemon behind a real sshd. */
@Timeout(value = 180, unit = TimeUnit.SECONDS)
class RemotePm2DaemonTest {

    @TempDir(factory = NearTheRoot.class)
    Path folder;

    @Test
    void isAttachedToAndLeftAsItIs() throws Exception {
        Path user = Files.createDirectories(folder.resolve("user"));
        try (LoopbackSshd sshd =
                LoopbackSshd.start(folder.resolve("sshd"), Map.of("HOME", user.toString()))) {
            Home home = new Home(user.resolve(".pm2"));
            Peer.Running daemon = Peer.PM2_7.start(home);
            try (SshLink link =
                            new SshLink(
                                    sshd.client(),
                                    RemoteHome.parse("box", RemoteHome.PM2_FOLDER).orElseThrow(),
                                    Map.of("XDG_RUNTIME_DIR", folder.toString()),
                                    "the test",
                                    _ -> {});
                    ProcessManager manager = link.connect().get()) {
                serves(manager, home);
                link.end().join();
            } finally {
                daemon.end();
            }
        }
    }

    private void serves(ProcessManager manager, Home home) throws Exception {
        assertThat(manager.isDrover()).isFalse();
        BlockingQueue<ProcessEvent> events = new LinkedBlockingQueue<>();
        Bus bus = manager.launchBus().get();
        bus.onEvent(events::add);
        Path script = Files.copy(NpmPm2.SOURCES.resolve("app.js"), folder.resolve("app.js"));
        ProcessDescription started =
                manager.start(
                                ProcessSpec.builder(home.root(), "app", script)
                                        .interpreter("node")
                                        .env(Map.of("PATH", System.getenv("PATH")))
                                        .build())
                        .get()
                        .getFirst();
        String output = "";
        while (!output.contains("hello from app")) {
            output +=
                    events.take() instanceof ProcessEvent.OutputWritten written
                            ? written.chunk().text()
                            : "";
        }
        assertThatThrownBy(() -> manager.logTail(started.id(), 1000).join())
                .hasCauseInstanceOf(UnsupportedRequestException.class)
                .hasMessageContaining("on another machine");
        manager.stop(Target.id(started.id())).get();
        assertThat(manager.list().get().getFirst().status()).isEqualTo(ProcessStatus.STOPPED);
        manager.delete(Target.all()).get();
    }
}
