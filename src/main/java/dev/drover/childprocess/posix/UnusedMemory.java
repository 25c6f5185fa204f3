package dev.drover.childprocess.posix;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Memory that this process holds and does not use: what the C library keeps of what was freed (the
 * compiler's workspace, mostly), and pages of program files that were read once, at the start. The
 * latter come back from the page cache should they be wanted again.
 */
final class UnusedMemory {

    private static final Logger LOG = LoggerFactory.getLogger(UnusedMemory.class);

    private static final Path MAPPINGS = Path.of("/proc/self/smaps");
    private static final String TRIM = "malloc_trim";
    private static final int MADV_DONTNEED = 4;

    /** Less is not worth a call. */
    private static final long MIN_KIB = 256;

    private UnusedMemory() {}

    static void release() {
        if (Libc.has(TRIM)) {
            Libc.mallocTrim();
        }
        try (BufferedReader mappings = Files.newBufferedReader(MAPPINGS)) {
            unmapFilePages(mappings);
        } catch (IOException e) {
            LOG.debug("The mappings of this process cannot be read.", e);
        }
    }

    /**
     * Only of mappings that nobody can write and that hold nothing but the file's own pages: what
     * was changed in memory would be lost with its page.
     */
    private static void unmapFilePages(BufferedReader mappings) throws IOException {
        String mapping = "";
        long resident = 0;
        for (String line = mappings.readLine(); line != null; line = mappings.readLine()) {
            if (Character.isLowerCase(line.charAt(0)) || Character.isDigit(line.charAt(0))) {
                mapping = isReadOnlyFile(line) ? line : "";
            } else if (!mapping.isEmpty() && line.startsWith("Rss:")) {
                resident = kib(line);
            } else if (!mapping.isEmpty() && line.startsWith("Anonymous:")) {
                if (kib(line) == 0 && resident >= MIN_KIB) {
                    unmap(mapping);
                }
                mapping = "";
            }
        }
    }

    /** {@code 7f00-7f80 r-xp 00001000 fe:00 123 /path}: private, not writable, of a file. */
    private static boolean isReadOnlyFile(String mapping) {
        int permissions = mapping.indexOf(' ') + 1;
        return mapping.startsWith("r-", permissions)
                && mapping.charAt(permissions + 3) == 'p'
                && mapping.indexOf('/', permissions) > 0;
    }

    private static long kib(String line) {
        return Long.parseLong(line.substring(line.indexOf(':') + 1, line.indexOf("kB")).strip());
    }

    private static void unmap(String mapping) {
        int dash = mapping.indexOf('-');
        long from = Long.parseUnsignedLong(mapping.substring(0, dash), 16);
        long to = Long.parseUnsignedLong(mapping.substring(dash + 1, mapping.indexOf(' ')), 16);
        Libc.madvise(from, to - from, MADV_DONTNEED);
    }
}
