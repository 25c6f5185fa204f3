package dev.drover.export;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The folder that an export is written to. A file is replaced as a whole or not at all; one with
 * secrets can be read by its owner only. Blocks for file access.
 */
public final class ExportFolder {

    /** How a file of the export compares with what is in the folder. */
    public enum Standing {
        NEW,
        SAME,
        DIFFERENT,
        /** Another one is there and stays: the user has filled it in. */
        KEPT
    }

    /** Is told of the progress, on the thread that writes. */
    public interface Progress {

        /**
         * So many files are done.
         *
         * @return false: no further file is to be written
         */
        boolean goOn(int done);
    }

    private final Path folder;

    public ExportFolder(Path folder) {
        this.folder = folder;
    }

    /**
     * How each file stands, by its name.
     *
     * @throws IOException when one cannot be read
     */
    public Map<String, Standing> compare(List<ExportFile> files) throws IOException {
        Map<String, Standing> standings = new LinkedHashMap<>();
        for (ExportFile file : files) {
            Path path = folder.resolve(file.name());
            Standing standing = Standing.NEW;
            if (Files.exists(path)) {
                boolean same = Files.isRegularFile(path) && holds(path, file);
                standing = same ? Standing.SAME : Standing.DIFFERENT;
            }
            standings.put(file.name(), standing);
        }
        return standings;
    }

    private static boolean holds(Path path, ExportFile file) throws IOException {
        byte[] text = file.text().getBytes(StandardCharsets.UTF_8);
        return Files.size(path) == text.length && Arrays.equals(Files.readAllBytes(path), text);
    }

    /**
     * Writes the files, over those that are there; makes the folder when it does not exist.
     *
     * @return those that were written, in their order; not all when {@code progress} ended it
     * @throws IOException when one cannot be written; those before it are
     */
    public List<ExportFile> write(List<ExportFile> files, Progress progress) throws IOException {
        Files.createDirectories(folder);
        List<ExportFile> written = new ArrayList<>();
        for (ExportFile file : files) {
            if (!progress.goOn(written.size())) {
                return written;
            }
            write(file);
            written.add(file);
        }
        progress.goOn(written.size());
        return written;
    }

    private void write(ExportFile file) throws IOException {
        // Made for its owner only, so a secret is never there for others, not even for a moment.
        Path draft = Files.createTempFile(folder, ".drover-", ".part");
        try {
            Files.writeString(draft, file.text());
            if (!file.secret() && isPosix(draft)) {
                Files.setPosixFilePermissions(draft, PosixFilePermissions.fromString("rw-r--r--"));
            }
            move(draft, folder.resolve(file.name()));
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    private static boolean isPosix(Path file) {
        return file.getFileSystem().supportedFileAttributeViews().contains("posix");
    }

    private static void move(Path draft, Path file) throws IOException {
        try {
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
