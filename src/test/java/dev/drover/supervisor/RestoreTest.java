package dev.drover.supervisor;

import static dev.drover.supervisor.SupervisorRig.ASKED;
import static dev.drover.supervisor.SupervisorRig.ENVIRONMENT;
import static dev.drover.supervisor.SupervisorRig.get;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drover.childprocess.ChildProcesses;
import dev.drover.childprocess.ProcessRef;
import dev.drover.domain.Cause;
import dev.drover.domain.Home;
import dev.drover.domain.LogSettings;
import dev.drover.domain.LogStream;
import dev.drover.domain.ProcessDescription;
import dev.drover.domain.ProcessEvent;
import dev.drover.domain.ProcessSpec;
import dev.drover.domain.ProcessStatus;
import dev.drover.domain.RestartPolicy;
import dev.drover.supervisor.store.ListCodec;
import dev.drover.supervisor.store.ListFormatException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

class RestoreTest {

    @TempDir Path folder;

    /** Keeps the lists themselves in memory and writes only their numbers. */
    private static final class Remembering implements ListCodec {
        private final Map<String, List<ProcessDescription>> lists = new ConcurrentHashMap<>();
        private final AtomicInteger ones = new AtomicInteger();
        private final AtomicInteger all = new AtomicInteger();

        @Override
        public byte[] encode(List<ProcessDescription> list) {
            String number = "list " + all.getAndIncrement();
            lists.put(number, list);
            return number.getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public byte[] encodeOne(ProcessDescription entry) {
            String name = "entry " + entry.id() + " of " + ones.incrementAndGet();
            lists.put(name, List.of(entry));
            return name.getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public List<ProcessDescription> decode(byte[] bytes) throws ListFormatException {
            List<ProcessDescription> list = lists.get(new String(bytes, StandardCharsets.UTF_8));
            if (list == null) {
                throw new ListFormatException("no such list");
            }
            return list;
        }
    }

    private final ListCodec codec = new Remembering();

    private SupervisorRig open() {
        return new SupervisorRig(
                folder, Supervisor.open(new Home(folder), ENVIRONMENT, codec, Optional.empty()));
    }

    private static boolean isOnline(ProcessDescription process) {
        return process.status() == ProcessStatus.ONLINE;
    }

    @Test
    void entriesComeBackStoppedWithTheirIdsAfterAShutdown() {
        try (SupervisorRig rig = open()) {
            rig.start(rig.sh("a", "exec sleep 600"));
            rig.start(rig.sh("b", "exec sleep 600"));
            get(rig.supervisor.delete(0, ASKED));
        }
        try (SupervisorRig rig = open()) {
            List<ProcessDescription> list = get(rig.supervisor.list());
            assertThat(list).extracting(ProcessDescription::id).containsExactly(1);
            assertThat(list.getFirst().status()).isEqualTo(ProcessStatus.STOPPED);
            assertThat(list.getFirst().statusReason())
                    .contains("Restored; it was running when the supervisor ended.");
            assertThat(rig.start(rig.sh("c", "exec sleep 600")).id()).isEqualTo(2);
            assertThat(get(rig.supervisor.start(1, ASKED)).status())
                    .isEqualTo(ProcessStatus.ONLINE);
        }
    }

    @Test
    void whatRanWhenTheSupervisorWasToldToEndIsBroughtBack() {
        RestartPolicy once = RestartPolicy.DEFAULT.withAutorestart(false);
        try (SupervisorRig rig = open()) {
            rig.start(rig.sh("a", "exec sleep 600"));
            rig.start(rig.sh("stopped", "exec sleep 600"));
            rig.start(rig.spec("once", "exec sleep 600", b -> b.restart(once)));
            get(rig.supervisor.stop(1, ASKED));
        }
        try (SupervisorRig rig = open()) {
            rig.supervisor.bringBack();
            ProcessDescription again = rig.until(0, RestoreTest::isOnline);
            assertThat(again.restarts()).isZero();
            assertThat(again.startCause()).contains(new Cause.Restored());
            assertThat(again.statusReason()).isEmpty();
            rig.until(2, RestoreTest::isOnline);
            assertThat(get(rig.supervisor.describe(1)).status()).isEqualTo(ProcessStatus.STOPPED);
        }
    }

    @Test
    void whatWasStoppedWithTheSupervisorByItsUserIsNotBroughtBack() {
        SupervisorRig first = open();
        first.start(first.sh("a", "exec sleep 600"));
        get(first.supervisor.shutdown("asked", false));
        try (SupervisorRig rig = open()) {
            rig.supervisor.bringBack();
            // Done after all that was brought back.
            rig.start(rig.sh("b", "exec sleep 600"));
            ProcessDescription before = get(rig.supervisor.describe(0));
            assertThat(before.status()).isEqualTo(ProcessStatus.STOPPED);
            assertThat(before.statusReason()).contains("Stopped: the supervisor was stopped.");
        }
    }

    @Test
    void whatRanWhenTheMachineWentDownIsBroughtBack() throws IOException {
        SupervisorRig first = open();
        long pid = first.start(first.sh("a", "exec sleep 600")).pid().orElseThrow();
        first.supervisor.close();
        ProcessHandle handle = ProcessHandle.of(pid).orElseThrow();
        handle.destroyForcibly();
        handle.onExit().orTimeout(SupervisorRig.SECONDS, TimeUnit.SECONDS).join();
        noteAnotherBoot();
        try (SupervisorRig rig = open()) {
            assertThat(get(rig.supervisor.describe(0)).status()).isEqualTo(ProcessStatus.STOPPED);
            rig.supervisor.bringBack();
            assertThat(rig.until(0, RestoreTest::isOnline).restarts()).isZero();
        }
    }

    @Test
    void whatHadGivenUpWhenTheSupervisorWasToldToEndHasStillGivenUp() {
        RestartPolicy twice = RestartPolicy.DEFAULT.withMaxRestarts(2);
        try (SupervisorRig rig = open()) {
            rig.start(rig.spec("a", "exit 3", b -> b.restart(twice)));
            rig.until(0, p -> p.status() == ProcessStatus.ERRORED);
        }
        try (SupervisorRig rig = open()) {
            rig.supervisor.bringBack();
            // Done after all that was brought back.
            rig.start(rig.sh("b", "exec sleep 600"));
            assertThat(get(rig.supervisor.describe(0)).status()).isEqualTo(ProcessStatus.ERRORED);
        }
    }

    /** What was noted is of a life of the machine before this one. */
    private void noteAnotherBoot() throws IOException {
        String boot = Files.readString(Path.of("/proc/sys/kernel/random/boot_id")).strip();
        try (Stream<Path> files = Files.walk(new Home(folder).runs())) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String notes = Files.readString(file, StandardCharsets.ISO_8859_1);
                String other = notes.replace(boot, new StringBuilder(boot).reverse());
                Files.writeString(file, other, StandardCharsets.ISO_8859_1);
            }
        }
    }

    @Test
    void aServiceThatOutlivedItsSupervisorIsAdopted() {
        SupervisorRig first = open();
        ProcessDescription before = first.start(first.sh("a", "sleep 608 & exec sleep 609"));
        first.supervisor.close();
        try (SupervisorRig rig = open()) {
            ProcessDescription after = get(rig.supervisor.describe(0));
            assertThat(after.status()).isEqualTo(ProcessStatus.ONLINE);
            assertThat(after.pid()).isEqualTo(before.pid());
            assertThat(after.restarts()).isZero();
            assertThat(after.uniqueId()).isEqualTo(before.uniqueId());
            assertThat(after.startedAt().orElseThrow().toEpochMilli())
                    .isEqualTo(before.startedAt().orElseThrow().toEpochMilli());
        }
    }

    @Test
    void anAdoptedServiceIsEndedWithAllThatItStartedByARestart() {
        SupervisorRig first = open();
        long orphan = first.start(first.sh("a", "sleep 608 & exec sleep 609")).pid().orElseThrow();
        first.supervisor.close();
        assertThat(runs(orphan)).isTrue();
        try (SupervisorRig rig = open()) {
            ProcessDescription again = get(rig.supervisor.restart(0, spec -> spec, ASKED));
            assertThat(runs(orphan)).isFalse();
            assertThat(again.pid().orElseThrow()).isNotEqualTo(orphan);
            assertThat(again.restarts()).isEqualTo(1);
        }
    }

    @Test
    void anAdoptedServiceThatDiesIsStartedAgain() {
        SupervisorRig first = open();
        long orphan = first.start(first.sh("a", "exec sleep 617")).pid().orElseThrow();
        first.supervisor.close();
        try (SupervisorRig rig = open()) {
            ProcessHandle.of(orphan).orElseThrow().destroyForcibly();
            ProcessEvent.ProcessOnline again =
                    rig.await(
                            ProcessEvent.ProcessOnline.class,
                            e -> e.process().pid().orElse(orphan) != orphan);
            assertThat(again.process().restarts()).isEqualTo(1);
        }
    }

    @Test
    void aServiceThatDiedWithoutASupervisorIsStartedAgain() {
        SupervisorRig first = open();
        long orphan = first.start(first.sh("a", "exec sleep 618")).pid().orElseThrow();
        first.supervisor.close();
        ProcessHandle handle = ProcessHandle.of(orphan).orElseThrow();
        handle.destroyForcibly();
        handle.onExit().orTimeout(SupervisorRig.SECONDS, TimeUnit.SECONDS).join();
        try (SupervisorRig rig = open()) {
            ProcessDescription again =
                    rig.until(0, p -> isOnline(p) && p.pid().orElseThrow() != orphan);
            assertThat(again.restarts()).isEqualTo(1);
        }
    }

    @Test
    void aServiceThatDiedWithoutASupervisorIsNeverSaidToBeOnline() {
        SupervisorRig first = open();
        RestartPolicy staysDown = RestartPolicy.DEFAULT.withAutorestart(false);
        for (int i = 0; i < 5; i++) {
            first.start(first.spec("a" + i, "exec sleep 618", b -> b.restart(staysDown)));
        }
        List<ProcessDescription> before = get(first.supervisor.list());
        first.supervisor.close();
        for (ProcessDescription one : before) {
            ProcessHandle handle = ProcessHandle.of(one.pid().orElseThrow()).orElseThrow();
            handle.destroyForcibly();
            handle.onExit().orTimeout(SupervisorRig.SECONDS, TimeUnit.SECONDS).join();
        }
        try (SupervisorRig rig = open()) {
            assertThat(get(rig.supervisor.list()))
                    .hasSize(5)
                    .allMatch(p -> p.status() != ProcessStatus.ONLINE && p.pid().isEmpty());
            rig.until(4, p -> p.status() == ProcessStatus.STOPPED);
        }
    }

    /** As on a full or broken disk. */
    @Test
    void aServiceIsAdoptedThoughItsLogCannotBeReadOn() throws IOException {
        SupervisorRig first = open();
        long pid = first.start(first.sh("a", "echo x; exec sleep 618")).pid().orElseThrow();
        first.awaitOutput(0, LogStream.OUT, text -> text.endsWith("\n"));
        first.supervisor.close();
        Path positions = new Home(folder).index().resolve("positions");
        Files.delete(positions);
        Files.createDirectory(positions);
        try (SupervisorRig rig = open()) {
            ProcessDescription again = get(rig.supervisor.describe(0));
            assertThat(again.status()).isEqualTo(ProcessStatus.ONLINE);
            assertThat(again.pid()).hasValue(pid);
            assertThat(get(rig.supervisor.stop(0, ASKED)).status())
                    .isEqualTo(ProcessStatus.STOPPED);
        }
    }

    /** As on a full disk: what was noted of it before is there. */
    @Test
    void whatAnAdoptedServiceWritesIsToldThoughItIsNotKept() throws IOException {
        Path go = folder.resolve("go");
        SupervisorRig first = open();
        first.start(
                first.spec(
                        "off",
                        "echo one; until [ -e %s ]; do sleep 0.05; done; echo two; exec sleep 608"
                                .formatted(go),
                        b -> {
                            Path off = Path.of("/dev/null");
                            LogSettings logs = b.build().logs();
                            return b.logs(logs.withFiles(off, off, Optional.empty()));
                        }));
        first.awaitOutput(0, LogStream.OUT, text -> text.equals("one\n"));
        first.supervisor.close();
        try (SupervisorRig rig = open()) {
            Files.createFile(go);
            rig.awaitOutput(0, LogStream.OUT, text -> text.equals("two\n"));
        }
    }

    @Test
    void anAdoptedServiceIsRestartedThoughThatCannotBeNoted() throws IOException {
        SupervisorRig first = open();
        long pid = first.start(first.sh("a", "exec sleep 618")).pid().orElseThrow();
        first.supervisor.close();
        Path journal = new Home(folder).listJournal();
        Files.deleteIfExists(journal);
        Files.createDirectory(journal);
        try (SupervisorRig rig = open()) {
            ProcessHandle.of(pid).orElseThrow().destroyForcibly();
            ProcessDescription again =
                    rig.until(0, p -> isOnline(p) && p.pid().orElseThrow() != pid);
            assertThat(again.restarts()).isEqualTo(1);
            assertThatThrownBy(
                            () -> get(rig.supervisor.start(rig.sh("b", "exec sleep 618"), ASKED)))
                    .hasMessageContaining("b is not started, because that cannot be noted");
        }
    }

    @Test
    void aServiceThatWasStoppedStaysStopped() {
        SupervisorRig first = open();
        first.start(first.sh("a", "exec sleep 619"));
        get(first.supervisor.stop(0, ASKED));
        first.supervisor.close();
        try (SupervisorRig rig = open()) {
            assertThat(get(rig.supervisor.describe(0)).status()).isEqualTo(ProcessStatus.STOPPED);
        }
    }

    @Test
    void aServiceThatWaitedForItsRestartGetsIt() {
        SupervisorRig first = open();
        first.start(
                first.spec(
                        "a",
                        "[ -e again ] && exec sleep 600; touch again; exit 3",
                        b -> b.restart(RestartPolicy.DEFAULT.withDelay(Duration.ofMillis(1500)))));
        Instant due =
                first.awaitStatus(0, ProcessStatus.WAITING_RESTART).nextRestartAt().orElseThrow();
        first.supervisor.close();
        try (SupervisorRig rig = open()) {
            ProcessDescription again = rig.until(0, RestoreTest::isOnline);
            assertThat(again.restarts()).isEqualTo(1);
            // The wall clock and the one that delays are measured by may differ by a little.
            assertThat(again.startedAt().orElseThrow()).isAfter(due.minusMillis(200));
        }
    }

    @Test
    void aServiceThatOutlivedItsSupervisorCanBeStopped() {
        SupervisorRig first = open();
        long orphan = first.start(first.sh("a", "exec sleep 610")).pid().orElseThrow();
        first.supervisor.close();
        try (SupervisorRig rig = open()) {
            assertThat(get(rig.supervisor.stop(0, ASKED)).status())
                    .isEqualTo(ProcessStatus.STOPPED);
            assertThat(runs(orphan)).isFalse();
        }
    }

    @Test
    void aServiceThatOutlivedItsSupervisorIsToldInTheLog() {
        SupervisorRig first = open();
        long orphan = first.start(first.sh("a", "exec sleep 612")).pid().orElseThrow();
        first.supervisor.close();
        try (SupervisorRig rig = open()) {
            ProcessEvent.SupervisorLogged line =
                    rig.await(ProcessEvent.SupervisorLogged.class, _ -> true);
            assertThat(line.line()).isEqualTo("App [a:0] adopted -pid " + orphan + "-");
        }
    }

    @Test
    void aStartThatComesWhileAnOutlivedServiceIsBeingStoppedDoesNotDoubleIt() {
        SupervisorRig first = open();
        long orphan =
                first.start(
                                first.sh(
                                        "a",
                                        "trap 'read x < /dev/null; exec sleep 0.4' INT; while :; do"
                                                + " sleep 0.05; done"))
                        .pid()
                        .orElseThrow();
        first.supervisor.close();
        try (SupervisorRig rig = open()) {
            rig.supervisor.stop(0, ASKED);
            long again = get(rig.supervisor.start(0, ASKED)).pid().orElseThrow();
            assertThat(runs(orphan)).isFalse();
            assertThat(runs(again)).isTrue();
        }
    }

    @Test
    void aStrangerWithTheNotedPidIsLeftAlone() throws IOException {
        SupervisorRig first = open();
        first.start(first.sh("a", "exec sleep 613"));
        try (SupervisorRig other = new SupervisorRig(folder.resolve("other"))) {
            Path note = new Home(folder).runs().resolve("notes");
            String noted = Files.readString(note);
            long stranger;
            do {
                // The kernel tells start times in hundredths of a second: not one of the same.
                stranger = other.start(other.sh("b", "exec sleep 614")).pid().orElseThrow();
            } while (noted.contains(startTicks(stranger)));
            first.close();
            Files.writeString(note, noted.replaceFirst("^0 \\d+", "0 " + stranger));
            try (SupervisorRig rig = open()) {
                // It counts as one that died, and is started again.
                long again =
                        rig.until(0, p -> isOnline(p) && p.restarts() == 1).pid().orElseThrow();
                get(rig.supervisor.stop(0, ASKED));
                assertThat(again).isNotEqualTo(stranger);
                assertThat(runs(stranger)).isTrue();
            }
        }
    }

    @Test
    void anEntryIsSavedWhileTheSupervisorRuns() throws Exception {
        Path list = new Home(folder).list();
        try (WatchService watch = folder.getFileSystem().newWatchService();
                SupervisorRig rig = open()) {
            folder.register(watch, StandardWatchEventKinds.ENTRY_CREATE);
            rig.start(rig.sh("a", "exec sleep 600"));
            while (!Files.exists(list)) {
                WatchKey key = watch.poll(60, TimeUnit.SECONDS);
                assertThat(key).as("a change in " + folder).isNotNull();
                key.pollEvents();
                key.reset();
            }
            String number = Files.readAllLines(list).getFirst();
            assertThat(codec.decode(number.getBytes(StandardCharsets.UTF_8)))
                    .extracting(entry -> entry.spec().name())
                    .containsExactly("a");
        }
    }

    @Test
    void aServiceThatHidItsTagIsFoundByItsPidAndStart() throws IOException {
        SupervisorRig first = open();
        long orphan = first.start(first.sh("a", "exec env -i sleep 615")).pid().orElseThrow();
        first.supervisor.close();
        try (SupervisorRig rig = open()) {
            assertThat(get(rig.supervisor.describe(0)).pid().orElseThrow()).isEqualTo(orphan);
            get(rig.supervisor.stop(0, ASKED));
            assertThat(runs(orphan)).isFalse();
        }
    }

    private static boolean runs(long pid) {
        return ChildProcesses.find(pid).map(ProcessRef::isAlive).orElse(false);
    }

    @Test
    void aDamagedListIsToldInTheLog() throws IOException {
        ProcessSpec spec;
        try (SupervisorRig rig = open()) {
            spec = rig.sh("a", "exec sleep 600");
            get(rig.supervisor.register(spec, 0));
        }
        Files.writeString(new Home(folder).list(), "rubbish");
        try (SupervisorRig rig = open()) {
            ProcessEvent.SupervisorLogged line =
                    rig.await(ProcessEvent.SupervisorLogged.class, _ -> true);
            assertThat(line.line()).contains("damaged").contains("broken-1");
        }
    }

    @Test
    void aServiceWhoseListIsLostIsToldInTheLog() throws IOException {
        SupervisorRig first = open();
        long orphan = first.start(first.sh("a", "exec sleep 616")).pid().orElseThrow();
        first.supervisor.close();
        Home home = new Home(folder);
        Files.delete(home.list());
        Files.deleteIfExists(home.list().resolveSibling(home.list().getFileName() + ".bak"));
        try (SupervisorRig rig = open()) {
            ProcessEvent.SupervisorLogged line =
                    rig.await(ProcessEvent.SupervisorLogged.class, _ -> true);
            assertThat(line.line()).contains("pid [" + orphan + "]", "not in the list any more");
        } finally {
            ProcessHandle.of(orphan).ifPresent(ProcessHandle::destroyForcibly);
        }
    }

    /** Field 22 of proc(5)'s stat, counted after the name in brackets. */
    private static String startTicks(long pid) throws IOException {
        String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
        return stat.substring(stat.lastIndexOf(')') + 2).split(" ")[19];
    }
}
