package dev.drover.childprocess.posix;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.drover.childprocess.ChildProcess;
import dev.drover.childprocess.ProcessRef;
import dev.drover.childprocess.SpawnOptions;
import dev.drover.domain.ExitStatus;
import dev.drover.domain.Signal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;

/**
 * A process that is looked after although it is no child of this one. Its end is seen at its pidfd;
 * how it ended is told by its keeper, by the kernel to any holder of a pidfd (since Linux 6.15), or
 * by the zombie that it is until its parent looks.
 */
final class Orphan {

    private static final long PIDFD_GET_INFO = 0xC040FF0BL;
    private static final long PIDFD_INFO_EXIT = 8;
    private static final int INFO_SIZE = 64;
    private static final int INFO_EXIT_CODE = 60;

    /** A parent may take its time to look: 1.4 s were seen. */
    private static final int MAX_LOOKS = 300;

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(10);

    private final Reactor reactor;
    private final int pidfd;
    private final PosixChild child;
    private final Witness witness;

    /** Whoever may know how a process ended. */
    @FunctionalInterface
    interface Witness {
        /** Answers later, on the reactor's thread; with nothing when it does not know. */
        void ask(Consumer<Optional<ExitStatus>> answer);
    }

    private Orphan(Reactor reactor, int pidfd, PosixChild child, Witness witness) {
        this.reactor = reactor;
        this.pidfd = pidfd;
        this.child = child;
        this.witness = witness;
    }

    /** Looks after a process of which nothing is known but itself. */
    static ChildProcess of(ProcessRef process, String command) {
        try {
            Reactor reactor = Reactor.shared();
            int pidfd = Libc.pidfdOpen(process.pid());
            // First the pidfd, then the comparison: from here on the number cannot change hands.
            boolean ours = pidfd >= 0 && process.isAlive();
            ChildSignals signals =
                    new ChildSignals(
                            process.pid(), ours ? pidfd : -1, true, ChildSignals.Reaping.BY_OTHERS);
            if (!ours && pidfd >= 0) {
                Libc.close(pidfd);
            }
            List<Optional<Descriptor>> none =
                    List.of(Optional.empty(), Optional.empty(), Optional.empty());
            return new Attachment(reactor, none, OptionalInt.empty(), SpawnOptions.DEFAULT)
                    .connect(
                            signals,
                            command,
                            List.of(command),
                            child ->
                                    watch(
                                            reactor,
                                            signals,
                                            child,
                                            a -> a.accept(Optional.empty())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits for the end of a process; one that is gone has ended. */
    static void watch(Reactor reactor, ChildSignals signals, PosixChild child, Witness witness)
            throws IOException {
        int pidfd = signals.pidfd();
        if (pidfd < 0) {
            reactor.execute(() -> child.hasEnded(unknown()));
            return;
        }
        Orphan orphan = new Orphan(reactor, pidfd, child, witness);
        reactor.register(
                pidfd,
                Reactor.READABLE,
                (self, _) -> {
                    // It would be told again and again, until its parent looks.
                    reactor.unregister(self);
                    orphan.look(MAX_LOOKS);
                });
    }

    private void look(int left) {
        witness.ask(
                told -> {
                    Optional<ExitStatus> status = told.or(this::ofKernel).or(this::ofZombie);
                    if (status.isPresent() || left == 0) {
                        child.hasEnded(status.orElseGet(Orphan::unknown));
                    } else {
                        reactor.schedule(BETWEEN_LOOKS, () -> look(left - 1));
                    }
                });
    }

    private Optional<ExitStatus> ofKernel() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment info = arena.allocate(INFO_SIZE, 8);
            info.set(JAVA_LONG, 0, PIDFD_INFO_EXIT);
            boolean known =
                    Libc.ioctl(pidfd, PIDFD_GET_INFO, info.address()) == 0
                            && (info.get(JAVA_LONG, 0) & PIDFD_INFO_EXIT) != 0;
            return known
                    ? Optional.of(statusOf(info.get(JAVA_INT, INFO_EXIT_CODE)))
                    : Optional.empty();
        }
    }

    /** The last field of its line in {@code /proc}; the number is its own while it is a zombie. */
    private Optional<ExitStatus> ofZombie() {
        try {
            Path file = Path.of("/proc", Long.toString(child.pid()), "stat");
            String line = Files.readString(file, StandardCharsets.ISO_8859_1).strip();
            boolean zombie = line.startsWith("Z", line.lastIndexOf(')') + 2);
            int field = Integer.parseInt(line.substring(line.lastIndexOf(' ') + 1));
            // Still the same one after the look, or the line may have been another's.
            return zombie && Libc.pidfdSendSignal(pidfd, 0, 0) == 0
                    ? Optional.of(statusOf(field))
                    : Optional.empty();
        } catch (IOException _) {
            // Its parent has looked: there is nothing left to read.
            return Optional.empty();
        }
    }

    /** What wait(2) has in one word. */
    static ExitStatus statusOf(int word) {
        int signal = word & 0x7f;
        return signal == 0
                ? new ExitStatus.Exited(word >> 8 & 0xff)
                : new ExitStatus.Signaled(Signal.ofNumber(signal), (word & 0x80) != 0);
    }

    private static ExitStatus unknown() {
        return new ExitStatus.Unknown("it ended while no supervisor ran");
    }
}
