package dev.drover.daemon;

import dev.drover.domain.ProcessDescription;
import dev.drover.domain.SignalActions;
import dev.drover.supervisor.Supervisor;
import dev.drover.supervisor.SupervisorException;
import dev.drover.supervisor.SupervisorException.Kind;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** What services have arranged for signals. Only Linux tells; read away from the owner thread. */
final class SignalMasks {

    private static final Path PROC = Path.of("/proc");
    private static final int HEXADECIMAL = 16;

    private SignalMasks() {}

    static CompletableFuture<SignalActions> of(Supervisor supervisor, int id) {
        return supervisor
                .describe(id)
                .thenApplyAsync(SignalMasks::read, Thread::startVirtualThread);
    }

    private static SignalActions read(ProcessDescription process) {
        if (process.pid().isEmpty()) {
            throw new SupervisorException(
                    Kind.NOT_RUNNING, process.name() + " does not run; start it first.");
        }
        Path file = PROC.resolve(Long.toString(process.pid().getAsLong())).resolve("status");
        try {
            return parse(Files.readAllLines(file, StandardCharsets.ISO_8859_1));
        } catch (IOException | IllegalArgumentException e) {
            throw new SupervisorException(
                    Kind.NOT_SUPPORTED,
                    "What %s does with signals cannot be read here: %s."
                            .formatted(process.name(), e.getMessage()));
        }
    }

    private static SignalActions parse(List<String> status) {
        return new SignalActions(
                mask(status, "SigCgt:"), mask(status, "SigIgn:"), mask(status, "SigBlk:"));
    }

    private static long mask(List<String> status, String key) {
        String line =
                status.stream()
                        .filter(l -> l.startsWith(key))
                        .findFirst()
                        .orElseThrow(() -> new IllegalArgumentException("no line " + key));
        return Long.parseUnsignedLong(line.substring(key.length()).strip(), HEXADECIMAL);
    }
}
