package dev.drover.childprocess.ipc;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.Arrays;

/** Every byte at every place of the eight that are looked at together, and in the rest. */
final class ByteScanTest {

    private static final int LENGTH = 21;
    private static final int START = 3;

    @Test
    void newlineIsFoundWhereItIsFirst() {
        for (int neighbour : new int[] {'x', '\n' + 1, '\n' - 1, 0, 0x80, 0x8a, 0xff}) {
            byte[] bytes = filled(neighbour);
            assertThat(ByteScan.newline(bytes, START, LENGTH)).isEqualTo(LENGTH);
            for (int at = LENGTH - 1; at >= START; at--) {
                bytes[at] = '\n';
                assertThat(ByteScan.newline(bytes, START, LENGTH)).isEqualTo(at);
            }
        }
    }

    @Test
    void newlineBeforeTheStartIsNotSeen() {
        byte[] bytes = filled('x');
        Arrays.fill(bytes, 0, START, (byte) '\n');
        assertThat(ByteScan.newline(bytes, START, LENGTH)).isEqualTo(LENGTH);
    }

    @Test
    void oneByteAboveAsciiIsSeenAnywhere() {
        assertThat(ByteScan.isAscii(filled(0x7f), START, LENGTH)).isTrue();
        for (int at = START; at < LENGTH; at++) {
            byte[] bytes = filled('x');
            bytes[at] = (byte) 0x80;
            assertThat(ByteScan.isAscii(bytes, START, LENGTH)).isFalse();
        }
    }

    @Test
    void plainIsWhatNeedsNoEscapeInJson() {
        for (int value = 0; value <= 0xff; value++) {
            boolean plain = value >= ' ' && value < 0x80 && value != '"' && value != '\\';
            assertThat(ByteScan.isPlain(filled(value), START, LENGTH)).isEqualTo(plain);
            for (int at = START; at < LENGTH; at++) {
                byte[] bytes = filled('x');
                bytes[at] = (byte) value;
                assertThat(ByteScan.isPlain(bytes, START, LENGTH))
                        .as("0x%02x at %d", value, at)
                        .isEqualTo(plain);
            }
        }
    }

    private static byte[] filled(int value) {
        byte[] bytes = new byte[LENGTH];
        Arrays.fill(bytes, (byte) value);
        return bytes;
    }
}
