package dev.drover.supervisor.store;

import dev.drover.domain.ProcessDescription;

import org.jspecify.annotations.Nullable;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;

/**
 * What was added to the list since it was saved, so that an entry is on the disk before its process
 * begins although the list is saved a few times a second at most. Not synced: it is for the death
 * of the supervisor, not of the machine. Safe for use by several threads.
 */
public final class DefinitionJournal implements Closeable {

    private static final int HEADER_BYTES = 12;

    private final Path file;
    private final ListCodec codec;
    private @Nullable FileChannel channel;
    private long size;

    public DefinitionJournal(Path file, ListCodec codec) {
        this.file = file;
        this.codec = codec;
    }

    /** Adds one entry as it is now. */
    public void add(ProcessDescription entry) throws IOException {
        byte[] bytes = codec.encodeOne(entry);
        ByteBuffer record = ByteBuffer.allocate(HEADER_BYTES + bytes.length);
        record.putInt(bytes.length).putLong(sum(bytes)).put(bytes).flip();
        append(record);
    }

    private synchronized void append(ByteBuffer record) throws IOException {
        FileChannel open = channel;
        if (open == null) {
            open =
                    PrivateFiles.open(
                            file,
                            EnumSet.of(
                                    StandardOpenOption.WRITE,
                                    StandardOpenOption.TRUNCATE_EXISTING));
            channel = open;
            size = 0;
        }
        int length = record.remaining();
        while (record.hasRemaining()) {
            open.write(record, size + record.position());
        }
        size += length;
    }

    /** How much is in it: to be taken with the list that is going to be saved. */
    public synchronized long size() {
        return size;
    }

    /** The list was saved; what came after {@code included} bytes is still needed. */
    public synchronized void saved(long included) throws IOException {
        if (channel != null && size == included && size > 0) {
            channel.truncate(0);
            size = 0;
        }
    }

    /** What a former supervisor added is in the saved list now. */
    public synchronized void clear() throws IOException {
        close();
        channel = null;
        Files.deleteIfExists(file);
    }

    /** The last one of each entry; a record that was cut ends it. */
    public Map<Integer, ProcessDescription> read() throws IOException {
        Map<Integer, ProcessDescription> entries = new LinkedHashMap<>();
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            return entries;
        }
        ByteBuffer in = ByteBuffer.wrap(Files.readAllBytes(file));
        while (in.remaining() >= HEADER_BYTES) {
            int length = in.getInt();
            long sum = in.getLong();
            if (length < 0 || length > in.remaining()) {
                break;
            }
            byte[] bytes = new byte[length];
            in.get(bytes);
            if (sum(bytes) != sum) {
                break;
            }
            try {
                List<ProcessDescription> list = codec.decode(bytes);
                list.forEach(entry -> entries.put(entry.id(), entry));
            } catch (ListFormatException e) {
                throw new IOException(e.getMessage(), e);
            }
        }
        return entries;
    }

    private static long sum(byte[] bytes) {
        CRC32 sum = new CRC32();
        sum.update(bytes);
        return sum.getValue();
    }

    @Override
    public synchronized void close() throws IOException {
        if (channel != null) {
            channel.close();
        }
    }
}
