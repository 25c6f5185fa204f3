package dev.drover.supervisor.store;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Which process each entry has, noted before anybody hears of it, one small file per entry: so that
 * the next supervisor finds it again after this one was killed, and never takes a stranger for it.
 * Safe for use by several threads.
 */
public final class RunLedger {

    private final Path folder;

    /**
     * One process.
     *
     * @param start when it began, in the words of {@code ProcessRef.start}
     */
    public record Note(long pid, String start) {}

    public RunLedger(Path folder) {
        this.folder = folder;
    }

    /**
     * Notes the process of an entry. Not synced to the disk: it is worth nothing after a crash of
     * the machine.
     */
    public void write(int id, Note note) throws IOException {
        String text = note.pid() + " " + note.start();
        PrivateFiles.write(file(id), text.getBytes(StandardCharsets.UTF_8));
    }

    /** What was noted; empty when there is nothing that can be understood. */
    public Optional<Note> read(int id) throws IOException {
        try {
            String[] words =
                    new String(PrivateFiles.read(file(id)), StandardCharsets.UTF_8).split(" ", 2);
            return words.length == 2 && words[0].matches("\\d{1,18}")
                    ? Optional.of(new Note(Long.parseLong(words[0]), words[1]))
                    : Optional.empty();
        } catch (NoSuchFileException _) {
            // The entry has no process: the ordinary case.
            return Optional.empty();
        }
    }

    /** Forgets the process of an entry. */
    public void remove(int id) throws IOException {
        Files.deleteIfExists(file(id));
    }

    private Path file(int id) {
        return folder.resolve(Integer.toString(id));
    }
}
