package dev.drover.ui.details;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.List;

@Timeout(180)
class ProcessTreeTest {

    @Test
    void aChildStandsUnderItsParent() throws IOException, InterruptedException {
        Process parent = new ProcessBuilder("sh", "-c", "sleep 1000 & echo $!; wait").start();
        try (BufferedReader out = parent.inputReader()) {
            long child = Long.parseLong(out.readLine());

            List<ProcessTree> tree = ProcessTree.of(parent.pid());

            assertThat(tree).extracting(ProcessTree::pid).containsExactly(parent.pid(), child);
            assertThat(tree).extracting(ProcessTree::depth).containsExactly(0, 1);
            assertThat(tree.getFirst().command()).contains("sh");
            ProcessHandle.of(child).orElseThrow().destroy();
        } finally {
            parent.destroy();
            parent.waitFor();
        }
    }

    @Test
    void aProcessThatIsGoneHasNone() throws IOException, InterruptedException {
        Process gone = new ProcessBuilder("true").start();
        gone.waitFor();

        assertThat(ProcessTree.of(gone.pid())).isEmpty();
    }
}
