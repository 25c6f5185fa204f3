package dev.drover.childprocess.ipc;

import dev.drover.childprocess.IpcException;
import dev.drover.childprocess.ipc.advanced.MessageLimits;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * Node's {@code json} mode: one JSON text in UTF-8 and a newline per message. A line that does not
 * even begin as JSON is no message, but something that was printed into the channel: it is reported
 * and left out. A message that is broken, too long or nested too deeply ends the channel.
 */
final class JsonFraming implements Framing {

    private static final int MAX_MESSAGE_BYTES = MessageLimits.MAX_BYTES;
    private static final int SHOWN_BYTES = 80;

    private final PartialMessage pending = new PartialMessage(MAX_MESSAGE_BYTES);
    private boolean broken;
    private boolean maybeTorn;

    @Override
    public int whole(byte[] bytes, int length) {
        int end = length;
        while (end > 0 && bytes[end - 1] != '\n') {
            end--;
        }
        return end;
    }

    @Override
    public void resume() {
        maybeTorn = true;
    }

    @Override
    public byte[] encode(@Nullable Object message) {
        return JsonWriter.line(message);
    }

    @Override
    public void decode(byte[] bytes, int offset, int length, Receiver receiver) {
        int start = offset;
        int end = offset + length;
        for (int newline = ByteScan.newline(bytes, start, end);
                newline < end && !broken;
                newline = ByteScan.newline(bytes, start, end)) {
            line(bytes, start, newline - start, receiver);
            start = newline + 1;
        }
        keep(bytes, start, end - start, receiver);
    }

    private void line(byte[] bytes, int offset, int length, Receiver receiver) {
        if (pending.isEmpty()) {
            parse(bytes, offset, length, receiver);
            return;
        }
        keep(bytes, offset, length, receiver);
        if (!broken) {
            int size = pending.size();
            parse(pending.take(), 0, size, receiver);
        }
    }

    private void keep(byte[] bytes, int offset, int length, Receiver receiver) {
        if (broken || length == 0) {
            return;
        }
        if (length > MAX_MESSAGE_BYTES - pending.size()) {
            end(
                    receiver,
                    new IpcException(
                            "ERR_IPC_MESSAGE_TOO_LARGE",
                            "The child sent a message of more than %d MiB; the channel is closed."
                                    .formatted(MAX_MESSAGE_BYTES >> 20)));
            return;
        }
        pending.append(bytes, offset, length);
    }

    private void end(Receiver receiver, IpcException why) {
        broken = true;
        pending.drop();
        receiver.broken(why);
    }

    private void parse(byte[] bytes, int offset, int length, Receiver receiver) {
        Object message;
        boolean first = maybeTorn;
        maybeTorn = false;
        try {
            message = JsonReader.read(bytes, offset, length);
        } catch (JsonReader.StrayLineException e) {
            receiver.failed(failure(e, "a line that is not JSON: %s", bytes, offset, length));
            return;
        } catch (IOException e) {
            if (first) {
                String torn = "a message that another process had begun to read: %s";
                receiver.failed(failure(e, torn, bytes, offset, length));
                return;
            }
            String what = "a message that is broken: %s; the channel is closed";
            end(receiver, failure(e, what, bytes, offset, length));
            return;
        }
        receiver.received(message);
    }

    private static IpcException failure(
            IOException why, String what, byte[] bytes, int offset, int length) {
        String shown =
                new String(bytes, offset, Math.min(SHOWN_BYTES, length), StandardCharsets.UTF_8);
        IpcException failure =
                new IpcException(
                        "ERR_IPC_INVALID_JSON",
                        "The child sent %s. It begins with: %s"
                                .formatted(what.formatted(why.getMessage()), shown));
        failure.initCause(why);
        return failure;
    }
}
