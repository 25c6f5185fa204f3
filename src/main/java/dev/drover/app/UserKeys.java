package dev.drover.app;

import dev.drover.ui.action.Desktop;
import dev.drover.ui.action.KeyFile;
import dev.drover.ui.action.KeyMap;
import dev.drover.ui.common.Failures;
import dev.drover.ui.common.FxThread;
import dev.drover.ui.common.Notices;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.ResourceBundle;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/** The user's file of keys: read when a window opens, made when it is asked for. */
final class UserKeys {

    private final Path file;
    private final ResourceBundle texts;
    private final KeyFile read;

    /**
     * @param folder of the user's settings
     */
    UserKeys(Path folder, ResourceBundle texts) {
        this.file = folder.resolve("keys.properties");
        this.texts = texts;
        this.read = read();
    }

    private KeyFile read() {
        if (!Files.exists(file)) {
            return KeyFile.parse(file, List.of());
        }
        try {
            return KeyFile.parse(file, Files.readAllLines(file));
        } catch (CharacterCodingException e) {
            return unreadable(texts.getString("keys.encoding"));
        } catch (IOException e) {
            return unreadable(String.valueOf(e.getMessage()));
        }
    }

    private KeyFile unreadable(String reason) {
        return new KeyFile(KeyFile.parse(file, List.of()).keys(), List.of(reason));
    }

    /** The keys in force. */
    KeyMap keys() {
        return read.keys();
    }

    /** Says in one notice which lines could not be followed. */
    void tellProblems(Notices notices) {
        if (!read.problems().isEmpty()) {
            notices.error(
                    texts.getString("keys.problems")
                            .formatted(file, String.join("\n", read.problems())));
        }
    }

    /** Opens the file in the user's editor; one that is not there is made first. */
    void open(Desktop desktop, Notices notices, Executor blocking) {
        FxThread.whenDone(
                CompletableFuture.runAsync(this::make, blocking),
                (_, failure) -> {
                    if (failure == null) {
                        desktop.openFile(file);
                    } else {
                        notices.error(
                                texts.getString("keys.notMade")
                                        .formatted(file, Failures.sentence(failure)));
                    }
                });
    }

    private void make() {
        try {
            if (!Files.exists(file)) {
                Files.createDirectories(file.getParent());
                Files.write(file, KeyFile.template());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
