package dev.drover.app;

import dev.drover.ui.common.Memory;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Properties;
import java.util.concurrent.Executor;

/**
 * Keeps what the parts of the window remember in a file of the state folder. What another window
 * wrote meanwhile stays. A file that cannot be read is as good as none.
 */
final class MemoryFile implements Memory {

    private static final Logger LOG = LoggerFactory.getLogger(MemoryFile.class);

    private final Path file;
    private final Executor blocking;
    private final Object lock = new Object();
    private final Properties values;
    private final Properties changes = new Properties();

    /**
     * @param blocking runs the writing
     */
    MemoryFile(Path stateFolder, Executor blocking) {
        this.file = stateFolder.resolve("view.properties");
        this.blocking = blocking;
        this.values = load();
    }

    @Override
    public String get(String key, String otherwise) {
        return values.getProperty(key, otherwise);
    }

    @Override
    public void put(String key, String value) {
        if (value.equals(get(key, ""))) {
            return;
        }
        values.setProperty(key, value);
        changes.setProperty(key, value);
        blocking.execute(this::save);
    }

    /** Writes what is not written yet. */
    void save() {
        synchronized (lock) {
            if (changes.isEmpty()) {
                return;
            }
            Properties now = load();
            Properties written = new Properties();
            written.putAll(changes);
            now.putAll(written);
            Path fresh = file.resolveSibling(file.getFileName() + ".tmp");
            try {
                Files.createDirectories(file.getParent());
                try (Writer writer = Files.newBufferedWriter(fresh)) {
                    now.store(writer, null);
                }
                Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING);
                written.forEach(changes::remove);
            } catch (IOException e) {
                LOG.warn("cannot write {}: choices of the window are forgotten", file, e);
            }
        }
    }

    private Properties load() {
        Properties saved = new Properties();
        if (Files.exists(file)) {
            try (Reader reader = Files.newBufferedReader(file)) {
                saved.load(reader);
            } catch (IOException | IllegalArgumentException e) {
                LOG.warn("cannot read {}: the window opens as the first time", file, e);
            }
        }
        return saved;
    }
}
