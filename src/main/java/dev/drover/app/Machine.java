package dev.drover.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** What this program and the machine it runs on are called. */
final class Machine {

    private static final Path KERNEL_NAME = Path.of("/proc/sys/kernel/hostname");

    private Machine() {}

    /** The version that the build gave the module. */
    static String version() {
        return Optional.ofNullable(Machine.class.getModule().getDescriptor())
                .flatMap(descriptor -> descriptor.rawVersion())
                .orElse("unknown");
    }

    /** The host's name, without asking a name server: that could hold up the window. */
    static String hostName(Map<String, String> environment) {
        for (String key : new String[] {"HOSTNAME", "COMPUTERNAME"}) {
            String name = environment.getOrDefault(key, "");
            if (!name.isBlank()) {
                return name;
            }
        }
        try {
            return Files.isReadable(KERNEL_NAME)
                    ? Files.readString(KERNEL_NAME).strip()
                    : "localhost";
        } catch (IOException e) {
            // A status bar can do without it.
            return "localhost";
        }
    }
}
