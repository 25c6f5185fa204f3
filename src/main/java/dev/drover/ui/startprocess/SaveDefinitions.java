package dev.drover.ui.startprocess;

import dev.drover.domain.ProcessDescription;
import dev.drover.project.EcosystemEdit;
import dev.drover.project.NotEditableException;
import dev.drover.project.ProjectFile;
import dev.drover.ui.common.Failures;
import dev.drover.ui.common.FxThread;
import dev.drover.ui.common.Notices;
import dev.drover.ui.common.Prompts;
import dev.drover.ui.common.ViewLoader;

import javafx.stage.Window;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.text.MessageFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

/**
 * Writes definitions into an ecosystem file of the user's choice. It says what will be added and
 * replaced before it writes, and never edits a program. FX thread only.
 */
public final class SaveDefinitions {

    private static final String USUAL_NAME = "ecosystem.json";
    private static final String OTHER_NAME = "ecosystem.services.json";

    private final StartProcessContext context;
    private final SavePlace places;
    private final Prompts prompts;
    private final Notices notices;
    private final ResourceBundle texts = ViewLoader.texts(SaveDefinitions.class);

    public SaveDefinitions(
            StartProcessContext context, SavePlace places, Prompts prompts, Notices notices) {
        this.context = context;
        this.places = places;
        this.prompts = prompts;
        this.notices = notices;
    }

    /** What has become of a file, or would. */
    private sealed interface Outcome {

        /** It is a program, or its name is none for PM2: another one is needed. */
        record OtherName(String reason) implements Outcome {}

        /**
         * This would be written.
         *
         * @param isNew whether there is no such file
         */
        record Ready(EcosystemEdit edit, boolean isNew) implements Outcome {}
    }

    /**
     * Asks for the file, says what will be in it, and writes it.
     *
     * @param chosen whose definitions
     * @param all processes of the window, of which instances are counted
     */
    public void save(Window owner, List<ProcessDescription> chosen, List<ProcessDescription> all) {
        EcosystemEntries entries = EcosystemEntries.of(chosen, all, context.environment());
        Path folder = chosen.getFirst().spec().cwd();
        // The system's dialog for new files says of one that is there that it is overwritten.
        prompts.pick(
                new Prompts.Question(
                        format("save.where", entries.apps().size()),
                        "",
                        texts.getString("save.where.verb"),
                        false),
                List.of(texts.getString("save.where.new"), texts.getString("save.where.there")),
                index -> {
                    if (index == 0) {
                        ask(owner, folder, USUAL_NAME, entries);
                    } else {
                        places.chooseExisting(owner, folder)
                                .ifPresent(file -> prepare(owner, file, entries));
                    }
                });
    }

    private void ask(Window owner, Path folder, String name, EcosystemEntries entries) {
        places.chooseNew(owner, folder, name).ifPresent(file -> prepare(owner, file, entries));
    }

    private void prepare(Window owner, Path file, EcosystemEntries entries) {
        FxThread.whenDone(
                CompletableFuture.supplyAsync(() -> look(file, entries), context.blocking()),
                (outcome, failure) -> {
                    switch (outcome) {
                        case Outcome.OtherName(String reason) ->
                                prompts.confirm(
                                        new Prompts.Question(
                                                format("save.other.title", file.getFileName()),
                                                reason,
                                                texts.getString("save.other.verb"),
                                                false),
                                        () -> ask(owner, folder(file), OTHER_NAME, entries));
                        case Outcome.Ready ready -> confirm(owner, file, entries, ready);
                        case null -> tell(file, failure);
                    }
                });
    }

    private void confirm(Window owner, Path file, EcosystemEntries entries, Outcome.Ready ready) {
        prompts.confirm(
                new Prompts.Question(
                        format("save.title", entries.apps().size(), file.getFileName()),
                        statement(file, entries, ready),
                        texts.getString("save.verb"),
                        false),
                () -> write(owner, file, entries, ready));
    }

    private String statement(Path file, EcosystemEntries entries, Outcome.Ready ready) {
        List<String> lines = new ArrayList<>();
        EcosystemEdit edit = ready.edit();
        lines.add(format(ready.isNew() ? "save.new" : "save.there", file));
        if (!edit.added().isEmpty()) {
            lines.add(format("save.added", String.join(", ", edit.added())));
        }
        if (!edit.replaced().isEmpty()) {
            lines.add(format("save.replaced", String.join(", ", edit.replaced())));
        }
        if (!edit.kept().isEmpty()) {
            lines.add(format("save.kept", words(edit.kept())));
        }
        List<EcosystemEdit.Variable> leftOut = new ArrayList<>(entries.secrets());
        leftOut.removeAll(edit.kept());
        if (!leftOut.isEmpty()) {
            lines.add(format("save.secrets", words(leftOut)));
        }
        return String.join("\n", lines);
    }

    private static String words(List<EcosystemEdit.Variable> variables) {
        return variables.stream()
                .map(one -> one.app() + ": " + one.name())
                .collect(Collectors.joining(", "));
    }

    /** What stands there now must be what was spoken of. */
    private void write(Window owner, Path file, EcosystemEntries entries, Outcome.Ready told) {
        FxThread.whenDone(
                CompletableFuture.supplyAsync(
                        () -> {
                            boolean same = look(file, entries).equals(told);
                            if (same) {
                                replace(file, told.edit().text());
                            }
                            return same;
                        },
                        context.blocking()),
                (written, failure) -> {
                    if (written == null) {
                        tell(file, failure);
                    } else if (written) {
                        notices.info(format("save.done", entries.apps().size(), file));
                    } else {
                        prepare(owner, file, entries);
                    }
                });
    }

    private void tell(Path file, @Nullable Throwable failure) {
        notices.error(format("save.failed", file, Failures.sentence(failure)));
    }

    /** Blocks for file access. */
    private Outcome look(Path file, EcosystemEntries entries) {
        if (!EcosystemEdit.isName(file)) {
            return new Outcome.OtherName(texts.getString("save.other.name"));
        }
        if (!Files.exists(file)) {
            return new Outcome.Ready(EcosystemEdit.fresh(file, entries.apps()), true);
        }
        if (ProjectFile.isCode(file)) {
            return new Outcome.OtherName(texts.getString("save.other.code"));
        }
        try {
            return new Outcome.Ready(
                    EcosystemEdit.over(Files.readString(file), entries.apps(), entries.secrets()),
                    false);
        } catch (NotEditableException e) {
            return new Outcome.OtherName(
                    format("save.other.malformed", String.valueOf(e.getMessage())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The whole file or nothing of it; a link goes on pointing to it. */
    private static void replace(Path file, String text) {
        try {
            Path real = Files.exists(file) ? file.toRealPath() : file;
            Path draft = Files.createTempFile(folder(real), ".drover-", ".part");
            try {
                // On the disk before it takes the place of the file that was there.
                Files.writeString(draft, text, StandardOpenOption.WRITE, StandardOpenOption.SYNC);
                if (Files.getFileStore(draft).supportsFileAttributeView("posix")) {
                    Files.setPosixFilePermissions(
                            draft,
                            Files.exists(real)
                                    ? Files.getPosixFilePermissions(real)
                                    : PosixFilePermissions.fromString("rw-r--r--"));
                }
                move(draft, real);
            } finally {
                Files.deleteIfExists(draft);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void move(Path draft, Path file) throws IOException {
        try {
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static Path folder(Path file) {
        return Optional.ofNullable(file.toAbsolutePath().getParent()).orElse(file);
    }

    private String format(String key, Object... values) {
        return new MessageFormat(texts.getString(key)).format(values);
    }
}
