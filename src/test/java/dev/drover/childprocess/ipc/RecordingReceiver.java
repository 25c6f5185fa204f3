package dev.drover.childprocess.ipc;

import dev.drover.childprocess.IpcException;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/** Keeps what comes out of a framing. */
final class RecordingReceiver implements Framing.Receiver {

    final List<@Nullable Object> messages = new ArrayList<>();

    /** The codes. */
    final List<String> errors = new ArrayList<>();

    boolean broken;

    @Override
    public void received(@Nullable Object message) {
        messages.add(message);
    }

    @Override
    public void failed(IpcException error) {
        errors.add(error.code());
    }

    @Override
    public void broken(IpcException error) {
        errors.add(error.code());
        broken = true;
    }
}
