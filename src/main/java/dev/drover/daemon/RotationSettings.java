package dev.drover.daemon;

import dev.drover.domain.Home;
import dev.drover.domain.LogRotation;
import dev.drover.protocol.pm2.InvalidOptionException;
import dev.drover.protocol.pm2.RotationFields;
import dev.drover.supervisor.trigger.RestartTriggers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * When the logs of a home are rotated: {@code log-rotation.json} in it says so, else what {@code
 * pm2 set pm2-logrotate:…} has left in {@code module_conf.json}. Both may change at any time.
 */
final class RotationSettings implements Supplier<LogRotation> {

    private final Path own;
    private final Path modules;
    private final Consumer<String> notice;
    private byte[] seen = {};
    private LogRotation policy = LogRotation.DEFAULT;

    /**
     * @param notice gets a sentence when a file cannot be used
     */
    RotationSettings(Home home, Consumer<String> notice) {
        this.own = home.root().resolve("log-rotation.json");
        this.modules = home.root().resolve("module_conf.json");
        this.notice = notice;
    }

    /** The same object as long as nothing changes. Blocks for a small file. */
    @Override
    public synchronized LogRotation get() {
        Path file = Files.exists(own) ? own : modules;
        try {
            byte[] text = Files.exists(file) ? Files.readAllBytes(file) : new byte[0];
            if (!Arrays.equals(text, seen)) {
                seen = text;
                policy = read(file, text);
            }
        } catch (IOException | InvalidOptionException e) {
            notice.accept(
                    "The settings of log rotation in %s cannot be used: %s"
                            .formatted(file, e.getMessage()));
        }
        return policy;
    }

    private LogRotation read(Path file, byte[] text) {
        if (text.length == 0) {
            return LogRotation.DEFAULT;
        }
        return file.equals(own)
                ? RotationFields.of(text, RestartTriggers::schedule)
                : RotationFields.ofModule(text, RestartTriggers::schedule);
    }
}
