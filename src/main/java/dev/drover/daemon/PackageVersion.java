package dev.drover.daemon;

import dev.drover.domain.PlainText;
import dev.drover.domain.ProcessDescription;
import dev.drover.protocol.Json;
import dev.drover.protocol.ProtocolException;
import dev.drover.protocol.pm2.Descriptions;
import dev.drover.protocol.pm2.SpecFields;
import dev.drover.supervisor.Supervisor;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The version in the nearest {@code package.json} above a script, or in a folder that is run as
 * one.
 */
final class PackageVersion {

    private static final Logger LOG = LoggerFactory.getLogger(PackageVersion.class);
    private static final long MAX_BYTES = 1 << 20;

    /** The file of the start before: many services of one project are started in one go. */
    private static final AtomicReference<Known> LAST =
            new AtomicReference<>(
                    new Known(Path.of(""), 0, FileTime.fromMillis(0), SpecFields.NO_VERSION));

    /** What a file said when it was of this size and age. */
    private record Known(Path file, long size, FileTime modified, String version) {}

    private PackageVersion() {}

    static String of(Path script) {
        Path first = Files.isDirectory(script) ? script : script.getParent();
        for (Path folder = first; folder != null; folder = folder.getParent()) {
            Path file = folder.resolve("package.json");
            Optional<BasicFileAttributes> seen = look(file);
            if (seen.isPresent()) {
                return read(file, seen.get());
            }
        }
        return SpecFields.NO_VERSION;
    }

    /**
     * Looks at the file again, for a new version may have been put there since the last start, and
     * notes what it says. Completes with the entry as it is then.
     */
    static CompletableFuture<ProcessDescription> noteAnew(
            Supervisor supervisor, ProcessDescription process) {
        return CompletableFuture.supplyAsync(
                        () -> PlainText.visible(of(process.spec().script())),
                        Thread::startVirtualThread)
                .thenCompose(version -> note(supervisor, process, version));
    }

    private static CompletableFuture<ProcessDescription> note(
            Supervisor supervisor, ProcessDescription process, String version) {
        return SpecFields.version(process.spec()).orElse(SpecFields.NO_VERSION).equals(version)
                ? CompletableFuture.completedFuture(process)
                : supervisor
                        .update(process.id(), entry -> with(entry, version))
                        // Deleted meanwhile.
                        .exceptionally(_ -> process);
    }

    private static ProcessDescription with(ProcessDescription entry, String version) {
        return Descriptions.withSpec(entry, SpecFields.withVersion(entry.spec(), version));
    }

    private static Optional<BasicFileAttributes> look(Path file) {
        // Asking first is cheaper than the exception of a file that is missing, as most are.
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(Files.readAttributes(file, BasicFileAttributes.class));
        } catch (IOException e) {
            LOG.debug("{} cannot be looked at.", file, e);
            return Optional.empty();
        }
    }

    private static String read(Path file, BasicFileAttributes seen) {
        Known known = LAST.get();
        if (known.file.equals(file)
                && known.size == seen.size()
                && known.modified.equals(seen.lastModifiedTime())) {
            return known.version;
        }
        String version = parse(file, seen.size());
        LAST.set(new Known(file, seen.size(), seen.lastModifiedTime(), version));
        return version;
    }

    private static String parse(Path file, long size) {
        try {
            if (size <= MAX_BYTES
                    && Json.parse(Files.readAllBytes(file)) instanceof Map<?, ?> map) {
                Object version = map.get("version");
                return version instanceof String || version instanceof Number
                        ? version.toString()
                        : SpecFields.NO_VERSION;
            }
        } catch (ProtocolException e) {
            LOG.debug("{} is not JSON.", file, e);
        } catch (IOException e) {
            LOG.debug("{} cannot be read.", file, e);
        }
        return SpecFields.NO_VERSION;
    }
}
