package dev.drover.desktop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.drover.testing.SessionBus;
import dev.drover.testing.TemporaryFolders;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** What GTK shares below a window, in a program of its own. */
@EnabledOnOs(OS.LINUX)
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class SharedBusConnectionTest {

    @Test
    void aProgramOutlivesTheBusOfItsSession() throws Exception {
        Path folder = TemporaryFolders.create();
        assumeTrue(hasGlib(), "GLib is not installed");
        SessionBus bus = SessionBus.start(folder);
        Process program = start(bus.address());
        try {
            assertThat(program.inputReader(StandardCharsets.UTF_8).readLine())
                    .isEqualTo("outlives the bus");
            bus.close();
            program.getOutputStream().close();
            assertThat(program.waitFor()).isZero();
        } finally {
            program.destroyForcibly();
            bus.close();
            TemporaryFolders.delete(folder);
        }
    }

    private static boolean hasGlib() {
        return Stream.of("x86_64", "aarch64")
                .map(machine -> Path.of("/usr/lib", machine + "-linux-gnu", "libgio-2.0.so.0"))
                .anyMatch(Files::exists);
    }

    private static Process start(String address) throws Exception {
        String classes = System.getProperty("drover.classes");
        ProcessBuilder builder =
                new ProcessBuilder(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "--patch-module=dev.drover="
                                        + Path.of(classes).resolveSibling("test-classes"),
                                "--add-modules=org.freedesktop.dbus",
                                "--enable-native-access=dev.drover",
                                "--module-path",
                                classes + File.pathSeparator + System.getProperty("drover.libs"),
                                "-m",
                                "dev.drover/dev.drover.testchild.OutlivesItsBus"));
        builder.environment().put("DBUS_SESSION_BUS_ADDRESS", address);
        return builder.redirectError(ProcessBuilder.Redirect.INHERIT).start();
    }
}
