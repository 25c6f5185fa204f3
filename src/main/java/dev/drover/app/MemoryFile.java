package dev.drover.app;

import dev.drover.ui.common.Memory;
import dev.drover.ui.common.PropertiesFile;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Properties;
import java.util.concurrent.Executor;

/**
 * Keeps what the parts of the window remember in a file of the state folder. What another window
 * wrote meanwhile stays. A file that cannot be read is as good as none.
 */
final class MemoryFile implements Memory {

    private static final Logger LOG = LoggerFactory.getLogger(MemoryFile.class);

    private final PropertiesFile file;
    private final Executor blocking;
    private final Object lock = new Object();
    private final Properties values;
    private final Properties changes = new Properties();

    /**
     * @param blocking runs the writing
     */
    MemoryFile(Path stateFolder, Executor blocking) {
        this.file = new PropertiesFile(stateFolder.resolve("view.properties"));
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
            Properties written = new Properties();
            written.putAll(changes);
            try {
                file.merge(written);
                written.forEach(changes::remove);
            } catch (IOException e) {
                LOG.warn("cannot write {}: choices of the window are forgotten", file.path(), e);
            }
        }
    }

    private Properties load() {
        try {
            return file.load();
        } catch (IOException e) {
            LOG.warn("cannot read {}: the window opens as the first time", file.path(), e);
            return new Properties();
        }
    }
}
