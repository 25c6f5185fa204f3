package dev.drover.app;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

@Timeout(180)
class DocumentOpenerTest {

    @TempDir Path folder;

    private final BlockingQueue<String> toolkit = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> failed = new LinkedBlockingQueue<>();

    @Test
    void withoutTheDesktopsCommandItIsSaid() throws InterruptedException {
        open("/no/such/xdg-open", "file:///tmp");

        assertThat(failed.take()).isEqualTo("file:///tmp");
    }

    @Test
    void aCommandThatKnowsNoProgramIsSaid() throws Exception {
        open(command("exit 3"), "file:///tmp");

        assertThat(failed.take()).isEqualTo("file:///tmp");
    }

    @Test
    void theCommandGetsWhatIsToBeOpened() throws Exception {
        Path seen = folder.resolve("seen");
        open(command("echo \"$1\" > '" + seen + "'; exit 1"), "file:///tmp/a%20b");

        assertThat(failed.take()).isNotEmpty();
        assertThat(Files.readString(seen)).isEqualTo("file:///tmp/a%20b\n");
    }

    @Test
    void whereThereIsNoCommandTheToolkitOpens() {
        open("", "http://localhost:3000/");

        assertThat(toolkit).containsExactly("http://localhost:3000/");
    }

    private void open(String command, String uri) {
        new DocumentOpener(toolkit::add, failed::add, command).accept(uri);
    }

    private String command(String script) throws IOException {
        Path file = Files.writeString(folder.resolve("open"), "#!/bin/sh\n" + script + "\n");
        assertThat(file.toFile().setExecutable(true)).isTrue();
        return file.toString();
    }
}
