package dev.drover.daemon.setup;

import dev.drover.domain.RunChange.Head;
import dev.drover.protocol.Json;
import dev.drover.protocol.ProtocolException;
import dev.drover.supervisor.store.PrivateFiles;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The setups on the disk: a JSON object a line, one for each run that was begun with something else
 * than the run before it. Bounded: what is too old to be asked for is left out from time to time.
 * Not safe for use by several threads.
 */
final class SetupFile {

    private static final Logger LOG = LoggerFactory.getLogger(SetupFile.class);

    /** Below this size nothing is left out. */
    private static final long SMALL = 4 << 20;

    /** Of an entry: as many as runs are kept. */
    private static final int KEPT = 50;

    private static final String GONE = "gone";

    private final Path file;
    private long tidyAt = SMALL;

    /**
     * A setup and since when it holds.
     *
     * @param at when the run began, in milliseconds since 1970
     */
    record Noted(long at, RunSetup setup) {}

    SetupFile(Path file) {
        this.file = file;
    }

    /** That a run of an entry began, as a line. */
    static String line(int entry, Instant at, RunSetup setup) {
        return line(entry, new Noted(at.toEpochMilli(), setup));
    }

    /** That an entry was deleted, as a line: its id may be given to another. */
    static String gone(int entry) {
        return prefix(entry) + "\"" + GONE + "\":true}\n";
    }

    /** What is noted of an entry, oldest first. */
    List<Noted> of(int entry) throws IOException {
        return all(prefix(entry)).getOrDefault(entry, List.of());
    }

    /** Adds lines. */
    void append(String lines) throws IOException {
        long size;
        try (FileChannel to =
                PrivateFiles.open(
                        file, EnumSet.of(StandardOpenOption.READ, StandardOpenOption.WRITE))) {
            to.position(to.size());
            // What a killed supervisor has cut must not take the next line.
            ByteBuffer bytes =
                    ByteBuffer.wrap(
                            (endsInMidLine(to) ? "\n" + lines : lines)
                                    .getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                to.write(bytes);
            }
            size = to.position();
        }
        if (size > tidyAt) {
            tidy();
        }
    }

    private static boolean endsInMidLine(FileChannel file) throws IOException {
        ByteBuffer last = ByteBuffer.allocate(1);
        return file.size() > 0 && file.read(last, file.size() - 1) == 1 && last.get(0) != '\n';
    }

    private void tidy() throws IOException {
        StringBuilder text = new StringBuilder();
        all("").forEach(
                        (entry, noted) ->
                                noted.stream()
                                        .skip(Math.max(0, noted.size() - KEPT))
                                        .forEach(one -> text.append(line(entry, one))));
        PrivateFiles.replace(file, text.toString().getBytes(StandardCharsets.UTF_8));
        tidyAt = Math.max(SMALL, 2 * Files.size(file));
    }

    /** A line that cannot be understood was cut by a kill; the others are as good as before. */
    private Map<Integer, List<Noted>> all(String prefix) throws IOException {
        Map<Integer, List<Noted>> all = new TreeMap<>();
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            return all;
        }
        String text = new String(PrivateFiles.read(file), StandardCharsets.UTF_8);
        for (String line : text.split("\n")) {
            if (line.startsWith(prefix) && !line.isBlank()) {
                read(line, all);
            }
        }
        return all;
    }

    private static void read(String line, Map<Integer, List<Noted>> into) {
        try {
            if (!(Json.parse(line.getBytes(StandardCharsets.UTF_8)) instanceof Map<?, ?> map)
                    || !(map.get("entry") instanceof Number entry)) {
                return;
            }
            if (map.get(GONE) != null) {
                into.remove(entry.intValue());
            } else if (map.get("at") instanceof Number at) {
                into.computeIfAbsent(entry.intValue(), _ -> new ArrayList<>())
                        .add(new Noted(at.longValue(), setup(map)));
            }
        } catch (ProtocolException | InvalidPathException e) {
            LOG.debug("A line of the setups is left out.", e);
        }
    }

    private static String prefix(int entry) {
        return "{\"entry\":" + entry + ",";
    }

    private static String line(int entry, Noted noted) {
        RunSetup setup = noted.setup();
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("entry", entry);
        map.put("at", noted.at());
        map.put("options", setup.options());
        map.put("variables", setup.variables());
        setup.program()
                .ifPresent(
                        program -> {
                            map.put("program", program.file().toString());
                            map.put("modified", program.modified());
                        });
        setup.head()
                .ifPresent(
                        head -> {
                            map.put("branch", head.branch().orElse(""));
                            map.put("commit", head.commit().orElse(""));
                        });
        return new String(Json.write(map), StandardCharsets.UTF_8) + "\n";
    }

    private static RunSetup setup(Map<?, ?> map) {
        Optional<ProgramFile> program =
                map.get("program") instanceof String file
                                && map.get("modified") instanceof Number modified
                        ? Optional.of(new ProgramFile(Path.of(file), modified.longValue()))
                        : Optional.empty();
        Optional<Head> head =
                map.get("branch") instanceof String branch
                                && map.get("commit") instanceof String commit
                        ? Optional.of(new Head(filled(branch), filled(commit)))
                        : Optional.empty();
        return new RunSetup(texts(map.get("options")), texts(map.get("variables")), program, head);
    }

    private static Optional<String> filled(String text) {
        return Optional.of(text).filter(it -> !it.isEmpty());
    }

    private static Map<String, String> texts(@Nullable Object value) {
        Map<String, String> texts = new LinkedHashMap<>();
        if (value instanceof Map<?, ?> map) {
            map.forEach((key, text) -> texts.put(String.valueOf(key), String.valueOf(text)));
        }
        return texts;
    }
}
