package dev.drover.ui.mainwindow;

import dev.drover.ui.common.Language;
import dev.drover.ui.common.PropertiesFile;
import dev.drover.ui.common.Theme;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;

/**
 * Keeps a {@link WindowState} in a file of the state folder. A file that cannot be read is as good
 * as none.
 */
public final class WindowStateFile {

    private static final Logger LOG = LoggerFactory.getLogger(WindowStateFile.class);

    private final PropertiesFile file;
    private Properties last = new Properties();
    private WindowState state = WindowState.FIRST;
    private CompletableFuture<Void> written = CompletableFuture.completedFuture(null);

    /**
     * @param stateFolder made when it is not there
     */
    public WindowStateFile(Path stateFolder) {
        file = new PropertiesFile(stateFolder.resolve("window.properties"));
    }

    /** The file, read. Blocks. */
    public static WindowStateFile read(Path stateFolder) {
        WindowStateFile read = new WindowStateFile(stateFolder);
        read.load();
        return read;
    }

    /** What was read; {@link WindowState#FIRST} when nothing was. */
    public WindowState state() {
        return state;
    }

    /**
     * Saves without being waited for. The thread keeps the program alive until it is done: this is
     * called when a window closes, and that may be the last thing.
     */
    void saveLater(WindowState now) {
        written =
                CompletableFuture.runAsync(
                        () -> save(now),
                        task -> Thread.ofPlatform().name("drover-window-state").start(task));
    }

    /** Completes when what was saved is on the disk. */
    public CompletableFuture<Void> written() {
        return written;
    }

    /** What was saved last; {@link WindowState#FIRST} when nothing was. Blocks. */
    public WindowState load() {
        try {
            Properties saved = file.load();
            state = decode(saved);
            last = saved;
            return state;
        } catch (IOException | IllegalArgumentException e) {
            LOG.warn("cannot read {}: the window opens as the first time", file.path(), e);
            return WindowState.FIRST;
        }
    }

    /** Writes what has changed since it was read: another window may have changed the rest. */
    public void save(WindowState now) {
        Properties changes = encode(now);
        changes.entrySet().removeIf(e -> e.getValue().equals(last.get(e.getKey())));
        try {
            file.merge(changes);
            last.putAll(changes);
        } catch (IOException e) {
            LOG.warn("cannot write {}: size and place of the window are forgotten", file.path(), e);
        }
    }

    private static WindowState decode(Properties saved) {
        Optional<WindowState.Bounds> bounds =
                saved.containsKey("width")
                        ? Optional.of(
                                new WindowState.Bounds(
                                        number(saved, "x", 0),
                                        number(saved, "y", 0),
                                        Math.max(0, number(saved, "width", 0)),
                                        Math.max(0, number(saved, "height", 0))))
                        : Optional.empty();
        WindowState first = WindowState.FIRST;
        return new WindowState(
                bounds,
                Boolean.parseBoolean(saved.getProperty("maximized")),
                number(saved, "sidebarWidth", first.sidebarWidth()),
                number(saved, "dockDivider", first.dockDivider()),
                Theme.valueOf(saved.getProperty("theme", first.theme().name())),
                Language.valueOf(saved.getProperty("language", first.language().name())),
                saved.getProperty("columns", first.columns()),
                saved.getProperty("dockPage", first.dockPage()),
                Boolean.parseBoolean(saved.getProperty("closeExplained")));
    }

    private static double number(Properties saved, String key, double otherwise) {
        String value = saved.getProperty(key);
        return value == null ? otherwise : Double.parseDouble(value);
    }

    private static Properties encode(WindowState state) {
        Properties saved = new Properties();
        state.bounds()
                .ifPresent(
                        bounds -> {
                            saved.setProperty("x", Double.toString(bounds.x()));
                            saved.setProperty("y", Double.toString(bounds.y()));
                            saved.setProperty("width", Double.toString(bounds.width()));
                            saved.setProperty("height", Double.toString(bounds.height()));
                        });
        saved.setProperty("maximized", Boolean.toString(state.maximized()));
        saved.setProperty("sidebarWidth", Double.toString(state.sidebarWidth()));
        saved.setProperty("dockDivider", Double.toString(state.dockDivider()));
        saved.setProperty("theme", state.theme().name());
        saved.setProperty("language", state.language().name());
        saved.setProperty("columns", state.columns());
        saved.setProperty("dockPage", state.dockPage());
        saved.setProperty("closeExplained", Boolean.toString(state.closeExplained()));
        return saved;
    }
}
