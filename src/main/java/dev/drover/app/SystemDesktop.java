package dev.drover.app;

import dev.drover.ui.action.Desktop;
import dev.drover.ui.common.Failures;
import dev.drover.ui.common.FxThread;
import dev.drover.ui.common.Notices;

import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** The desktop of this machine, through JavaFX. FX thread only. */
final class SystemDesktop implements Desktop {

    private final Consumer<String> documents;
    private final TerminalLauncher terminals;
    private final Notices notices;
    private final ResourceBundle texts;
    private final Executor blocking;

    /**
     * @param documents opens a URI with the program the system has for it
     * @param environment the user's
     * @param blocking looks at files, starts terminals
     */
    SystemDesktop(
            Consumer<String> documents,
            Map<String, String> environment,
            Notices notices,
            ResourceBundle texts,
            Executor blocking) {
        this.documents = documents;
        terminals = new TerminalLauncher(environment);
        this.notices = notices;
        this.texts = texts;
        this.blocking = blocking;
    }

    @Override
    public void openFolder(Path folder) {
        open(folder, Files::isDirectory);
    }

    @Override
    public void openTerminal(Path folder, Map<String, String> variables) {
        FxThread.whenDone(
                CompletableFuture.supplyAsync(() -> terminal(folder, variables), blocking),
                (problem, failure) -> {
                    if (failure != null) {
                        notices.error(Failures.sentence(failure));
                    } else if (problem != null) {
                        problem.ifPresent(notices::error);
                    }
                });
    }

    /** What is to be said when none was opened. */
    private Optional<String> terminal(Path folder, Map<String, String> variables) {
        if (!Files.isDirectory(folder)) {
            return Optional.of(texts.getString("notThere").formatted(folder));
        }
        return terminals.open(folder, variables)
                ? Optional.empty()
                : Optional.of(texts.getString("terminal.none"));
    }

    @Override
    public void openFile(Path file) {
        open(file, Files::isReadable);
    }

    @Override
    public void openPage(URI page) {
        documents.accept(page.toString());
    }

    @Override
    public void copy(String text) {
        ClipboardContent content = new ClipboardContent();
        content.putString(text);
        Clipboard.getSystemClipboard().setContent(content);
        notices.info(texts.getString("copied").formatted(text.lines().findFirst().orElse("")));
    }

    private void open(Path path, Predicate<Path> there) {
        // Making a URI looks at the file, too.
        FxThread.whenDone(
                CompletableFuture.supplyAsync(
                        () -> Optional.of(path).filter(there).map(Path::toUri), blocking),
                (found, _) -> {
                    if (found != null && found.isPresent()) {
                        documents.accept(found.get().toString());
                    } else {
                        notices.error(texts.getString("notThere").formatted(path));
                    }
                });
    }
}
