package dev.drover.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.domain.Home;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

class OtherHomesTest {

    @TempDir Path user;

    @Test
    void findsThoseThatAnswerAndNotItsOwn() throws IOException {
        Home own = new Home(user.resolve(".drover"));
        Home pm2 = new Home(user.resolve(".pm2"));
        Home named = new Home(user.resolve("other"));
        Map<String, String> environment =
                Map.of("HOME", user.toString(), "PM2_HOME", named.root().toString());
        OtherHomes homes = new OtherHomes(own, environment);
        Files.createDirectories(named.root());
        Files.createFile(named.rpcSocket());
        try (ServerSocketChannel one = listen(own);
                ServerSocketChannel two = listen(pm2)) {
            assertThat(homes.alive(List.of())).containsExactly(pm2);
            assertThat(one.isOpen() && two.isOpen()).isTrue();
        }
        assertThat(homes.alive(List.of())).isEmpty();
    }

    @Test
    void aHomeWhoseSupervisorHasDiedIsNotKnockedAt() throws Exception {
        Home pm2 = new Home(user.resolve(".pm2"));
        OtherHomes homes =
                new OtherHomes(new Home(user.resolve(".drover")), Map.of("HOME", user.toString()));
        try (ServerSocketChannel kept = listen(pm2)) {
            kept.configureBlocking(false);
            Process ended = new ProcessBuilder("true").start();
            ended.waitFor();
            for (String pid : List.of(Long.toString(ended.pid()), "", "x", "-1", "99".repeat(20))) {
                Files.writeString(pm2.pidFile(), pid);
                assertThat(homes.alive(List.of())).isEmpty();
            }
            Files.delete(pm2.pidFile());
            assertThat(homes.alive(List.of())).isEmpty();
            assertThat(kept.accept()).isNull();
        }
    }

    private static ServerSocketChannel listen(Home home) throws IOException {
        Files.createDirectories(home.root());
        Files.writeString(home.pidFile(), Long.toString(ProcessHandle.current().pid()));
        return ServerSocketChannel.open(StandardProtocolFamily.UNIX)
                .bind(UnixDomainSocketAddress.of(home.rpcSocket()));
    }
}
