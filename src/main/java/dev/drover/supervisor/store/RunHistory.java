package dev.drover.supervisor.store;

import dev.drover.domain.RunRecord;

import org.jspecify.annotations.Nullable;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The last runs of all entries on the disk, so that the next supervisor knows them: a line when a
 * run begins, and one when it ends. Lines that say nothing any more are left out from time to time,
 * so the file is bounded. Not synced to the disk. Safe for use by several threads.
 */
public final class RunHistory implements Closeable {

    /** Below this size nothing is left out. */
    static final long SMALL = 1 << 20;

    private final Path file;
    private final RunCodec codec;
    private final Object lock = new Object();
    private @Nullable FileChannel channel;
    private long tidyAt = SMALL;

    public RunHistory(Path file, RunCodec codec) {
        this.file = file;
        this.codec = codec;
    }

    /** At the end of the file; what a killed supervisor has cut must not take the next line. */
    private FileChannel open() throws IOException {
        FileChannel opened = PrivateFiles.open(file, EnumSet.of(StandardOpenOption.WRITE));
        opened.position(opened.size());
        if (endsInMidLine()) {
            write(opened, "\n");
        }
        return opened;
    }

    /** Notes what is known of a run by now. */
    public void note(int entry, RunRecord run) throws IOException {
        append(new RunCodec.Known(entry, run));
    }

    /** An entry was deleted. */
    public void forget(int entry) throws IOException {
        append(new RunCodec.Gone(entry));
    }

    private void append(RunCodec.Line line) throws IOException {
        String text = codec.encode(line) + "\n";
        synchronized (lock) {
            FileChannel to = channel != null ? channel : open();
            channel = to;
            write(to, text);
            if (to.position() > tidyAt) {
                tidy();
            }
        }
    }

    private boolean endsInMidLine() throws IOException {
        try (FileChannel reader = FileChannel.open(file, StandardOpenOption.READ)) {
            ByteBuffer last = ByteBuffer.allocate(1);
            return reader.size() > 0
                    && reader.read(last, reader.size() - 1) == 1
                    && last.get(0) != '\n';
        }
    }

    private static void write(FileChannel to, String text) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
        while (bytes.hasRemaining()) {
            to.write(bytes);
        }
    }

    /**
     * The last runs of each entry, oldest first.
     *
     * @param notices gets a sentence when lines cannot be understood; they are left out
     */
    public Map<Integer, List<RunRecord>> load(List<String> notices) throws IOException {
        synchronized (lock) {
            return read(notices);
        }
    }

    private Map<Integer, List<RunRecord>> read(List<String> notices) throws IOException {
        Map<Integer, Map<Integer, RunRecord>> found = new TreeMap<>();
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            return Map.of();
        }
        int bad = 0;
        String text = new String(PrivateFiles.read(file), StandardCharsets.UTF_8);
        for (String line : text.split("\n")) {
            if (line.isBlank()) {
                continue;
            }
            try {
                switch (codec.decode(line)) {
                    case RunCodec.Known(int entry, RunRecord run) ->
                            found.computeIfAbsent(entry, _ -> new TreeMap<>()).put(run.run(), run);
                    case RunCodec.Gone(int entry) -> found.remove(entry);
                }
            } catch (ListFormatException _) {
                // Cut by a kill, or damaged: the others are as good as before.
                bad++;
            }
        }
        if (bad > 0) {
            notices.add(
                    "%d lines of %s cannot be understood and are left out.".formatted(bad, file));
        }
        Map<Integer, List<RunRecord>> last = new TreeMap<>();
        found.forEach((entry, runs) -> last.put(entry, lastOf(List.copyOf(runs.values()))));
        return last;
    }

    private static List<RunRecord> lastOf(List<RunRecord> runs) {
        return runs.subList(Math.max(0, runs.size() - RunRecords.LIMIT), runs.size());
    }

    private void tidy() throws IOException {
        StringBuilder text = new StringBuilder();
        read(new ArrayList<>())
                .forEach(
                        (entry, runs) ->
                                runs.forEach(
                                        run ->
                                                text.append(
                                                                codec.encode(
                                                                        new RunCodec.Known(
                                                                                entry, run)))
                                                        .append('\n')));
        close();
        PrivateFiles.replace(file, text.toString().getBytes(StandardCharsets.UTF_8));
        tidyAt = Math.max(SMALL, 2 * Files.size(file));
    }

    @Override
    public void close() throws IOException {
        synchronized (lock) {
            if (channel != null) {
                channel.close();
                channel = null;
            }
        }
    }
}
