package dev.drover.childprocess.posix;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.List;

/** Texts for C, each ended by a NUL. */
final class NativeStrings {

    private NativeStrings() {}

    /** A copy in the arena; its address. */
    static long copy(Arena arena, byte[] bytes) {
        MemorySegment copy = arena.allocate(bytes.length + 1L);
        MemorySegment.copy(bytes, 0, copy, JAVA_BYTE, 0, bytes.length);
        return copy.address();
    }

    /**
     * The address of an array of pointers to copies, with a null pointer at the end. Two copies
     * into the arena, however many texts there are: an environment has a hundred, and the first
     * starts of a supervisor run in the interpreter.
     */
    static long array(Arena arena, List<byte[]> texts) {
        int size = 0;
        for (byte[] text : texts) {
            size += text.length + 1;
        }
        byte[] all = new byte[size];
        MemorySegment copy = arena.allocate(Math.max(size, 1));
        long[] pointers = new long[texts.size() + 1];
        int at = 0;
        for (int i = 0; i < texts.size(); i++) {
            byte[] text = texts.get(i);
            pointers[i] = copy.address() + at;
            System.arraycopy(text, 0, all, at, text.length);
            at += text.length + 1;
        }
        MemorySegment.copy(all, 0, copy, JAVA_BYTE, 0, size);
        MemorySegment array = arena.allocate(JAVA_LONG, pointers.length);
        MemorySegment.copy(pointers, 0, array, JAVA_LONG, 0, pointers.length);
        return array.address();
    }
}
