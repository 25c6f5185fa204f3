package dev.drover.supervisor.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Logs on a disk that is full: a file system in memory of one megabyte or fifty files, seen only by
 * the process that keeps the log.
 */
@Timeout(120)
class FullDiskTest {

    @TempDir Path home;
    private final List<Process> children = new ArrayList<>();

    @BeforeEach
    void needsNamespaces() throws Exception {
        Process probe = new ProcessBuilder("unshare", "-Urm", "true").start();
        assumeTrue(probe.waitFor(60, TimeUnit.SECONDS) && probe.exitValue() == 0, "unshare works");
        Files.createDirectories(home.resolve("logs"));
    }

    @AfterEach
    void endChildren() {
        children.forEach(Process::destroyForcibly);
    }

    private Process keep(String form, String options, String before) throws Exception {
        List<String> command =
                new ArrayList<>(
                        List.of(
                                "unshare",
                                "-Urm",
                                "sh",
                                "-c",
                                "mount -t tmpfs -o "
                                        + options
                                        + " tmpfs $0 || exit 9; cd $0; "
                                        + before
                                        + "; exec \"$@\"",
                                home.resolve("logs").toString()));
        command.addAll(KeeperProcess.command(home, form, Long.MAX_VALUE));
        Process keeper = KeeperProcess.start(command);
        children.add(keeper);
        KeeperProcess.await(keeper, home, () -> Files.exists(home.resolve("source")));
        return keeper;
    }

    /** The folder of the logs as the keeper sees it. */
    private Path logs(Process keeper) {
        return Path.of("/proc/" + keeper.pid() + "/root" + home.resolve("logs"));
    }

    private void await(Process keeper, String told) throws Exception {
        KeeperProcess.await(keeper, home, () -> KeeperProcess.contains(home.resolve("told"), told));
    }

    private static void end(Process keeper) throws Exception {
        keeper.getOutputStream().write('x');
        keeper.getOutputStream().flush();
        assertThat(keeper.waitFor(60, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void whatDoesNotFitWaitsInTheSpoolAndNothingIsLost() throws Exception {
        Process keeper = keep("dated", "size=1m", "head -c 1000000 /dev/zero > ballast");
        Path spool = Path.of(Files.readString(home.resolve("source")));
        StringBuilder wanted = new StringBuilder();
        for (int i = 0; i < 20_000; i++) {
            wanted.append("line ").append(i).append(" of the service\n");
        }
        Files.writeString(spool, wanted, StandardOpenOption.APPEND);
        await(keeper, "failed: The log file " + home.resolve("logs/service-out.log"));
        Path log = logs(keeper).resolve("service-out.log");
        Files.delete(logs(keeper).resolve("ballast"));
        await(keeper, "recovered: ");
        KeeperProcess.await(
                keeper, home, () -> KeeperProcess.contains(log, "line 19999 of the service\n"));
        assertThat(Files.readString(log).replaceAll("(?m)^\\d{4}: ", ""))
                .isEqualTo(wanted.toString());
        end(keeper);
    }

    @Test
    void aDiskThatCanHoldNoMoreFilesIsWaitedForToo() throws Exception {
        Process keeper =
                keep(
                        "dated",
                        "nr_inodes=50",
                        "i=0; while touch f$i; do i=$((i+1)); done 2> /dev/null");
        Path spool = Path.of(Files.readString(home.resolve("source")));
        Files.writeString(spool, "hello\n", StandardOpenOption.APPEND);
        await(keeper, "failed: The log file ");
        Files.delete(logs(keeper).resolve("f0"));
        await(keeper, "recovered: ");
        assertThat(Files.readString(logs(keeper).resolve("service-out.log"))).endsWith("hello\n");
        end(keeper);
    }

    @Test
    void aLogThatItsServiceWritesSaysThatTheDiskWasFull() throws Exception {
        Process keeper = keep("raw", "size=1m", "true");
        Path log = logs(keeper).resolve("service-out.log");
        Path ballast = logs(keeper).resolve("ballast");
        Files.writeString(log, "before\n", StandardOpenOption.APPEND);
        fill(ballast);
        // Both logs are told of, one after the other.
        Path told = home.resolve("logs/service-out.log");
        await(keeper, "failed: The disk of the log file " + told);
        Files.delete(ballast);
        await(keeper, "recovered: There is space again for the log file " + told);
        Files.writeString(log, "after\n", StandardOpenOption.APPEND);
        assertThat(Files.readString(log))
                .matches(
                        "before\n"
                                + "\\[drover\\] The disk was full from \\S+ to \\S+: output of this"
                                + " time may be missing here.\n"
                                + "after\n");
        end(keeper);
    }

    private static void fill(Path ballast) {
        byte[] block = new byte[4096];
        try {
            while (true) {
                Files.write(ballast, block, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            }
        } catch (IOException full) {
            assertThat(full).hasMessageContaining("space");
        }
    }
}
