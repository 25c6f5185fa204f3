package dev.drover.childprocess.ipc.advanced;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.childprocess.value.SameShape;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Random values and random bytes, the same on every run. {@code -Ddrover.fuzz=10000000} runs more
 * mutations, {@code -Ddrover.fuzz.seed} others.
 */
final class ValueFuzzTest {

    private static final long SEED = Long.getLong("drover.fuzz.seed", 20260101);
    private static final int MUTATIONS = Integer.getInteger("drover.fuzz", 200_000);
    private static final int MAX_SIZE = 8192;

    /** Far below what any of the lengths in the bytes can claim. */
    private static final long MAX_ALLOCATED = 64L << 20;

    private static final String TAGS =
            "_0TFIUNZ\"cS^o{a@A$DyxnzsR;:',B~V\\r?-\u0000\u007f\u0080\u00ff";

    /** By reflection: this module does not read jdk.management. */
    private static final Object THREADS = threads();

    private static final Method ALLOCATED = allocated();

    @Test
    @Timeout(180)
    void everyValueIsReadAsItWasWritten() throws Exception {
        RandomValues values = new RandomValues(SEED);
        for (int i = 0; i < 20_000; i++) {
            Object value = values.next();
            byte[] bytes = ValueSerializer.serialize(value, 0);
            Object read = ValueDeserializer.deserialize(bytes, 0, bytes.length);
            assertThat(SameShape.of(value, read)).as("value %d", i).isTrue();
        }
    }

    @Test
    @Timeout(600)
    void mutatedBytesAreAValueOrTheOneException() {
        RandomValues values = new RandomValues(SEED);
        SplittableRandom random = new SplittableRandom(SEED);
        byte[] other = {(byte) 0xff, 15, '0'};
        int read = 0;
        for (int i = 0; i < MUTATIONS; i++) {
            byte[] bytes = ValueSerializer.serialize(values.next(), 0);
            byte[] mutated = mutate(bytes, other, random);
            other = bytes;
            if (reads(mutated)) {
                read++;
            }
        }
        assertThat(read).isBetween(MUTATIONS / 100, MUTATIONS * 99 / 100);
    }

    private static Object threads() {
        try {
            return Class.forName("java.lang.management.ManagementFactory")
                    .getMethod("getThreadMXBean")
                    .invoke(null);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }

    private static Method allocated() {
        try {
            return Class.forName("com.sun.management.ThreadMXBean")
                    .getMethod("getCurrentThreadAllocatedBytes");
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }

    private static long allocatedBytes() {
        try {
            return (long) ALLOCATED.invoke(THREADS);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }

    private static boolean reads(byte[] bytes) {
        long before = allocatedBytes();
        boolean read;
        try {
            ValueDeserializer.deserialize(bytes, 0, bytes.length);
            read = true;
        } catch (DataCloneException e) {
            read = false;
        }
        long allocated = allocatedBytes() - before;
        assertThat(allocated)
                .as(() -> java.util.HexFormat.of().formatHex(bytes))
                .isLessThan(MAX_ALLOCATED);
        return read;
    }

    private static byte[] mutate(byte[] bytes, byte[] other, SplittableRandom random) {
        byte[] mutated = Arrays.copyOf(bytes, Math.min(bytes.length, MAX_SIZE));
        for (int i = 1 + random.nextInt(4); i > 0; i--) {
            int at = 2 + random.nextInt(mutated.length - 2);
            switch (random.nextInt(6)) {
                case 0 -> mutated[at] ^= (byte) (1 << random.nextInt(8));
                case 1 -> mutated[at] = (byte) random.nextInt();
                case 2 -> mutated[at] = (byte) TAGS.charAt(random.nextInt(TAGS.length()));
                case 3 -> mutated = Arrays.copyOf(mutated, at + 1);
                case 4 ->
                        mutated = splice(mutated, at, other, 2 + random.nextInt(other.length - 2));
                default -> {
                    int size = Math.min(5, mutated.length - at);
                    Arrays.fill(mutated, at, at + size, (byte) 0xff);
                }
            }
        }
        return mutated;
    }

    private static byte[] splice(byte[] head, int length, byte[] tail, int from) {
        byte[] spliced = Arrays.copyOf(head, Math.min(MAX_SIZE, length + tail.length - from));
        System.arraycopy(tail, from, spliced, length, Math.max(0, spliced.length - length));
        return spliced;
    }
}
