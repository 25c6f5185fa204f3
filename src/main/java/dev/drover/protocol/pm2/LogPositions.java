package dev.drover.protocol.pm2;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * Where the output that a PM2 daemon publishes stands in its log file. PM2 does not tell, and it
 * publishes each chunk shortly before it appends it. So the size of the file at some moment is
 * where the first chunk published after that moment will stand, and each further one stands where
 * the one before ended. Safe for use by several threads.
 */
final class LogPositions {

    /** More than is on its way between the daemon and a file at once. */
    private static final int LOOK_BACK_BYTES = 8 << 10;

    /**
     * @param end where the next chunk stands
     * @param size of the file when it was looked at last
     * @param since chunks published after this time were not in the file then
     */
    private record Place(long end, long size, Instant since) {}

    private final Map<Path, Place> places = new HashMap<>();

    /** Notes the end of a file before output of its process is awaited. */
    synchronized void note(Path file) {
        if (!places.containsKey(file)) {
            long size = size(file);
            places.put(file, new Place(size, size, Instant.now()));
        }
    }

    /**
     * The offset of a chunk.
     *
     * @param at when it was published
     */
    synchronized long offset(Path file, byte[] chunk, Instant at) {
        note(file);
        Place place = places.get(file);
        long size = size(file);
        boolean emptied = size < place.size();
        boolean perhapsWritten = emptied || !at.isAfter(place.since());
        long offset = perhapsWritten ? find(file, size, chunk, place, emptied) : place.end();
        places.put(file, new Place(offset + chunk.length, size, Instant.MIN));
        return offset;
    }

    private static long find(Path file, long size, byte[] chunk, Place place, boolean emptied) {
        long from = Math.max(0, size - LOOK_BACK_BYTES - chunk.length);
        long otherwise = emptied ? size : place.end();
        ByteBuffer end = ByteBuffer.allocate((int) (size - from));
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            int read = channel.read(end, from);
            // Each byte as one character, so that an index is a number of bytes.
            String text =
                    new String(end.array(), 0, Math.max(0, read), StandardCharsets.ISO_8859_1);
            int index = text.lastIndexOf(new String(chunk, StandardCharsets.ISO_8859_1));
            return index < 0 ? otherwise : from + index;
        } catch (IOException e) {
            // No file to look into: the chunk will be its first.
            return otherwise;
        }
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            return 0;
        }
    }
}
