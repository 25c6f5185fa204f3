package dev.drover.app;

import dev.drover.ui.logview.ExportChooser;
import dev.drover.ui.startprocess.PathChooser;
import dev.drover.ui.startprocess.SavePlace;

import javafx.stage.DirectoryChooser;
import javafx.stage.FileChooser;
import javafx.stage.Window;

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
        FileChooser chooser = new FileChooser();
        chooser.setTitle(texts.getString("choose.file"));
        existing(initialFolder).ifPresent(chooser::setInitialDirectory);
        return path(chooser.showOpenDialog(owner));
    }

    @Override
    public Optional<Path> chooseFolder(Window owner, Path initialFolder) {
        DirectoryChooser chooser = new DirectoryChooser();
        chooser.setTitle(texts.getString("choose.folder"));
        existing(initialFolder).ifPresent(chooser::setInitialDirectory);
        return path(chooser.showDialog(owner));
    }

    @Override
    public Optional<Path> choose(Window owner, String suggestedName) {
        FileChooser chooser = new FileChooser();
        chooser.setTitle(texts.getString("choose.export"));
        chooser.setInitialFileName(suggestedName);
        return path(chooser.showSaveDialog(owner));
    }

    @Override
    public Optional<Path> chooseExisting(Window owner, Path folder) {
        FileChooser chooser = new FileChooser();
        chooser.setTitle(texts.getString("choose.ecosystem"));
        existing(folder).ifPresent(chooser::setInitialDirectory);
        return path(chooser.showOpenDialog(owner));
    }

    @Override
    public Optional<Path> chooseNew(Window owner, Path folder, String name) {
        FileChooser chooser = new FileChooser();
        chooser.setTitle(texts.getString("choose.ecosystem"));
        chooser.setInitialFileName(name);
        existing(folder).ifPresent(chooser::setInitialDirectory);
        return path(chooser.showSaveDialog(owner));
    }

    /** The folder of a home. Homes are hidden: only their parents may be shown. */
    Optional<Path> chooseHome(Window owner) {
        DirectoryChooser chooser = new DirectoryChooser();
        chooser.setTitle(texts.getString("choose.home"));
        existing(Path.of(System.getProperty("user.home"))).ifPresent(chooser::setInitialDirectory);
        return path(chooser.showDialog(owner));
    }

    /** A definition file. */
    Optional<Path> chooseProject(Window owner) {
        FileChooser chooser = new FileChooser();
        chooser.setTitle(texts.getString("choose.project"));
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

    private static Optional<File> existing(Path folder) {
        return Files.isDirectory(folder) ? Optional.of(folder.toFile()) : Optional.empty();
    }

    private static Optional<Path> path(@org.jspecify.annotations.Nullable File file) {
        return Optional.ofNullable(file).map(File::toPath);
    }
}
