package dev.drover.childprocess.ipc;

import dev.drover.childprocess.IpcException;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Node's {@code json} mode: one JSON text in UTF-8 and a newline per message. What is not a message
 * is reported and left out; the messages after it are read.
 */
final class JsonFraming implements Framing {

    /**
     * A longer message is dropped and reported, so that a child cannot eat the parent's memory: the
     * bytes, the text and the values made of it must fit into the heap together.
     */
    static final int MAX_MESSAGE_BYTES =
            (int) Math.min(64 << 20, Runtime.getRuntime().maxMemory() / 12);

    private static final int FIRST_SIZE = 4096;
    private static final int KEPT_SIZE = 1 << 20;

    private byte[] pending = new byte[FIRST_SIZE];
    private int size;
    private boolean skipping;

    @Override
    public byte[] encode(@Nullable Object message) {
        return JsonWriter.line(message);
    }

    @Override
    public void decode(byte[] bytes, int offset, int length, Receiver receiver) {
        int start = offset;
        int end = offset + length;
        for (int newline = ByteScan.newline(bytes, start, end);
                newline < end;
                newline = ByteScan.newline(bytes, start, end)) {
            line(bytes, start, newline - start, receiver);
            start = newline + 1;
        }
        keep(bytes, start, end - start, receiver);
    }

    private void line(byte[] bytes, int offset, int length, Receiver receiver) {
        if (skipping) {
            skipping = false;
            return;
        }
        if (size == 0) {
            parse(bytes, offset, length, receiver);
            return;
        }
        keep(bytes, offset, length, receiver);
        if (skipping) {
            skipping = false;
            return;
        }
        byte[] line = pending;
        int end = size;
        clear();
        parse(line, 0, end, receiver);
    }

    private void keep(byte[] bytes, int offset, int length, Receiver receiver) {
        if (skipping || length == 0) {
            return;
        }
        if (length > MAX_MESSAGE_BYTES - size) {
            clear();
            skipping = true;
            receiver.failed(
                    new IpcException(
                            "ERR_IPC_MESSAGE_TOO_LARGE",
                            "The child sent a message of more than %d MiB; it was dropped."
                                    .formatted(MAX_MESSAGE_BYTES >> 20)));
            return;
        }
        if (size + length > pending.length) {
            int doubled = (int) Math.min(MAX_MESSAGE_BYTES, 2L * pending.length);
            pending = Arrays.copyOf(pending, Math.max(size + length, doubled));
        }
        System.arraycopy(bytes, offset, pending, size, length);
        size += length;
    }

    private void clear() {
        size = 0;
        if (pending.length > KEPT_SIZE) {
            pending = new byte[FIRST_SIZE];
        }
    }

    private static void parse(byte[] line, int offset, int length, Receiver receiver) {
        Object message;
        try {
            message = JsonReader.read(line, offset, length);
        } catch (IOException e) {
            String text = new String(line, offset, Math.min(length, 320), StandardCharsets.UTF_8);
            receiver.failed(
                    new IpcException(
                            "ERR_IPC_INVALID_JSON",
                            "The child sent a line that is not JSON: %s. It begins with: %s"
                                    .formatted(
                                            e.getMessage(),
                                            text.substring(0, Math.min(80, text.length())))));
            return;
        }
        receiver.received(message);
    }
}
