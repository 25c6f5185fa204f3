package dev.drover.protocol.pm2;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;

/**
 * Where the output that a PM2 daemon publishes stands in its log file. PM2 does not tell, and it
 * publishes a chunk before or after it has written it. So the first chunk is looked for in the end
 * of the file, and each further one stands where the one before ended. Not safe for use by several
 * threads.
 */
final class LogPositions {

    /** How far back the first chunk is looked for: more than is under way at once. */
    private static final int LOOK_BACK_BYTES = 256 << 10;

    private record Place(long end, long size) {}

    private final Map<Path, Place> places = new HashMap<>();

    /** The offset of a chunk that was published just now. */
    long offset(Path file, byte[] chunk) {
        long size = size(file);
        Place before = places.get(file);
        // A file that has shrunk was emptied: its offsets begin again.
        long offset =
                before == null || size < before.size() ? find(file, size, chunk) : before.end();
        places.put(file, new Place(offset + chunk.length, size));
        return offset;
    }

    private static long find(Path file, long size, byte[] chunk) {
        long from = Math.max(0, size - LOOK_BACK_BYTES - chunk.length);
        ByteBuffer end = ByteBuffer.allocate((int) (size - from));
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            int read = channel.read(end, from);
            // Each byte as one character, so that an index is a number of bytes.
            String text =
                    new String(end.array(), 0, Math.max(0, read), StandardCharsets.ISO_8859_1);
            int index = text.lastIndexOf(new String(chunk, StandardCharsets.ISO_8859_1));
            return index < 0 ? size : from + index;
        } catch (IOException e) {
            // No file to look into: the chunk will be its first.
            return size;
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
