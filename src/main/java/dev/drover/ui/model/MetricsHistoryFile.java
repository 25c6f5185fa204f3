package dev.drover.ui.model;

import dev.drover.domain.Home;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * Keeps the histories of one home in a file of the state folder: a mark, a version, then, packed
 * with gzip, whose checksum finds damage, the home and each history with its key. Blocks for file
 * access; safe for use by several threads.
 */
public final class MetricsHistoryFile {

    private static final Logger LOG = LoggerFactory.getLogger(MetricsHistoryFile.class);

    private static final int MAGIC = 0x44724d68;
    private static final int VERSION = 2;

    /** Without descendants. */
    private static final int FIRST_VERSION = 1;

    private static final int MOST_ENTRIES = 10_000;
    private static final int BUFFER = 1 << 16;

    private final Path file;
    private final Home home;

    /**
     * @param stateFolder made when it is not there
     */
    public MetricsHistoryFile(Path stateFolder, Home home) {
        this.home = home;
        UUID name = UUID.nameUUIDFromBytes(home.root().toString().getBytes(StandardCharsets.UTF_8));
        file = stateFolder.resolve("metrics-" + name + ".bin");
    }

    Path path() {
        return file;
    }

    /**
     * What was saved and is not older than a day before {@code now}. A file that cannot be read is
     * as good as none; that is logged.
     */
    synchronized Map<MetricsKey, MetricsHistory> load(Instant now) {
        if (!Files.exists(file)) {
            return Map.of();
        }
        try (InputStream bytes = new BufferedInputStream(Files.newInputStream(file), BUFFER)) {
            return read(bytes, now.minus(MetricsHistory.LENGTH));
        } catch (IOException e) {
            LOG.warn("The saved metrics in {} cannot be read, they begin anew: {}", file, e, e);
            return Map.of();
        }
    }

    private Map<MetricsKey, MetricsHistory> read(InputStream bytes, Instant oldest)
            throws IOException {
        DataInputStream head = new DataInputStream(bytes);
        if (head.readInt() != MAGIC) {
            throw new IOException("it is not a file of metrics");
        }
        int version = head.readUnsignedByte();
        if (version != VERSION && version != FIRST_VERSION) {
            throw new IOException("its version is %d, not %d".formatted(version, VERSION));
        }
        DataInputStream in = new DataInputStream(new GZIPInputStream(bytes, BUFFER));
        String owner = in.readUTF();
        if (!owner.equals(home.root().toString())) {
            throw new IOException("it belongs to the home " + owner);
        }
        int count = in.readInt();
        if (count < 0 || count > MOST_ENTRIES) {
            throw new IOException("it has %d entries".formatted(count));
        }
        Map<MetricsKey, MetricsHistory> loaded = new HashMap<>();
        for (int i = 0; i < count; i++) {
            MetricsKey key = new MetricsKey(in.readInt(), in.readUTF(), in.readUTF());
            MetricsHistory history = MetricsHistory.read(in, version != FIRST_VERSION);
            if (history.newest().isAfter(oldest)) {
                loaded.put(key, history);
            }
        }
        // The checksum is compared at the end.
        if (in.read() != -1) {
            throw new IOException("it goes on after its end");
        }
        return loaded;
    }

    /** Replaces the file whole, readable by its owner only; what fails is logged. */
    synchronized void save(Map<MetricsKey, MetricsHistory> histories) {
        Path fresh = file.resolveSibling(file.getFileName() + ".tmp");
        try {
            Files.createDirectories(file.getParent());
            Files.deleteIfExists(fresh);
            Files.createFile(fresh, ownerOnly());
            try (OutputStream bytes =
                    new BufferedOutputStream(
                            Files.newOutputStream(fresh, StandardOpenOption.WRITE), BUFFER)) {
                write(histories, bytes);
            }
            Files.move(
                    fresh,
                    file,
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            LOG.warn("The metrics cannot be saved in {}, the next window has none: {}", file, e, e);
        }
    }

    private void write(Map<MetricsKey, MetricsHistory> histories, OutputStream bytes)
            throws IOException {
        DataOutputStream head = new DataOutputStream(bytes);
        head.writeInt(MAGIC);
        head.writeByte(VERSION);
        try (DataOutputStream out =
                new DataOutputStream(
                        new BufferedOutputStream(new GZIPOutputStream(bytes, BUFFER), BUFFER))) {
            out.writeUTF(home.root().toString());
            out.writeInt(Math.min(MOST_ENTRIES, histories.size()));
            int left = MOST_ENTRIES;
            for (Map.Entry<MetricsKey, MetricsHistory> entry : histories.entrySet()) {
                if (left-- == 0) {
                    break;
                }
                out.writeInt(entry.getKey().id());
                out.writeUTF(entry.getKey().name());
                out.writeUTF(entry.getKey().uniqueId());
                entry.getValue().write(out);
            }
        }
    }

    private static FileAttribute<?>[] ownerOnly() {
        Set<String> views = FileSystems.getDefault().supportedFileAttributeViews();
        return views.contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }
}
