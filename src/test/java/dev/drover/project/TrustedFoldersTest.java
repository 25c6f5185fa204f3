package dev.drover.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

class TrustedFoldersTest {

    @TempDir Path root;
    private Path file;
    private Path project;
    private TrustedFolders trusted;

    @BeforeEach
    void prepare() throws IOException {
        file = root.resolve("state/trusted.json");
        project = Files.createDirectory(root.resolve("project"));
        trusted = new TrustedFolders(file);
    }

    @Test
    void nothingIsTrustedAtFirstAndAskingWritesNothing() {
        assertThat(trusted.contains(project)).isFalse();
        assertThat(file.getParent()).doesNotExist();
    }

    @Test
    void trustIsRememberedAndForgotten() throws IOException {
        trusted.add(project);
        assertThat(new TrustedFolders(file).mayRun(project.resolve("eco.js"))).isTrue();
        trusted.remove(project);
        assertThat(new TrustedFolders(file).contains(project)).isFalse();
    }

    @Test
    void onlyTheUserMayReadTheFile() throws IOException {
        trusted.add(project);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void folderBelowIsAnotherFolder() throws IOException {
        trusted.add(project);
        Path below = Files.createDirectory(project.resolve("below"));
        assertThat(trusted.contains(below)).isFalse();
        assertThat(trusted.contains(root)).isFalse();
    }

    @Test
    void linkIsTheFolderItLeadsTo() throws IOException {
        Path link = Files.createSymbolicLink(root.resolve("link"), project);
        trusted.add(link);
        assertThat(trusted.contains(project)).isTrue();
        Path other = Files.createDirectory(root.resolve("other"));
        Files.delete(link);
        Files.createSymbolicLink(link, other);
        assertThat(trusted.contains(link)).isFalse();
    }

    @Test
    void damagedFileTrustsNothing() throws IOException {
        trusted.add(project);
        Files.writeString(file, "[ \"" + project + "\"");
        assertThat(trusted.contains(project)).isFalse();
    }

    @Test
    void folderThatIsNotThereCannotBeTrusted() {
        assertThatThrownBy(() -> trusted.add(root.resolve("absent")))
                .isInstanceOf(NoSuchFileException.class);
    }
}
