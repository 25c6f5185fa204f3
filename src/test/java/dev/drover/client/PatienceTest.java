package dev.drover.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.domain.Home;
import dev.drover.testing.NearTheRoot;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import java.io.InputStream;
import java.io.OutputStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The looks at a supervisor that does not answer, one by one, with real processes. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class PatienceTest {

    private static final String SILENT =
            "The supervisor does not answer within %d s; it may be stopped.";

    @TempDir(factory = NearTheRoot.class)
    private Path own;

    private Home home;
    private Patience patience;

    @BeforeEach
    void begin() throws Exception {
        home = new Home(Files.createDirectory(own.resolve("h")));
        patience = new Patience(ConnectOptions.of(home));
    }

    private void supervisorIs(Process process) throws Exception {
        Files.writeString(home.pidFile(), Long.toString(process.pid()));
    }

    /** Where no keeper is, the first look finds that out. */
    private void firstLook() throws Exception {
        assertThat(patience.look()).isEmpty();
        patience.keeperAnswered().get();
    }

    private int looksUntilItEnds(int before) {
        for (int looks = before + 1; ; looks++) {
            Optional<String> end = patience.look();
            if (end.isPresent()) {
                assertThat(end).contains(SILENT.formatted(looks));
                return looks;
            }
        }
    }

    @Test
    void endsAfterFiveSecondsWithoutASignOfLife() throws Exception {
        Process idle = new ProcessBuilder("cat").start();
        try (OutputStream ask = idle.getOutputStream();
                InputStream answer = idle.getInputStream()) {
            supervisorIs(idle);
            // It has begun when it answers, and does nothing more when it waits again.
            ask.write('\n');
            ask.flush();
            answer.read();
            SupervisorPulse pulse = new SupervisorPulse(idle.pid());
            while (pulse.isRunnable().orElse(false)) {
                Thread.onSpinWait();
            }
            firstLook();
            assertThat(looksUntilItEnds(1)).isEqualTo(Patience.SILENT_SECONDS);
        } finally {
            idle.destroyForcibly().waitFor();
        }
    }

    @Test
    void endsAfterFiveSecondsWhereNoProcessIsKnown() throws Exception {
        firstLook();
        assertThat(looksUntilItEnds(1)).isEqualTo(Patience.SILENT_SECONDS);
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void waitsForAProcessThatWorksButNotForEver() throws Exception {
        Process busy = new ProcessBuilder("sh", "-c", "while :; do :; done").start();
        try {
            supervisorIs(busy);
            SupervisorPulse pulse = new SupervisorPulse(busy.pid());
            firstLook();
            int looks = 1;
            Optional<String> end = Optional.empty();
            while (end.isEmpty()) {
                // A second's work each.
                for (var before = pulse.cpu(); pulse.cpu().equals(before); ) {
                    Thread.onSpinWait();
                }
                end = patience.look();
                looks++;
            }
            assertThat(looks).isEqualTo(Patience.BUSY_SECONDS - 1 + Patience.SILENT_SECONDS);
        } finally {
            busy.destroyForcibly().waitFor();
        }
    }

    /** As one whose threads wait for each other: its clocks go on, and use a little CPU time. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void aProcessThatOnlyStirsDoesNotWork() throws Exception {
        String stirs =
                "while read line; do i=0; while [ $i -lt 9 ]; do i=$((i+1)); done; echo; done";
        Process stirring = new ProcessBuilder("sh", "-c", stirs).start();
        try (OutputStream ask = stirring.getOutputStream();
                InputStream answer = stirring.getInputStream()) {
            supervisorIs(stirring);
            SupervisorPulse pulse = new SupervisorPulse(stirring.pid());
            firstLook();
            int looks = 1;
            for (Optional<String> end = Optional.empty(); end.isEmpty(); looks++) {
                for (var before = pulse.cpu(); pulse.cpu().equals(before); ) {
                    ask.write('\n');
                    ask.flush();
                    answer.read();
                }
                while (pulse.isRunnable().orElseThrow()) {
                    Thread.onSpinWait();
                }
                end = patience.look();
            }
            assertThat(looks).isEqualTo(Patience.SILENT_SECONDS);
        } finally {
            stirring.destroyForcibly().waitFor();
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void saysAtOnceThatTheProcessIsPaused() throws Exception {
        Process paused = new ProcessBuilder("sh", "-c", "kill -STOP $$; exec sleep 1000").start();
        try {
            supervisorIs(paused);
            SupervisorPulse pulse = new SupervisorPulse(paused.pid());
            while (!pulse.isPaused()) {
                Thread.onSpinWait();
            }
            assertThat(patience.look()).isEmpty();
            assertThat(patience.look().orElseThrow())
                    .contains("its process %d is paused".formatted(paused.pid()))
                    .contains("kill -CONT " + paused.pid());
        } finally {
            paused.destroyForcibly().waitFor();
        }
    }

    @Test
    void waitsWhileAKeeperStartsTheNextOneButNotForEver() throws Exception {
        try (ServerSocketChannel keeper = keeper()) {
            assertThat(looksUntilItEnds(0)).isEqualTo(Patience.LONGEST_SECONDS);
            assertThat(keeper.isOpen()).isTrue();
        }
    }

    @Test
    void countsFromWhenTheKeeperSaysThatItsSupervisorIsReady() throws Exception {
        try (ServerSocketChannel keeper = keeper()) {
            for (int look = 1; look <= 10; look++) {
                assertThat(patience.look()).isEmpty();
            }
            try (SocketChannel asked = keeper.accept()) {
                asked.write(ByteBuffer.wrap("ready\n".getBytes(StandardCharsets.US_ASCII)));
            }
            patience.keeperAnswered().get();
            assertThat(looksUntilItEnds(10)).isEqualTo(10 + Patience.SILENT_SECONDS);
        }
    }

    private ServerSocketChannel keeper() throws Exception {
        ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        server.bind(UnixDomainSocketAddress.of(home.keeperSocket()));
        return server;
    }
}
