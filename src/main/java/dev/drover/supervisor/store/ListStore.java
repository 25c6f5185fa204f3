package dev.drover.supervisor.store;

import dev.drover.domain.ProcessDescription;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32;

/**
 * The saved list of entries in one file, with the generation before it beside it. A damaged file
 * never loses the list: it is kept aside and the generation before is used. The last line of a file
 * is the checksum of what is before it, a JSON text of its own; a file of an earlier version has
 * none.
 *
 * <p>Safe for use by several threads; writes block for an fsync.
 */
public final class ListStore {

    private static final String SUM_START = "\n\"crc32 ";
    private static final String SUM_END = "\"\n";
    private static final int SUM_BYTES = SUM_START.length() + 8 + SUM_END.length();

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
            return Optional.of(codec.decode(withoutSum(PrivateFiles.read(candidate))));
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

    private static byte[] withSum(byte[] list) {
        ByteArrayOutputStream all = new ByteArrayOutputStream(list.length + SUM_BYTES);
        all.writeBytes(list);
        all.writeBytes(sum(list));
        return all.toByteArray();
    }

    /** Without a checksum in its place the codec has to see what is wrong. */
    private static byte[] withoutSum(byte[] all) throws ListFormatException {
        int end = Math.max(0, all.length - SUM_BYTES);
        byte[] start = SUM_START.getBytes(StandardCharsets.US_ASCII);
        int headed = Math.min(all.length, end + start.length);
        if (!Arrays.equals(all, end, headed, start, 0, start.length)) {
            return all;
        }
        byte[] list = Arrays.copyOf(all, end);
        if (!Arrays.equals(all, end, all.length, sum(list), 0, SUM_BYTES)) {
            throw new ListFormatException("its checksum does not fit");
        }
        return list;
    }

    private static byte[] sum(byte[] list) {
        CRC32 sum = new CRC32();
        sum.update(list);
        String text = SUM_START + "%08x".formatted(sum.getValue()) + SUM_END;
        return text.getBytes(StandardCharsets.US_ASCII);
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
        PrivateFiles.replace(file, withSum(bytes));
        saved = bytes;
    }

    /**
     * A hard link, so that there is no moment without a list under the main name; a copy where
     * links are missing.
     */
    private void keepAsPrevious() throws IOException {
        try {
            Files.createLink(previous, file);
        } catch (FileAlreadyExistsException e) {
            throw e;
        } catch (UnsupportedOperationException | FileSystemException _) {
            Files.copy(file, previous, StandardCopyOption.COPY_ATTRIBUTES);
        }
    }
}
