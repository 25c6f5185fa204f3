package dev.drover.app;

import dev.drover.childprocess.SpawnOptions;
import dev.drover.ui.common.FxThread;
import dev.drover.ui.logview.SourceOpener;

import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * Opens a source file in the editor that VISUAL or EDITOR names, else in Visual Studio Code when it
 * is there, else with the system's program for it. Editors that live in a terminal are passed over:
 * the window has none.
 */
final class EditorLauncher implements SourceOpener {

    private static final Set<String> IN_A_TERMINAL =
            Set.of(
                    "vi", "vim", "nvim", "nano", "pico", "emacs", "micro", "helix", "hx", "ed",
                    "joe");

    private static final Set<String> GO_TO = Set.of("code", "codium", "code-insiders", "cursor");
    private static final Set<String> COLON = Set.of("subl", "zed", "atom", "lapce");
    private static final Set<String> PLUS = Set.of("gvim", "gedit", "emacsclient", "mate", "geany");

    private final Map<String, String> environment;
    private final Consumer<String> documents;
    private final Executor blocking;
    private final ResourceBundle texts;

    /**
     * @param environment the user's
     * @param documents opens a URI with the program the system has for it; FX thread
     * @param blocking may be blocked
     */
    EditorLauncher(
            Map<String, String> environment,
            Consumer<String> documents,
            Executor blocking,
            ResourceBundle texts) {
        this.environment = environment;
        this.documents = documents;
        this.blocking = blocking;
        this.texts = texts;
    }

    @Override
    public CompletableFuture<String> open(Path file, int line) {
        return CompletableFuture.supplyAsync(() -> new Attempt(file, start(file, line)), blocking)
                .thenApplyAsync(
                        attempt -> {
                            if (attempt.program().isEmpty()) {
                                documents.accept(attempt.uri().toString());
                            }
                            return said(file, line, attempt.program());
                        },
                        FxThread.EXECUTOR);
    }

    /** Making a URI looks at the file, and so is not for the FX thread. */
    private record Attempt(URI uri, Optional<String> program) {

        private Attempt(Path file, Optional<String> program) {
            this(file.toUri(), program);
        }
    }

    private String said(Path file, int line, Optional<String> program) {
        return program.map(name -> texts.getString("editor.opened").formatted(file, line, name))
                .orElseGet(() -> texts.getString("editor.system").formatted(file));
    }

    /** The name of the editor that was started; empty when none is known. */
    private Optional<String> start(Path file, int line) {
        if (!Files.isReadable(file)) {
            String problem = texts.getString("editor.missing").formatted(file);
            throw new UncheckedIOException(problem, new NoSuchFileException(problem));
        }
        Optional<List<String>> command = command(environment, file, line);
        command.ifPresent(words -> OutsideProgram.start(words, SpawnOptions.DEFAULT));
        return command.map(words -> name(words.getFirst()));
    }

    /** The command line that opens a file at a line; empty when the system's program has to. */
    static Optional<List<String>> command(Map<String, String> environment, Path file, int line) {
        for (String variable : List.of("VISUAL", "EDITOR")) {
            String value = environment.getOrDefault(variable, "").strip();
            if (!value.isEmpty()) {
                List<String> words = new ArrayList<>(List.of(value.split("\\s+")));
                if (!IN_A_TERMINAL.contains(name(words.getFirst()))) {
                    words.addAll(place(name(words.getFirst()), file, line));
                    return Optional.of(words);
                }
            }
        }
        return OutsideProgram.onPath(environment, "code")
                .map(code -> List.of(code.toString(), "-g", file + ":" + line));
    }

    private static List<String> place(String editor, Path file, int line) {
        if (GO_TO.contains(editor)) {
            return List.of("-g", file + ":" + line);
        }
        if (COLON.contains(editor)) {
            return List.of(file + ":" + line);
        }
        if (PLUS.contains(editor)) {
            return List.of("+" + line, file.toString());
        }
        return editor.equals("idea") || editor.equals("kate")
                ? List.of("--line", Integer.toString(line), file.toString())
                : List.of(file.toString());
    }

    private static String name(String program) {
        String name = String.valueOf(Path.of(program).getFileName()).toLowerCase(Locale.ROOT);
        return name.replaceFirst("\\.(exe|cmd|bat)$", "");
    }
}
