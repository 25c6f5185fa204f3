package dev.drover.ui.common;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Properties;

/**
 * A small file of settings that several windows write, each its own keys, of one program or of
 * several. Blocks. Safe for use by several threads.
 */
public final class PropertiesFile {

    /** A lock on a file is held by a whole program. */
    private static final Object OF_THIS_PROGRAM = new Object();

    private final Path file;

    public PropertiesFile(Path file) {
        this.file = file;
    }

    public Path path() {
        return file;
    }

    /**
     * What is there now; nothing when there is no file.
     *
     * @throws IOException when it is there and cannot be read as settings
     */
    public Properties load() throws IOException {
        Properties saved = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            saved.load(reader);
        } catch (NoSuchFileException _) {
            return saved;
        } catch (IllegalArgumentException e) {
            throw new IOException("%s is no file of settings".formatted(file), e);
        }
        return saved;
    }

    /**
     * Writes these keys and keeps the others as they are by now. A reader finds the file before or
     * the file after. One that cannot be read is replaced.
     */
    public void merge(Properties changes) throws IOException {
        Files.createDirectories(file.getParent());
        Path lockFile = file.resolveSibling(file.getFileName() + ".lock");
        synchronized (OF_THIS_PROGRAM) {
            try (FileChannel channel =
                            FileChannel.open(
                                    lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    FileLock lock = channel.lock()) {
                assert lock.isValid();
                Properties whole = readable();
                whole.putAll(changes);
                replace(whole);
            }
        }
    }

    private Properties readable() {
        try {
            return load();
        } catch (IOException _) {
            // Whoever loads it has said so.
            return new Properties();
        }
    }

    private void replace(Properties whole) throws IOException {
        Path fresh = Files.createTempFile(file.getParent(), file.getFileName().toString(), ".tmp");
        try {
            try (Writer writer = Files.newBufferedWriter(fresh)) {
                whole.store(writer, null);
            }
            Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(fresh);
        }
    }
}
