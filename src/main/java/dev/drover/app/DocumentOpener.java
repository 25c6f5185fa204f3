package dev.drover.app;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * Opens files, folders and pages with the program that the system has for them. On Linux the
 * toolkit says nothing when there is none, so the desktop's own command is asked there.
 */
final class DocumentOpener implements Consumer<String> {

    private final Consumer<String> toolkit;
    private final Consumer<String> failed;
    private final String command;

    /**
     * @param toolkit opens a URI; used where it can tell
     * @param failed learns, on any thread, the URI that nothing opens
     */
    DocumentOpener(Consumer<String> toolkit, Consumer<String> failed) {
        this(
                toolkit,
                failed,
                System.getProperty("os.name", "").startsWith("Linux") ? "xdg-open" : "");
    }

    /**
     * @param command opens its argument; empty: the toolkit does
     */
    DocumentOpener(Consumer<String> toolkit, Consumer<String> failed, String command) {
        this.toolkit = toolkit;
        this.failed = failed;
        this.command = command;
    }

    @Override
    public void accept(String uri) {
        if (command.isEmpty()) {
            toolkit.accept(uri);
        } else {
            Thread.ofVirtual().name("drover-open").start(() -> run(uri));
        }
    }

    private void run(String uri) {
        try {
            new ProcessBuilder(command, uri)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .onExit()
                    .thenAccept(
                            ended -> {
                                if (ended.exitValue() != 0) {
                                    failed.accept(uri);
                                }
                            });
        } catch (IOException e) {
            // There is no such command: the same to the user as one that knows no program.
            failed.accept(uri);
        }
    }

    /** What a URI is to the user: of a file its path. */
    static String named(String uri) {
        return uri.startsWith("file:") ? Path.of(URI.create(uri)).toString() : uri;
    }
}
