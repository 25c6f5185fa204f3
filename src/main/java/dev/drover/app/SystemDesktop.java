package dev.drover.app;

import dev.drover.ui.action.Desktop;
import dev.drover.ui.common.Notices;

import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;

/** The desktop of this machine, through JavaFX. FX thread only. */
final class SystemDesktop implements Desktop {

    private final Consumer<String> documents;
    private final Notices notices;

    /**
     * @param documents opens a URI with the program the system has for it
     */
    SystemDesktop(Consumer<String> documents, Notices notices) {
        this.documents = documents;
        this.notices = notices;
    }

    @Override
    public void openFolder(Path folder) {
        open(folder, Files.isDirectory(folder));
    }

    @Override
    public void openFile(Path file) {
        open(file, Files.isReadable(file));
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
        notices.info("Copied: " + text.lines().findFirst().orElse(""));
    }

    private void open(Path path, boolean there) {
        if (there) {
            documents.accept(path.toUri().toString());
        } else {
            notices.error(
                    "%s cannot be opened: it does not exist or may not be read.".formatted(path));
        }
    }
}
