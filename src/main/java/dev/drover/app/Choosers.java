package dev.drover.app;

import dev.drover.ui.logview.ExportChooser;
import dev.drover.ui.startprocess.PathChooser;
import dev.drover.ui.startprocess.SavePlace;

import javafx.stage.DirectoryChooser;
import javafx.stage.FileChooser;
import javafx.stage.Window;

import org.jspecify.annotations.Nullable;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.ResourceBundle;

/** The system's own dialogs for files and folders. FX thread only. */
final class Choosers implements PathChooser, ExportChooser, SavePlace {

    private final ResourceBundle texts;

    Choosers(ResourceBundle texts) {
        this.texts = texts;
    }

    @Override
    public Optional<Path> chooseFile(Window owner, Path initialFolder) {
        return path(files("choose.file", initialFolder).showOpenDialog(owner));
    }

    @Override
    public Optional<Path> chooseFolder(Window owner, Path initialFolder) {
        return path(folders("choose.folder", initialFolder).showDialog(owner));
    }

    @Override
    public Optional<Path> choose(Window owner, String suggestedName) {
        FileChooser chooser = files("choose.export");
        chooser.setInitialFileName(suggestedName);
        return path(chooser.showSaveDialog(owner));
    }

    @Override
    public Optional<Path> chooseExisting(Window owner, Path folder) {
        return path(files("choose.ecosystem", folder).showOpenDialog(owner));
    }

    @Override
    public Optional<Path> chooseNew(Window owner, Path folder, String name) {
        FileChooser chooser = files("choose.ecosystem", folder);
        chooser.setInitialFileName(name);
        return path(chooser.showSaveDialog(owner));
    }

    /** The folder of a home. Homes are hidden: only their parents may be shown. */
    Optional<Path> chooseHome(Window owner) {
        Path user = Path.of(System.getProperty("user.home"));
        return path(folders("choose.home", user).showDialog(owner));
    }

    /** A definition file. */
    Optional<Path> chooseProject(Window owner) {
        FileChooser chooser = files("choose.project");
        chooser.getExtensionFilters()
                .addAll(
                        new FileChooser.ExtensionFilter(
                                texts.getString("choose.project.kinds"),
                                "*.json",
                                "*.yaml",
                                "*.yml",
                                "*.config.js",
                                "*.config.cjs",
                                "*.config.mjs",
                                "Procfile",
                                "Procfile.*",
                                "*.service"),
                        new FileChooser.ExtensionFilter(texts.getString("choose.all"), "*"));
        return path(chooser.showOpenDialog(owner));
    }

    private FileChooser files(String title) {
        FileChooser chooser = new FileChooser();
        chooser.setTitle(texts.getString(title));
        return chooser;
    }

    private FileChooser files(String title, Path folder) {
        FileChooser chooser = files(title);
        existing(folder).ifPresent(chooser::setInitialDirectory);
        return chooser;
    }

    private DirectoryChooser folders(String title, Path folder) {
        DirectoryChooser chooser = new DirectoryChooser();
        chooser.setTitle(texts.getString(title));
        existing(folder).ifPresent(chooser::setInitialDirectory);
        return chooser;
    }

    private static Optional<File> existing(Path folder) {
        return Files.isDirectory(folder) ? Optional.of(folder.toFile()) : Optional.empty();
    }

    private static Optional<Path> path(@Nullable File file) {
        return Optional.ofNullable(file).map(File::toPath);
    }
}
