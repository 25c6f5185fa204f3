package dev.drover.childprocess;

import dev.drover.domain.Signal;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The result of {@code spawnSync}.
 *
 * @param pid of the child that has ended; 0 when none came into being
 * @param output by descriptor; empty for what is no pipe. No entry when nothing was started
 * @param status the exit code; empty after a signal or an error of the start
 * @param signal what ended it
 * @param error why it was not started, or had to be ended: {@code ENOENT}, {@code ETIMEDOUT},
 *     {@code ENOBUFS}, …
 */
public record SpawnSyncResult(
        long pid,
        List<Optional<Output>> output,
        OptionalInt status,
        Optional<Signal> signal,
        Optional<SpawnException> error) {

    public SpawnSyncResult {
        output = List.copyOf(output);
    }

    /** What it wrote to descriptor 1, when that was a pipe. */
    public Optional<Output> stdout() {
        return output.size() > 1 ? output.get(1) : Optional.empty();
    }

    /** What it wrote to descriptor 2, when that was a pipe. */
    public Optional<Output> stderr() {
        return output.size() > 2 ? output.get(2) : Optional.empty();
    }
}
