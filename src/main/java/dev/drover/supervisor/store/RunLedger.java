package dev.drover.supervisor.store;

import org.jspecify.annotations.Nullable;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * How each entry stands, noted before anybody hears of it: so that the next supervisor finds its
 * process again after this one was killed, never takes a stranger for it, and knows what was
 * wanted. One file with a line of fixed length for each entry, because making a file for each costs
 * more than all the rest of a start. Safe for use by several threads.
 */
public final class RunLedger implements Closeable {

    /** Divides a page, so that one write of it is done or is not: never a mix of two notes. */
    private static final int LINE_BYTES = 256;

    private static final int WORDS = 8;
    private static final int WORDS_OF_FORMER_FILE = 7;

    private final Path folder;
    private final Map<Integer, Integer> lines = new HashMap<>();
    private final Map<Integer, Note> notes = new HashMap<>();
    private final ArrayDeque<Integer> free = new ArrayDeque<>();
    private @Nullable FileChannel channel;
    private boolean loaded;
    private boolean closed;
    private int length;

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

    /**
     * @param folder where its file is; what a version before has left there, a file for each entry,
     *     is taken over
     */
    public RunLedger(Path folder) {
        this.folder = folder;
    }

    /**
     * Replaces the note about an entry. Not synced to the disk: it is worth little after a crash of
     * the machine.
     */
    public synchronized void write(int id, Note note) throws IOException {
        load();
        store(id, note);
    }

    private void store(int id, Note note) throws IOException {
        Integer present = lines.get(id);
        int line = present != null ? present : free.isEmpty() ? length : free.peekFirst();
        put(line, text(id, note));
        if (present == null) {
            lines.put(id, line);
            if (line == length) {
                length++;
            } else {
                free.removeFirst();
            }
        }
        notes.put(id, note);
    }

    private static String text(int id, Note note) {
        // Joined by hand: a format string costs more than the write.
        return new StringBuilder(LINE_BYTES)
                .append(id)
                .append(' ')
                .append(note.pid())
                .append(' ')
                .append(note.start().isEmpty() ? "-" : note.start())
                .append(' ')
                .append(note.standing().name())
                .append(' ')
                .append(note.run())
                .append(' ')
                .append(note.at().toEpochMilli())
                .append(' ')
                .append(note.restarts())
                .append(' ')
                .append(note.shortRuns())
                .toString();
    }

    private void put(int line, String text) throws IOException {
        FileChannel open = channel;
        if (closed) {
            throw new ClosedChannelException();
        }
        // The interruption of a thread that writes closes a channel for all of them.
        if (open == null || !open.isOpen()) {
            open =
                    PrivateFiles.open(
                            file(), EnumSet.of(StandardOpenOption.READ, StandardOpenOption.WRITE));
            channel = open;
        }
        byte[] bytes = new byte[LINE_BYTES];
        Arrays.fill(bytes, (byte) ' ');
        byte[] words = text.getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(words, 0, bytes, 0, Math.min(words.length, LINE_BYTES - 1));
        bytes[LINE_BYTES - 1] = '\n';
        open.write(ByteBuffer.wrap(bytes), (long) line * LINE_BYTES);
    }

    /** What was noted; empty when there is nothing that can be understood. */
    public synchronized Optional<Note> read(int id) throws IOException {
        load();
        return Optional.ofNullable(notes.get(id));
    }

    /** Forgets an entry. */
    public synchronized void remove(int id) throws IOException {
        load();
        Integer line = lines.get(id);
        if (line != null) {
            put(line, "");
            lines.remove(id);
            notes.remove(id);
            free.addLast(line);
        }
    }

    private void load() throws IOException {
        if (loaded) {
            return;
        }
        // Anew, should it have failed half-way before.
        lines.clear();
        notes.clear();
        free.clear();
        length = 0;
        if (Files.exists(file(), LinkOption.NOFOLLOW_LINKS)) {
            byte[] all = PrivateFiles.read(file());
            length = (all.length + LINE_BYTES - 1) / LINE_BYTES;
            for (int line = 0; line < length; line++) {
                int begin = line * LINE_BYTES;
                int end = Math.min(begin + LINE_BYTES, all.length);
                read(line, words(Arrays.copyOfRange(all, begin, end)));
            }
        }
        takeFormerFiles();
        loaded = true;
    }

    private void read(int line, String[] words) {
        Optional<Note> note =
                words.length == WORDS && isNumber(words[0])
                        ? parse(Arrays.copyOfRange(words, 1, WORDS))
                        : Optional.empty();
        if (note.isEmpty()) {
            free.addLast(line);
            return;
        }
        int id = (int) Long.parseLong(words[0]);
        lines.put(id, line);
        notes.put(id, note.get());
    }

    private void takeFormerFiles() throws IOException {
        String[] names = folder.toFile().list((_, name) -> isNumber(name));
        for (String name : names == null ? new String[0] : names) {
            Path former = folder.resolve(name);
            if (Files.isRegularFile(former, LinkOption.NOFOLLOW_LINKS)) {
                int id = (int) Long.parseLong(name);
                Optional<Note> note = parse(words(PrivateFiles.read(former)));
                if (note.isPresent() && !notes.containsKey(id)) {
                    store(id, note.get());
                }
                Files.deleteIfExists(former);
            }
        }
    }

    private static String[] words(byte[] line) {
        String text = new String(line, StandardCharsets.ISO_8859_1);
        return text.lines().findFirst().orElse("").strip().split(" ");
    }

    private static Optional<Note> parse(String[] words) {
        if (words.length < 2 || !isNumber(words[0])) {
            return Optional.empty();
        }
        long pid = Long.parseLong(words[0]);
        if (words.length < WORDS_OF_FORMER_FILE) {
            // As the first version has noted it.
            return Optional.of(new Note(pid, words[1], Standing.RUNS, 0, Instant.EPOCH, 0, 0));
        }
        Optional<Standing> standing =
                Arrays.stream(Standing.values())
                        .filter(one -> one.name().equals(words[2]))
                        .findFirst();
        for (int i = 3; i < WORDS_OF_FORMER_FILE; i++) {
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

    private Path file() {
        return folder.resolve("notes");
    }

    @Override
    public synchronized void close() throws IOException {
        closed = true;
        if (channel != null) {
            channel.close();
        }
    }
}
