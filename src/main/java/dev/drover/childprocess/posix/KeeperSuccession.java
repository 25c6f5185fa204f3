package dev.drover.childprocess.posix;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import dev.drover.childprocess.SpawnOptions;
import dev.drover.childprocess.Stdio;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Another keeper for a process whose keeper was killed. */
final class KeeperSuccession {

    private static final int AF_UNIX = 1;
    private static final int SOCK_SEQPACKET_CLOEXEC = 5 | 0x80000;

    /** The program's own word for it; what follows is this process's command. */
    private static final String AFTER = "--after";

    private KeeperSuccession() {}

    /** The program of the keeper that lives now; to be asked while it does. */
    static Optional<Path> program() throws IOException {
        Optional<ProcessHandle> parent = ProcessHandle.current().parent();
        return parent.isPresent()
                ? Optional.of(Files.readSymbolicLink(Path.of("/proc/" + parent.get().pid(), "exe")))
                : Optional.empty();
    }

    /** A keeper that looks at this process. */
    static KeeperSocket start(Optional<Path> program) throws IOException {
        if (program.isEmpty() || !Files.isExecutable(program.get())) {
            throw new IOException("There is no program for another keeper.");
        }
        int[] pair = pair();
        Descriptor ours = new Descriptor(pair[0]);
        try {
            PosixBackend.spawn(program.get().toString(), command(), options(pair[1]), Custody.NONE);
            KeeperSocket socket = new KeeperSocket(ours);
            introduceThisProcess(socket);
            return socket;
        } catch (IOException e) {
            ours.close();
            throw e;
        } finally {
            Libc.close(pair[1]);
        }
    }

    private static int[] pair() throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment two = arena.allocate(JAVA_INT, 2);
            Errno.check(
                    Libc.socketpair(AF_UNIX, SOCK_SEQPACKET_CLOEXEC, 0, two.address()),
                    "socketpair");
            return two.toArray(JAVA_INT);
        }
    }

    private static SpawnOptions options(int socket) {
        return SpawnOptions.DEFAULT
                .withStdio(
                        new Stdio.Ignore(),
                        new Stdio.Ignore(),
                        new Stdio.Ignore(),
                        new Stdio.Descriptor(socket))
                .withDetached(true);
    }

    /** What this process was started with. */
    private static List<String> command() throws IOException {
        String line = Files.readString(Path.of("/proc/self/cmdline"), StandardCharsets.UTF_8);
        List<String> command = new ArrayList<>(List.of(AFTER));
        command.addAll(List.of(line.substring(0, line.length() - 1).split("\0", -1)));
        return command;
    }

    private static void introduceThisProcess(KeeperSocket socket) throws IOException {
        long pid = ProcessHandle.current().pid();
        int pidfd = Errno.check(Libc.pidfdOpen(pid), "pidfd_open");
        try {
            socket.send(KeeperMessage.bytes(KeeperMessage.THERE, (int) pid, 0, new byte[0]), pidfd);
        } finally {
            Libc.close(pidfd);
        }
    }
}
