package dev.drover.supervisor.log;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.util.Random;
import java.util.zip.GZIPInputStream;

/** What {@link Gzip} writes, read by the JDK. */
class GzipTest {

    /** Random bytes do not shrink: the output has to be written in more pieces than the input. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 65_535, 65_536, 65_537, 1_000_000})
    void comesBackByteForByteEvenWhenItGrows(int size) throws IOException {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        assertThat(unpacked(packed(bytes))).isEqualTo(bytes);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 100, 30_000})
    void linesShrink(int lines) throws IOException {
        byte[] bytes = "GET /health 200 in 3 ms\n".repeat(lines).getBytes();
        byte[] packed = packed(bytes);
        assertThat(unpacked(packed)).isEqualTo(bytes);
        assertThat(packed).hasSizeLessThan(50 + bytes.length / 10);
    }

    private static byte[] packed(byte[] bytes) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Gzip.compress(
                Channels.newChannel(new ByteArrayInputStream(bytes)), Channels.newChannel(out));
        return out.toByteArray();
    }

    private static byte[] unpacked(byte[] packed) throws IOException {
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(packed))) {
            return in.readAllBytes();
        }
    }
}
