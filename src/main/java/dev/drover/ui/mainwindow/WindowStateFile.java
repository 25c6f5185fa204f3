package dev.drover.ui.mainwindow;

import dev.drover.ui.common.Language;
import dev.drover.ui.common.Theme;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.Properties;

/**
 * Keeps a {@link WindowState} in a file of the state folder. A file that cannot be read is as good
 * as none.
 */
public final class WindowStateFile {

    private static final Logger LOG = LoggerFactory.getLogger(WindowStateFile.class);

    private final Path file;

    /**
     * @param stateFolder made when it is not there
     */
    public WindowStateFile(Path stateFolder) {
        file = stateFolder.resolve("window.properties");
    }

    /** What was saved last; {@link WindowState#FIRST} when nothing was. */
    public WindowState load() {
        if (!Files.exists(file)) {
            return WindowState.FIRST;
        }
        Properties saved = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            saved.load(reader);
            return decode(saved);
        } catch (IOException | IllegalArgumentException e) {
            LOG.warn("cannot read {}: the window opens as the first time", file, e);
            return WindowState.FIRST;
        }
    }

    /** Writes the file whole and swaps it in. */
    public void save(WindowState state) {
        Path fresh = file.resolveSibling(file.getFileName() + ".tmp");
        try {
            Files.createDirectories(file.getParent());
            try (Writer writer = Files.newBufferedWriter(fresh)) {
                encode(state).store(writer, null);
            }
            Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            LOG.warn("cannot write {}: size and place of the window are forgotten", file, e);
        }
    }

    private static WindowState decode(Properties saved) {
        Optional<WindowState.Bounds> bounds =
                saved.containsKey("width")
                        ? Optional.of(
                                new WindowState.Bounds(
                                        number(saved, "x", 0),
                                        number(saved, "y", 0),
                                        number(saved, "width", 0),
                                        number(saved, "height", 0)))
                        : Optional.empty();
        WindowState first = WindowState.FIRST;
        return new WindowState(
                bounds,
                Boolean.parseBoolean(saved.getProperty("maximized")),
                number(saved, "sidebarDivider", first.sidebarDivider()),
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
        saved.setProperty("sidebarDivider", Double.toString(state.sidebarDivider()));
        saved.setProperty("dockDivider", Double.toString(state.dockDivider()));
        saved.setProperty("theme", state.theme().name());
        saved.setProperty("language", state.language().name());
        saved.setProperty("columns", state.columns());
        saved.setProperty("dockPage", state.dockPage());
        saved.setProperty("closeExplained", Boolean.toString(state.closeExplained()));
        return saved;
    }
}
