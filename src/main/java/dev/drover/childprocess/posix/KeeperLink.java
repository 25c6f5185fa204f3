package dev.drover.childprocess.posix;

import dev.drover.childprocess.ChildProcess;
import dev.drover.childprocess.Handle;
import dev.drover.childprocess.Keeper;
import dev.drover.childprocess.ProcessRef;
import dev.drover.childprocess.SpawnException;
import dev.drover.childprocess.SpawnOptions;
import dev.drover.childprocess.posix.ChildSignals.Reaping;
import dev.drover.domain.ExitStatus;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** The supervisor's side of the socket to its keeper. */
final class KeeperLink implements Keeper {

    private static final Logger LOG = LoggerFactory.getLogger(KeeperLink.class);

    /** Where the keeper puts our end of the socket. */
    private static final int DESCRIPTOR = 3;

    private static final long LISTENER_KEY = 1;

    /** The child's descriptor of the IPC channel, as Drover's services have it. */
    private static final int CHANNEL = 3;

    private volatile KeeperSocket socket;
    private final Optional<Path> program;
    private final Reactor reactor;
    private final Map<Long, KeeperMessage> received = new ConcurrentHashMap<>();
    private final KeeperHoldings holdings = new KeeperHoldings(this::socket);
    private final Map<Long, Consumer<Optional<ExitStatus>>> asked = new ConcurrentHashMap<>();

    private volatile Optional<Path> introduced = Optional.empty();
    private volatile Optional<Path> listener = Optional.empty();
    private volatile boolean ready;

    // Of the reactor's thread.
    private Runnable lostListener = () -> {};
    private boolean watched;

    private KeeperLink(KeeperSocket socket, Reactor reactor, Optional<Path> program) {
        this.socket = socket;
        this.program = program;
        this.reactor = reactor;
        socket.onBack(this::tellAll);
    }

    private KeeperSocket socket() {
        return socket;
    }

    /** The one of this process; empty when it was not started by a keeper. */
    static Optional<Keeper> shared() {
        return Shared.LINK;
    }

    private static final class Shared {

        static final Optional<Keeper> LINK = open(System.getenv(VARIABLE));

        private static Optional<Keeper> open(@Nullable String variable) {
            try {
                Path link = Path.of("/proc/self/fd/" + DESCRIPTOR);
                if (variable == null
                        || !Files.readSymbolicLink(link).toString().startsWith("socket:")) {
                    return Optional.empty();
                }
                int fd = Errno.check(Libc.duplicateFrom(DESCRIPTOR, DESCRIPTOR), "fcntl");
                Libc.close(DESCRIPTOR);
                return Optional.of(
                        new KeeperLink(
                                new KeeperSocket(new Descriptor(fd)),
                                Reactor.shared(),
                                KeeperSuccession.program()));
            } catch (IOException e) {
                LOG.warn("The keeper cannot be reached.", e);
                return Optional.empty();
            }
        }
    }

    @Override
    public boolean isLost() {
        return socket.isLost();
    }

    @Override
    public void onLost(Runnable listener) {
        reactor.execute(
                () -> {
                    lostListener = listener;
                    try {
                        watch();
                    } catch (IOException e) {
                        LOG.warn("The keeper cannot be watched.", e);
                    }
                });
    }

    @Override
    public void introduce(Path path) {
        introduced = Optional.of(path);
        byte[] bytes = path.toString().getBytes(StandardCharsets.UTF_8);
        socket.send(KeeperMessage.bytes(KeeperMessage.HELLO, 0, 0, bytes));
    }

    @Override
    public void ready() {
        ready = true;
        socket.send(KeeperMessage.bytes(KeeperMessage.READY, 0, 0, new byte[0]));
    }

    @Override
    public List<Kept> held() throws IOException {
        socket.send(KeeperMessage.bytes(KeeperMessage.LIST, 0, 0, new byte[0]));
        List<Kept> held = new ArrayList<>();
        while (true) {
            KeeperMessage message = socket.receive();
            if (message.op() == KeeperMessage.LIST_END) {
                holdings.keepMessagesOf(received.keySet());
                return List.copyOf(held);
            }
            if (message.key() == LISTENER_KEY) {
                message.fds().forEach(Libc::close);
            } else if (LargeMessages.isKey(message.key())) {
                holdings.begun(message);
            } else {
                received.put(message.key(), message);
                byte[] data = message.data();
                byte[] note = Arrays.copyOfRange(data, Math.min(1, data.length), data.length);
                held.add(new Kept(message.key(), note, message.pid()));
            }
        }
    }

    @Override
    public ChildProcess spawn(
            long key, byte[] note, String command, List<String> args, SpawnOptions options)
            throws SpawnException {
        KeeperSocket before = socket;
        int losses = before.losses();
        boolean lost = before.isLost();
        try {
            PosixChild child = PosixBackend.spawn(command, args, options, new Holding(key, note));
            holdings.add(key, note, child);
            if (lost || socket != before || before.losses() != losses) {
                holdings.give(key);
            }
            return child;
        } catch (SpawnException | RuntimeException e) {
            release(key);
            throw e;
        }
    }

    @Override
    public ChildProcess adopt(Kept kept, Optional<ProcessRef> process, String command)
            throws IOException {
        KeeperMessage message = received.remove(kept.key());
        if (message == null) {
            throw new IOException("The keeper does not hold %s any more.".formatted(command));
        }
        List<Integer> fds = new ArrayList<>(message.fds());
        int mask = message.data().length == 0 ? 0 : message.data()[0];
        try {
            long pid = kept.pid() != 0 ? kept.pid() : process.orElseThrow().pid();
            int pidfd = kept.pid() != 0 ? fds.removeFirst() : open(process.orElseThrow());
            ChildSignals signals = new ChildSignals(pid, pidfd, true, Reaping.BY_OTHERS);
            if (kept.pid() == 0) {
                byte[] alive =
                        KeeperMessage.bytes(
                                KeeperMessage.ALIVE, (int) pid, kept.key(), new byte[0]);
                socket.send(alive, pidfd);
            }
            PosixChild child =
                    new Attachment(reactor, ends(mask, fds), channel(mask), SpawnOptions.DEFAULT)
                            .adopted(new LargeMessages(holdings, kept.key()))
                            .connect(
                                    signals,
                                    command,
                                    List.of(command),
                                    orphan ->
                                            Orphan.watch(
                                                    reactor,
                                                    signals,
                                                    orphan,
                                                    answer -> ask(kept.key(), answer)));
            holdings.add(kept.key(), kept.note(), child);
            return child;
        } catch (IOException e) {
            release(kept.key());
            throw e;
        }
    }

    private static int open(ProcessRef process) throws IOException {
        int pidfd = Errno.check(Libc.pidfdOpen(process.pid()), "pidfd_open");
        if (!process.isAlive()) {
            Libc.close(pidfd);
            throw Errno.exception(Errno.ESRCH, "pidfd_open");
        }
        return pidfd;
    }

    /**
     * @param mask has a bit for each descriptor of the child that there is an end of
     */
    private static List<Optional<Descriptor>> ends(int mask, List<Integer> fds) {
        List<Optional<Descriptor>> ends = new ArrayList<>();
        int next = 0;
        for (int fd = 0; fd < Byte.SIZE; fd++) {
            boolean has = (mask & 1 << fd) != 0 && next < fds.size();
            ends.add(has ? Optional.of(new Descriptor(fds.get(next++), true)) : Optional.empty());
        }
        return ends;
    }

    private static OptionalInt channel(int mask) {
        return (mask & 1 << CHANNEL) != 0 ? OptionalInt.of(CHANNEL) : OptionalInt.empty();
    }

    @Override
    public void release(long key) {
        Optional.ofNullable(received.remove(key)).ifPresent(it -> it.fds().forEach(Libc::close));
        // Forgotten first: whoever tells a keeper everything just now looks again afterwards.
        holdings.remove(key);
        holdings.drop(key);
    }

    @Override
    public void hold(long key, byte[] note, Handle handle) {
        if (note.length < KeeperMessage.MAX_DATA && handle instanceof NativeHandle ours) {
            holdings.add(key, note, ours);
        }
    }

    @Override
    public void replace() throws IOException {
        KeeperSocket next = KeeperSuccession.start(program);
        socket = next;
        reactor.execute(
                () -> {
                    try {
                        watched = false;
                        watch();
                    } catch (IOException e) {
                        LOG.warn("The keeper cannot be watched.", e);
                    }
                });
        next.onBack(this::tellAll);
        tellAll();
        if (isLost()) {
            throw new IOException("The keeper ended at once.");
        }
    }

    /** To a keeper that is new, or that did not hear for a while. */
    private void tellAll() {
        introduced.ifPresent(this::introduce);
        holdings.giveAll();
        listener.ifPresent(this::holdListener);
        if (ready) {
            ready();
        }
    }

    @Override
    public void leaves(int code) {
        socket.send(KeeperMessage.farewell(code));
    }

    @Override
    public Optional<Handle> takeBack(Kept kept) {
        KeeperMessage message = received.remove(kept.key());
        return message == null || message.fds().size() != 1
                ? Optional.empty()
                : NativeHandle.of(message.fds().getFirst());
    }

    @Override
    public void holdListener(Path path) {
        listener = Optional.of(path);
        try {
            OptionalInt fd = OpenSockets.listeningAt(path);
            if (fd.isPresent()) {
                holdings.put(LISTENER_KEY, new byte[] {0}, fd.getAsInt());
            }
        } catch (IOException e) {
            LOG.warn("The socket {} cannot be held for the next supervisor.", path, e);
        }
    }

    /** On the reactor's thread. */
    private void ask(long key, Consumer<Optional<ExitStatus>> answer) {
        try {
            watch();
            asked.put(key, answer);
            if (!socket.send(KeeperMessage.bytes(KeeperMessage.WAIT, 0, key, new byte[0]))) {
                answered(key, Optional.empty());
            }
        } catch (IOException e) {
            LOG.warn("The keeper cannot be asked.", e);
            answered(key, Optional.empty());
        }
    }

    private void watch() throws IOException {
        if (!watched) {
            watched = true;
            socket.watch(reactor, this::heard, this::lost);
        }
    }

    private void heard(KeeperMessage message) {
        if (message.op() == KeeperMessage.STATUS) {
            answered(
                    message.key(),
                    message.state() == KeeperMessage.ENDED
                            ? Optional.of(Orphan.statusOf(message.status()))
                            : Optional.empty());
        }
    }

    private void lost() {
        lostListener.run();
        List.copyOf(asked.keySet()).forEach(key -> answered(key, Optional.empty()));
    }

    private void answered(long key, Optional<ExitStatus> status) {
        Optional.ofNullable(asked.remove(key)).ifPresent(answer -> answer.accept(status));
    }

    /** What is held for one child while it is being started. */
    private final class Holding implements Custody {

        private final long key;
        private final byte[] note;

        Holding(long key, byte[] note) {
            this.key = key;
            this.note = note;
        }

        @Override
        public void begins(StdioPlan stdio) {
            List<Integer> fds = new ArrayList<>();
            int mask = 0;
            for (int fd = 0; fd < Math.min(stdio.size(), Byte.SIZE); fd++) {
                int end = stdio.parentFd(fd);
                if (end >= 0) {
                    mask |= 1 << fd;
                    fds.add(end);
                }
            }
            holdings.put(
                    key,
                    KeeperHoldings.data(mask, note),
                    fds.stream().mapToInt(Integer::intValue).toArray());
        }

        @Override
        public void lives(int pid, int pidfd) {
            socket.send(KeeperMessage.bytes(KeeperMessage.ALIVE, pid, key, new byte[0]), pidfd);
        }

        @Override
        public boolean isHeld() {
            return !isLost();
        }

        @Override
        public Optional<LargeMessages> largeMessages() {
            return Optional.of(new LargeMessages(holdings, key));
        }

        @Override
        public Reaping reaping() {
            return Reaping.LATER;
        }
    }
}
