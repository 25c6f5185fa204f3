package dev.drover.app;

import dev.drover.ui.common.ViewLoader;
import dev.drover.ui.mainwindow.WindowStateFile;

import java.nio.file.Path;
import java.util.Map;

/**
 * What a window has to know before it is shown.
 *
 * @param stateFolder where it keeps what it remembers
 * @param host name of this machine
 * @param window its place and size
 * @param memory the choices in its views
 * @param keys the user's own keys
 */
record Settings(
        Path stateFolder, String host, WindowStateFile window, MemoryFile memory, UserKeys keys) {

    /** Reads the files, and turns to the language that is chosen in them. Blocks. */
    static Settings read(Path stateFolder, Map<String, String> environment) {
        WindowStateFile window = WindowStateFile.read(stateFolder);
        window.state().language().use();
        return new Settings(
                stateFolder,
                Machine.hostName(environment),
                window,
                new MemoryFile(stateFolder, Thread::startVirtualThread),
                new UserKeys(
                        PlatformFolder.CONFIG.of(environment),
                        ViewLoader.texts(DroverWindow.class)));
    }
}
