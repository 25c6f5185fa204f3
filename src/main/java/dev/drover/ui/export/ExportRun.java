package dev.drover.ui.export;

import dev.drover.client.ProcessReport;
import dev.drover.export.Export;
import dev.drover.export.ExportFile;
import dev.drover.export.ExportFolder;
import dev.drover.export.ExportFolder.Standing;
import dev.drover.export.ExportOptions;
import dev.drover.export.ExportTarget;
import dev.drover.export.ExportedService;
import dev.drover.export.Exporter;
import dev.drover.ui.common.FxThread;
import dev.drover.ui.common.SecretNames;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;

/** What the dialog does off the FX thread. */
final class ExportRun {

    /**
     * What would be written.
     *
     * @param folder empty when what was typed is no path
     * @param standings of the files, as far as the folder could be read
     */
    record Preview(Export export, Optional<Path> folder, Map<String, Standing> standings) {

        List<ExportFile> differing() {
            return with(Set.of(Standing.DIFFERENT));
        }

        List<ExportFile> toWrite() {
            return with(Set.of(Standing.NEW, Standing.DIFFERENT));
        }

        private List<ExportFile> with(Set<Standing> wanted) {
            return export.files().stream()
                    .filter(file -> wanted.contains(standings.get(file.name())))
                    .toList();
        }
    }

    /**
     * What the user chose.
     *
     * @param secrets whether values of secrets are written
     * @param folder as it was typed
     */
    record Wish(
            List<ExportedService> services, ExportTarget target, boolean secrets, String folder) {}

    private final ExportContext context;
    private final AtomicBoolean cancelled = new AtomicBoolean();

    ExportRun(ExportContext context) {
        this.context = context;
    }

    CompletableFuture<Preview> preview(Wish wish) {
        ExportOptions options =
                new ExportOptions(
                        wish.secrets(),
                        SecretNames::isSecret,
                        ProcessReport::isHidden,
                        context.environment());
        return CompletableFuture.supplyAsync(
                () -> {
                    Export export = Exporter.export(wish.services(), wish.target(), options);
                    Optional<Path> path = path(wish.folder());
                    return new Preview(export, path, standings(export, path, wish.secrets()));
                },
                context.blocking());
    }

    /** A file of secrets that is there is not replaced by one without their values. */
    private static Map<String, Standing> standings(
            Export export, Optional<Path> folder, boolean secrets) {
        if (folder.isEmpty()) {
            return Map.of();
        }
        try {
            Map<String, Standing> standings =
                    new ExportFolder(folder.get()).compare(export.files());
            export.files().stream()
                    .filter(file -> file.secret() && !secrets)
                    .forEach(
                            file ->
                                    standings.replace(
                                            file.name(), Standing.DIFFERENT, Standing.KEPT));
            return standings;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** An absolute path, as a user types it. */
    private Optional<Path> path(String typed) {
        String text = typed.strip();
        String whole = text.startsWith("~/") ? context.folder() + text.substring(1) : text;
        try {
            return Optional.of(Path.of(whole)).filter(Path::isAbsolute).map(Path::normalize);
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    /**
     * Writes; {@code progress} is told on the FX thread how many files are done, the last number
     * for certain.
     */
    CompletableFuture<List<ExportFile>> write(
            Path folder, List<ExportFile> files, IntConsumer progress) {
        cancelled.set(false);
        AtomicInteger done = new AtomicInteger();
        AtomicBoolean told = new AtomicBoolean(true);
        return CompletableFuture.supplyAsync(
                () -> {
                    try {
                        return new ExportFolder(folder)
                                .write(
                                        files,
                                        count -> {
                                            done.set(count);
                                            // One hand-over at a time, however fast it goes.
                                            if (told.compareAndSet(true, false)) {
                                                FxThread.EXECUTOR.execute(
                                                        () -> {
                                                            told.set(true);
                                                            progress.accept(done.get());
                                                        });
                                            }
                                            return !cancelled.get();
                                        });
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                },
                context.blocking());
    }

    /** No further file is written. */
    void cancel() {
        cancelled.set(true);
    }
}
