package dev.drover.client.ssh;

import dev.drover.client.ConnectOptions;
import dev.drover.client.ProcessManager;
import dev.drover.client.ProcessManagers;
import dev.drover.client.ssh.SshFailure.Kind;
import dev.drover.domain.Home;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * The way to the home of a supervisor on another machine: one {@code ssh} with its two sockets
 * forwarded. It is started when a connection is wanted, and again when it has ended meanwhile; many
 * connections may go through it. Safe for use by several threads.
 */
public final class SshLink implements AutoCloseable {

    /** What is being done while a connection is made. */
    public enum Step {
        /** Logging in, to learn where the account's folder is. */
        ASKING_HOME,
        /** Logging in, with the sockets. */
        FORWARDING,
        /** Talking to the supervisor. */
        GREETING
    }

    /** One {@code ssh} with its sockets. */
    private record Tunnel(RemoteShell shell, Home home, Path folder) {}

    private final SshProgram program;
    private final RemoteHome remote;
    private final Map<String, String> environment;
    private final String client;
    private final Consumer<Step> steps;
    private final Lock lock = new ReentrantLock();

    // Under the lock.
    private @Nullable Tunnel tunnel;
    private @Nullable SocketFolder folder;
    private @Nullable String root;

    private volatile @Nullable RemoteShell present;
    private volatile boolean wanted = true;

    /**
     * @param environment where the folder of the sockets is: {@code XDG_RUNTIME_DIR}
     * @param client what the supervisor calls us in the causes of what we ask for
     * @param steps told on a thread of this class what is done
     */
    public SshLink(
            SshProgram program,
            RemoteHome remote,
            Map<String, String> environment,
            String client,
            Consumer<Step> steps) {
        this.program = program;
        this.remote = remote;
        this.environment = Map.copyOf(environment);
        this.client = client;
        this.steps = steps;
    }

    /**
     * A new connection to the supervisor. Fails with a {@link SshFailure}, at once after {@link
     * #disconnect}.
     */
    public CompletableFuture<ProcessManager> connect() {
        return CompletableFuture.supplyAsync(this::tunnel, Thread::startVirtualThread)
                .thenCompose(this::greet);
    }

    /** Starts Drover's supervisor on the other machine; fails with a {@link SshFailure}. */
    public CompletableFuture<Void> startSupervisor() {
        return CompletableFuture.supplyAsync(this::tunnel, Thread::startVirtualThread)
                .thenCompose(open -> open.shell().startSupervisor());
    }

    /** Ends {@code ssh}, or the attempt to connect with it, until {@link #resume}. */
    public void disconnect() {
        wanted = false;
        RemoteShell shell = present;
        if (shell != null) {
            shell.close();
        }
    }

    /** Lets {@link #connect} connect again. */
    public void resume() {
        wanted = true;
    }

    /** Ends {@code ssh} for good; does not wait for it. */
    @Override
    public void close() {
        end();
    }

    /** Ends {@code ssh} for good; completes when it has ended and the sockets are removed. */
    public CompletableFuture<Void> end() {
        disconnect();
        RemoteShell shell = present;
        CompletableFuture<?> ended =
                shell == null ? CompletableFuture.completedFuture(null) : shell.end();
        return ended.thenRunAsync(this::removeSockets, Thread::startVirtualThread);
    }

    private void removeSockets() {
        lock.lock();
        try {
            SocketFolder made = folder;
            folder = null;
            if (made != null) {
                made.close();
            }
        } finally {
            lock.unlock();
        }
    }

    private Tunnel tunnel() {
        lock.lock();
        try {
            requireWanted();
            Tunnel open = tunnel;
            if (open == null || !open.shell().isAlive()) {
                if (open != null) {
                    // Its sockets have the same names.
                    open.shell().end().join();
                }
                open = dig();
                tunnel = open;
            }
            return open;
        } finally {
            lock.unlock();
        }
    }

    private Tunnel dig() {
        String absolute = root();
        steps.accept(Step.FORWARDING);
        Home there = new Home(Path.of(absolute));
        Home here = new Home(sockets());
        RemoteShell shell =
                open(
                        new RemoteHome(remote.destination(), absolute),
                        List.of(
                                new SshProgram.Forwarding(here.rpcSocket(), absolute + "/rpc.sock"),
                                new SshProgram.Forwarding(
                                        here.pubSocket(), absolute + "/pub.sock")));
        if (Files.notExists(here.rpcSocket()) || Files.notExists(here.pubSocket())) {
            shell.close();
            throw SshComplaint.explain(remote.destination(), shell.complaints(), Kind.ENDED);
        }
        return new Tunnel(shell, there, here.root());
    }

    /** The home's absolute path: sshd forwards to nothing else. */
    private String root() {
        String known = remote.folder().startsWith("/") ? remote.folder() : root;
        if (known == null) {
            steps.accept(Step.ASKING_HOME);
            try (RemoteShell shell = open(remote, List.of())) {
                known = shell.home().join();
            }
        }
        if (!RemoteHome.isFolder(known)) {
            throw failure(Kind.PATH_TOO_LONG, known);
        }
        root = known;
        return known;
    }

    /** A shell that answers. */
    private RemoteShell open(RemoteHome home, List<SshProgram.Forwarding> forwardings) {
        RemoteShell shell = RemoteShell.start(program, home, forwardings);
        present = shell;
        try {
            // Somebody may have disconnected between.
            requireWanted();
            shell.home().join();
            return shell;
        } catch (CompletionException | SshFailure e) {
            shell.close();
            throw e.getCause() instanceof TimeoutException
                    ? SshComplaint.explain(
                            remote.destination(), shell.complaints(), Kind.UNREACHABLE)
                    : e;
        }
    }

    private Path sockets() {
        try {
            SocketFolder made = folder;
            if (made == null) {
                made = SocketFolder.create(environment);
                folder = made;
            }
            return made.path();
        } catch (IOException e) {
            throw new CompletionException(e);
        }
    }

    private CompletableFuture<ProcessManager> greet(Tunnel open) {
        steps.accept(Step.GREETING);
        return ProcessManagers.connect(
                        ConnectOptions.of(open.home())
                                .withClient(client)
                                .withForwarded(open.folder()))
                .exceptionallyCompose(refused -> explain(open, refused));
    }

    private <T> CompletableFuture<T> explain(Tunnel open, Throwable refused) {
        Throwable cause = refused instanceof CompletionException ? refused.getCause() : refused;
        if (cause.getCause() instanceof TimeoutException) {
            return CompletableFuture.failedFuture(cause);
        }
        return open.shell()
                .facts()
                .thenCompose(facts -> CompletableFuture.failedFuture(reason(open, facts)));
    }

    private SshFailure reason(Tunnel open, RemoteFacts facts) {
        // To sshd it is the same whether it may not connect or nobody listens.
        if (facts.socket() && facts.running()) {
            return failure(Kind.FORWARDING_FORBIDDEN, "");
        }
        return switch (facts.folder()) {
            case NO -> failure(Kind.NO_HOME, open.home().root().toString());
            case CLOSED -> failure(Kind.HOME_CLOSED, open.home().root().toString());
            case YES -> failure(Kind.NO_SUPERVISOR, open.home().root().toString());
        };
    }

    private void requireWanted() {
        if (!wanted) {
            throw failure(Kind.CANCELLED, "");
        }
    }

    private SshFailure failure(Kind kind, String detail) {
        return new SshFailure(kind, remote.destination(), detail);
    }
}
