package dev.drover.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.domain.Home;
import dev.drover.testing.TemporaryFolders;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

@Timeout(value = 180, unit = TimeUnit.SECONDS)
class DoctorTest {

    private final Map<String, String> environment = new HashMap<>();
    private Path state;
    private Path near;
    private Home home;

    @BeforeEach
    void makeHome(@TempDir Path folder) throws IOException {
        state = Files.createDirectory(folder.resolve("state"));
        // The path of a socket is short.
        near = TemporaryFolders.create();
        home = new Home(Files.createDirectory(near.resolve("h")));
        Files.setPosixFilePermissions(home.root(), PosixFilePermissions.fromString("rwx------"));
        environment.put("HOME", folder.toString());
    }

    @AfterEach
    void removeHome() throws IOException {
        try (var files = Files.walk(near)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private Report examine() {
        return new Doctor(
                        new Doctor.Subject(
                                home,
                                new Doctor.Folders(state, state, state),
                                environment,
                                "1.2.3"))
                .examine();
    }

    private Path file(String name, String text) throws IOException {
        Path file = Files.writeString(home.root().resolve(name), text);
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }

    @Test
    void emptyHomeIsHealthy() {
        Report report = examine();
        assertThat(report.problems()).isEmpty();
        assertThat(report.text())
                .contains("drover 1.2.3", "none runs", "Nothing is wrong.", "not on the PATH");
    }

    @Test
    void aHomeThatOthersMayReadIsTold() throws IOException {
        Files.setPosixFilePermissions(home.root(), PosixFilePermissions.fromString("rwxr-xr-x"));
        assertThat(examine().problems())
                .singleElement()
                .asString()
                .contains("Other users may read", "chmod go-rwx '" + home.root() + "'");
    }

    @Test
    void aFileThatOthersMayReadIsTold() throws IOException {
        Files.setPosixFilePermissions(
                file("dump.pm2", "[]"), PosixFilePermissions.fromString("rw-r--r--"));
        assertThat(examine().problems()).singleElement().asString().contains("dump.pm2");
    }

    @Test
    void wrongSettingsAreToldInTheSupervisorsWords() throws IOException {
        file("settings.json", "{\"redact\": 3}");
        assertThat(examine().problems())
                .singleElement()
                .asString()
                .contains("\"redact\" must be true, false or a list of patterns");
    }

    @Test
    void aHomeThatIsAFileIsTold() throws IOException {
        home = new Home(file("file", ""));
        assertThat(examine().problems()).singleElement().asString().contains("is not a folder");
    }

    @Test
    void aPathTooLongForASocketIsTold() {
        home = new Home(near.resolve("x".repeat(120)));
        assertThat(examine().problems())
                .singleElement()
                .asString()
                .contains("too long for a socket by");
    }

    @Test
    void aSocketWhereNobodyListensIsTold() throws IOException {
        try (ServerSocketChannel left = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            left.bind(UnixDomainSocketAddress.of(home.rpcSocket()));
        }
        Files.setPosixFilePermissions(
                home.rpcSocket(), PosixFilePermissions.fromString("rw-------"));
        Report report = examine();
        assertThat(report.text()).contains("does not answer");
        assertThat(report.problems()).hasSize(1);
    }

    @Test
    void aKeeperThatCannotBeRunIsTold() throws IOException {
        file("drover-keeper", "");
        assertThat(examine().problems())
                .singleElement()
                .asString()
                .contains("processes would not outlive the supervisor");
    }

    @Test
    void theNodeOnThePathTellsItsVersion() throws IOException {
        Path bin = Files.createDirectory(near.resolve("bin"));
        Path node = Files.writeString(bin.resolve("node"), "#!/bin/sh\necho v99.1.0\n");
        Files.setPosixFilePermissions(node, PosixFilePermissions.fromString("rwx------"));
        environment.put("PATH", bin.toString());
        assertThat(examine().text()).contains(node.toString(), "v99.1.0");
    }

    @Test
    void lastLinesOfTheLogsAreQuotedWithoutSecretsAndWithoutEscapes() throws IOException {
        environment.put("DEPLOY_TOKEN", "canary-4711");
        file("pm2.log", "old\n".repeat(5000) + "failed with canary-4711 \u001b]52;c;x\u0007\n");
        Files.writeString(state.resolve("drover.log"), "java.lang.IllegalStateException: oh\n");
        String text = examine().text();
        assertThat(text)
                .contains("failed with [redacted]", "IllegalStateException: oh")
                .doesNotContain("canary-4711", "\u001b");
        assertThat(text.lines().filter(line -> line.strip().equals("old"))).hasSize(19);
    }
}
