package dev.drover.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.client.ssh.RemoteHome;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

class RemoteHomesTest {

    private static final RemoteHome ONE = RemoteHome.parse("ann@box:22", "~/a b").orElseThrow();
    private static final RemoteHome OTHER = RemoteHome.parse("db", "~/.pm2").orElseThrow();

    @TempDir Path folder;

    private RemoteHomes open() {
        return new RemoteHomes(folder, Runnable::run, Runnable::run);
    }

    private static List<RemoteHome> names(RemoteHomes homes) {
        return homes.entries().stream().map(RemoteHomes.Entry::home).toList();
    }

    @Test
    void areRememberedUntilTheyAreForgotten() {
        RemoteHomes homes = open();
        homes.remember(ONE);
        homes.remember(OTHER);
        homes.remember(ONE);
        assertThat(names(open())).containsExactly(ONE, OTHER);
        homes.forget(ONE);
        assertThat(names(open())).containsExactly(OTHER);
    }

    @Test
    void whatAnotherProgramAddsMeanwhileStays() {
        RemoteHomes first = open();
        RemoteHomes second = open();
        first.remember(ONE);
        second.remember(OTHER);
        assertThat(names(open())).containsExactly(ONE, OTHER);
    }

    @Test
    void linesThatAreNoHomesArePassedOver() throws IOException {
        Files.writeString(
                folder.resolve("remote-homes"),
                "-oProxyCommand=x\t~/h\nbox\nbox\trelative\n\ndb\t~/.pm2\n");
        assertThat(names(open())).containsExactly(OTHER);
    }

    @Test
    void openOnesStandAsTheirWindowSaysAndCanBeDisconnected() {
        RemoteHomes homes = open();
        homes.remember(ONE);
        assertThat(homes.entries().getFirst().state()).isEqualTo(RemoteHomes.State.CLOSED);
        boolean[] ended = {false};
        homes.show(ONE, RemoteHomes.State.CONNECTED, () -> ended[0] = true);
        RemoteHomes.Entry entry = homes.entries().getFirst();
        assertThat(entry.state()).isEqualTo(RemoteHomes.State.CONNECTED);
        entry.disconnect().orElseThrow().run();
        assertThat(ended[0]).isTrue();
        homes.closed(ONE);
        assertThat(homes.entries().getFirst().disconnect()).isEmpty();
    }
}
