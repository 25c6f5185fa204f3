package dev.drover.supervisor.store;

import dev.drover.domain.ProcessDescription;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The saved list of entries in one file, with the generation before it beside it. A damaged file
 * never loses the list: it is kept aside and the generation before is used.
 *
 * <p>Safe for use by several threads; writes block for an fsync.
 */
public final class ListStore {

    private final Path file;
    private final Path previous;
    private final ListCodec codec;
    private byte[] saved = new byte[0];

    public ListStore(Path file, ListCodec codec) {
        this.file = file;
        this.previous = file.resolveSibling(file.getFileName() + ".bak");
        this.codec = codec;
    }

    /**
     * What was found on disk.
     *
     * @param list the newest readable generation; empty when there is none
     * @param notices a sentence for the supervisor's log about each file that could not be used
     */
    public record Loaded(List<ProcessDescription> list, List<String> notices) {}

    /** Reads the newest generation that can be read. */
    public synchronized Loaded load() {
        List<String> notices = new ArrayList<>();
        for (Path candidate : List.of(file, previous)) {
            Optional<List<ProcessDescription>> list = read(candidate, notices);
            if (list.isPresent()) {
                return new Loaded(list.get(), notices);
            }
        }
        return new Loaded(List.of(), notices);
    }

    private Optional<List<ProcessDescription>> read(Path candidate, List<String> notices) {
        if (Files.notExists(candidate, LinkOption.NOFOLLOW_LINKS)) {
            return Optional.empty();
        }
        try {
            return Optional.of(codec.decode(PrivateFiles.read(candidate)));
        } catch (ListFormatException e) {
            notices.add(
                    "The saved list %s is damaged (%s); it is kept as %s and the generation before is used."
                            .formatted(candidate, e.getMessage(), setAside(candidate)));
        } catch (IOException e) {
            notices.add(
                    "The saved list %s cannot be read (%s); it is kept as %s and the generation before is used."
                            .formatted(candidate, e, setAside(candidate)));
        }
        return Optional.empty();
    }

    private static String setAside(Path damaged) {
        int number = 1;
        Path target;
        do {
            target = damaged.resolveSibling(damaged.getFileName() + ".broken-" + number++);
        } while (Files.exists(target, LinkOption.NOFOLLOW_LINKS));
        try {
            return Files.move(damaged, target).toString();
        } catch (IOException e) {
            return damaged + " (it could not be renamed: " + e + ")";
        }
    }

    /** Writes a new generation; does nothing when it says the same as the one on disk. */
    public synchronized void save(List<ProcessDescription> list) throws IOException {
        byte[] bytes = codec.encode(list);
        if (Arrays.equals(bytes, saved)) {
            return;
        }
        PrivateFiles.createFolder(file.toAbsolutePath().getParent());
        if (Files.exists(file)) {
            Files.deleteIfExists(previous);
            keepAsPrevious();
        }
        PrivateFiles.replace(file, bytes);
        saved = bytes;
    }

    /**
     * A hard link, so that there is no moment without a list under the main name; a copy where
     * links are missing.
     */
    private void keepAsPrevious() throws IOException {
        try {
            Files.createLink(previous, file);
        } catch (UnsupportedOperationException _) {
            Files.copy(file, previous, StandardCopyOption.COPY_ATTRIBUTES);
        }
    }
}
