package dev.drover.supervisor.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;

/**
 * How each entry stands, noted before anybody hears of it, one small file per entry: so that the
 * next supervisor finds its process again after this one was killed, never takes a stranger for it,
 * and knows what was wanted. Safe for use by several threads.
 */
public final class RunLedger {

    /** One write of this many bytes: a note is the old one or the new one, never a mix. */
    private static final int NOTE_BYTES = 192;

    private static final int WORDS = 7;

    private final Path folder;

    /** What an entry was up to. */
    public enum Standing {
        /** It has a process. */
        RUNS,
        /** Its process is being ended, because somebody asked for that. */
        STOPPING,
        STOPPED,
        ERRORED,
        WAITING_RESTART,
        /** It is in the list no more. */
        DELETED;

        /** True for what is still so when the machine was started anew. */
        public boolean outlastsMachine() {
            return this == STOPPED || this == ERRORED || this == DELETED;
        }
    }

    /**
     * One entry.
     *
     * @param pid of its process, or of the last one
     * @param start when that began, in the words of {@code ProcessRef.start}
     * @param run number of that run; 0 where an older version has noted it
     * @param at when the run began, or the waiting ends
     * @param restarts so far
     * @param shortRuns that count towards giving up
     */
    public record Note(
            long pid,
            String start,
            Standing standing,
            int run,
            Instant at,
            int restarts,
            int shortRuns) {

        /** With other counters. */
        public Note withCounts(int newRestarts, int newShortRuns) {
            return new Note(pid, start, standing, run, at, newRestarts, newShortRuns);
        }
    }

    public RunLedger(Path folder) {
        this.folder = folder;
    }

    /**
     * Replaces the note about an entry. Not synced to the disk: it is worth little after a crash of
     * the machine.
     */
    public void write(int id, Note note) throws IOException {
        String text =
                "%d %s %s %d %d %d %d"
                        .formatted(
                                note.pid(),
                                note.start().isEmpty() ? "-" : note.start(),
                                note.standing(),
                                note.run(),
                                note.at().toEpochMilli(),
                                note.restarts(),
                                note.shortRuns());
        byte[] bytes = Arrays.copyOf(text.getBytes(StandardCharsets.US_ASCII), NOTE_BYTES);
        Arrays.fill(bytes, Math.min(text.length(), NOTE_BYTES - 1), NOTE_BYTES - 1, (byte) ' ');
        bytes[NOTE_BYTES - 1] = '\n';
        try (FileChannel channel =
                PrivateFiles.open(file(id), EnumSet.of(StandardOpenOption.WRITE))) {
            channel.write(ByteBuffer.wrap(bytes), 0);
        }
    }

    /** What was noted; empty when there is nothing that can be understood. */
    public Optional<Note> read(int id) throws IOException {
        try {
            String text = new String(PrivateFiles.read(file(id)), StandardCharsets.ISO_8859_1);
            return parse(text.lines().findFirst().orElse("").strip().split(" "));
        } catch (NoSuchFileException _) {
            // The entry has no process: the ordinary case.
            return Optional.empty();
        }
    }

    private static Optional<Note> parse(String[] words) {
        if (words.length < 2 || !isNumber(words[0])) {
            return Optional.empty();
        }
        long pid = Long.parseLong(words[0]);
        if (words.length < WORDS) {
            // As the version before has noted it.
            return Optional.of(new Note(pid, words[1], Standing.RUNS, 0, Instant.EPOCH, 0, 0));
        }
        Optional<Standing> standing =
                Arrays.stream(Standing.values())
                        .filter(one -> one.name().equals(words[2]))
                        .findFirst();
        for (int i = 3; i < WORDS; i++) {
            if (standing.isEmpty() || !isNumber(words[i])) {
                return Optional.empty();
            }
        }
        return standing.map(
                is ->
                        new Note(
                                pid,
                                words[1],
                                is,
                                (int) Long.parseLong(words[3]),
                                Instant.ofEpochMilli(Long.parseLong(words[4])),
                                (int) Long.parseLong(words[5]),
                                (int) Long.parseLong(words[6])));
    }

    private static boolean isNumber(String word) {
        return word.matches("\\d{1,18}");
    }

    /** Forgets an entry. */
    public void remove(int id) throws IOException {
        Files.deleteIfExists(file(id));
    }

    private Path file(int id) {
        return folder.resolve(Integer.toString(id));
    }
}
