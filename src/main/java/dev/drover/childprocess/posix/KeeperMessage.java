package dev.drover.childprocess.posix;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/**
 * What goes between this process and its keeper, one packet each ({@code struct message} of
 * src/main/c/keeper.c).
 *
 * @param op what it is about
 * @param state what is known of the end of the process
 * @param status as wait(2) has it, once it has ended
 * @param data at most {@link #MAX_DATA} bytes
 * @param fds what came with it
 */
record KeeperMessage(
        char op, int pid, long key, int state, int status, byte[] data, List<Integer> fds) {

    static final int HEADER_SIZE = 24;
    static final int MAX_DATA = 440;

    static final char HELLO = 'H';
    static final char READY = 'R';
    static final char THERE = 'T';
    static final char FAREWELL = 'Q';
    static final char PUT = 'P';
    static final char ALIVE = 'A';
    static final char DROP = 'D';
    static final char LIST = 'L';
    static final char LIST_END = 'Z';
    static final char WAIT = 'W';
    static final char STATUS = 'S';

    /** The process had not ended, when the keeper answered. */
    static final int RUNS = 0;

    static final int ENDED = 1;

    /** The last packet of a process that ends as it was told to. */
    static byte[] farewell(int code) {
        ByteBuffer packet = ByteBuffer.wrap(bytes(FAREWELL, 0, 0, new byte[0]));
        return packet.order(ByteOrder.nativeOrder()).putInt(20, code).array();
    }

    /** The first packet of an order. */
    static byte[] bytes(char op, int pid, long key, byte[] data) {
        return ByteBuffer.allocate(HEADER_SIZE + data.length)
                .order(ByteOrder.nativeOrder())
                .put((byte) op)
                .putInt(4, pid)
                .putLong(8, key)
                .put(HEADER_SIZE, data)
                .array();
    }

    static KeeperMessage of(byte[] packet, int length, List<Integer> fds) {
        ByteBuffer in = ByteBuffer.wrap(packet, 0, length).order(ByteOrder.nativeOrder());
        byte[] data = new byte[length - HEADER_SIZE];
        in.get(HEADER_SIZE, data);
        return new KeeperMessage(
                (char) in.get(0),
                in.getInt(4),
                in.getLong(8),
                in.getInt(16),
                in.getInt(20),
                data,
                fds);
    }
}
