package dev.drover.client.ssh;

import dev.drover.testing.Ports;

import org.junit.jupiter.api.Assumptions;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * An {@code sshd} of this user on a port of the loopback, with keys and files of its own, and an
 * {@code ssh} that knows it as {@code box}. Nothing of the user's own is read or written.
 */
public final class LoopbackSshd implements AutoCloseable {

    private static final Path SSHD = Path.of("/usr/sbin/sshd");

    /** Where sshd puts its unprivileged half when it runs as root. */
    private static final Path EMPTY = Path.of("/run/sshd");

    private final Path folder;
    private final int port;
    private Process sshd;

    private LoopbackSshd(Path folder, int port) {
        this.folder = folder;
        this.port = port;
    }

    /**
     * Starts it; skips the test where there is none.
     *
     * @param folder for its files
     * @param account variables of each session, such as HOME and PATH
     */
    public static LoopbackSshd start(Path folder, Map<String, String> account) throws Exception {
        Assumptions.assumeTrue(
                Files.isExecutable(SSHD), "no /usr/sbin/sshd: install openssh-server");
        if (Files.notExists(EMPTY) && Files.isWritable(EMPTY.getParent())) {
            Files.createDirectory(EMPTY);
        }
        Files.createDirectories(folder);
        LoopbackSshd made = new LoopbackSshd(folder, Ports.free());
        made.makeKey("host_key");
        made.makeKey("user_key");
        Files.copy(folder.resolve("user_key.pub"), folder.resolve("authorized_keys"));
        made.knowHostKey("host_key");
        made.writeServerConfiguration(account, List.of());
        made.writeClientConfiguration(List.of());
        made.launch();
        return made;
    }

    /** The {@code ssh} that knows this one. */
    public SshProgram client() {
        return new SshProgram(List.of("ssh", "-F", clientConfiguration().toString()));
    }

    /** The same as one program, for {@code DROVER_SSH}. */
    public Path program() throws IOException {
        Path program = folder.resolve("ssh");
        Files.writeString(
                program, "#!/bin/sh\nexec ssh -F '%s' \"$@\"\n".formatted(clientConfiguration()));
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
        return program;
    }

    public Path clientConfiguration() {
        return folder.resolve("ssh_config");
    }

    public int port() {
        return port;
    }

    /** Kills it with all its sessions: the machine is gone. */
    public void kill() {
        // Itself first: it would let those in again that lose their session.
        List<ProcessHandle> all = new ArrayList<>(List.of(sshd.toHandle()));
        all.addAll(sshd.toHandle().descendants().toList());
        all.forEach(ProcessHandle::destroyForcibly);
        all.forEach(one -> one.onExit().orTimeout(60, TimeUnit.SECONDS).join());
    }

    /** Starts it where it was. */
    public void launch() throws Exception {
        sshd =
                new ProcessBuilder(
                                SSHD.toString(),
                                "-D",
                                "-e",
                                "-f",
                                folder.resolve("sshd_config").toString())
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start();
        CompletableFuture<Void> listening = new CompletableFuture<>();
        StringBuffer said = new StringBuffer();
        Thread.startVirtualThread(() -> follow(sshd, listening, said));
        try {
            listening.get(30, TimeUnit.SECONDS);
        } catch (java.util.concurrent.TimeoutException e) {
            throw new AssertionError("sshd does not listen: " + said, e);
        }
    }

    private static void follow(Process sshd, CompletableFuture<Void> listening, StringBuffer said) {
        try (BufferedReader lines = sshd.errorReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                said.append(line).append('\n');
                if (line.startsWith("Server listening")) {
                    listening.complete(null);
                }
            }
        } catch (IOException e) {
            said.append(e);
        }
        listening.completeExceptionally(new AssertionError("sshd has ended: " + said));
    }

    /** What a session may do from now on. */
    public void restrict(String... lines) throws Exception {
        kill();
        writeServerConfiguration(Map.of(), List.of(lines));
        launch();
    }

    /** What is added to the user's own configuration of {@code ssh}. */
    public void configureClient(String... lines) throws IOException {
        writeClientConfiguration(List.of(lines));
    }

    /** It gets another key, as a machine does that has taken its place. */
    public void changeHostKey() throws Exception {
        kill();
        Files.delete(folder.resolve("host_key"));
        Files.delete(folder.resolve("host_key.pub"));
        makeKey("host_key");
        launch();
    }

    public void forgetHostKey() throws IOException {
        Files.writeString(folder.resolve("known_hosts"), "");
    }

    public void forgetUserKey() throws IOException {
        Files.writeString(folder.resolve("authorized_keys"), "");
    }

    private void knowHostKey(String name) throws IOException {
        String key = Files.readString(folder.resolve(name + ".pub"));
        Files.writeString(folder.resolve("known_hosts"), "[127.0.0.1]:%d %s".formatted(port, key));
    }

    private void makeKey(String name) throws Exception {
        Process keygen =
                new ProcessBuilder(
                                "ssh-keygen",
                                "-q",
                                "-t",
                                "ed25519",
                                "-N",
                                "",
                                "-f",
                                folder.resolve(name).toString())
                        .redirectErrorStream(true)
                        .start();
        String said = new String(keygen.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (keygen.waitFor() != 0) {
            throw new AssertionError("ssh-keygen: " + said);
        }
    }

    private void writeServerConfiguration(Map<String, String> account, List<String> more)
            throws IOException {
        List<String> lines = new ArrayList<>();
        // The first value counts.
        lines.addAll(more);
        lines.addAll(
                List.of(
                        "ListenAddress 127.0.0.1:" + port,
                        "HostKey " + folder.resolve("host_key"),
                        "AuthorizedKeysFile " + folder.resolve("authorized_keys"),
                        "PidFile none",
                        "StrictModes no",
                        "UsePAM no",
                        "PermitRootLogin prohibit-password",
                        "PasswordAuthentication no",
                        "KbdInteractiveAuthentication no",
                        "MaxStartups 100"));
        if (!account.isEmpty()) {
            StringBuilder set = new StringBuilder("SetEnv");
            account.forEach((name, value) -> set.append(" \"%s=%s\"".formatted(name, value)));
            lines.add(set.toString());
        }
        Files.write(folder.resolve("sshd_config"), lines);
    }

    private void writeClientConfiguration(List<String> more) throws IOException {
        List<String> lines = new ArrayList<>(more);
        lines.addAll(
                List.of(
                        "Host box",
                        "  HostName 127.0.0.1",
                        "  Port " + port,
                        "Host *",
                        "  IdentityFile " + folder.resolve("user_key"),
                        "  IdentitiesOnly yes",
                        "  IdentityAgent none",
                        "  UserKnownHostsFile " + folder.resolve("known_hosts"),
                        "  GlobalKnownHostsFile /dev/null",
                        "  UpdateHostKeys no"));
        Files.write(clientConfiguration(), lines);
    }

    @Override
    public void close() {
        kill();
    }
}
