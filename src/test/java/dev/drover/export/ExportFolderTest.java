package dev.drover.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;

class ExportFolderTest {

    private static final ExportFile PLAIN = new ExportFile("a.service", "a\n", false);
    private static final ExportFile SECRET = new ExportFile("a.env", "KEY=ü\n", true);

    @TempDir Path parent;
    private Path folder;
    private ExportFolder export;

    @BeforeEach
    void prepare() {
        folder = parent.resolve("new/folder");
        export = new ExportFolder(folder);
    }

    private String permissions(String file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(file)));
    }

    private List<String> names() throws IOException {
        try (var files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void onlyTheOwnerReadsSecrets() throws IOException {
        export.write(List.of(PLAIN, SECRET), _ -> true);
        assertThat(Files.readString(folder.resolve("a.env"))).isEqualTo("KEY=ü\n");
        assertThat(permissions("a.env")).isEqualTo("rw-------");
        assertThat(permissions("a.service")).isEqualTo("rw-r--r--");
        assertThat(names()).containsExactly("a.env", "a.service");
    }

    @Test
    void aFileOfSecretsThatOthersCouldReadIsNoLongerReadable() throws IOException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("a.env"), "old");
        export.write(List.of(SECRET), _ -> true);
        assertThat(permissions("a.env")).isEqualTo("rw-------");
    }

    @Test
    void whatIsThereIsCompared() throws IOException {
        export.write(List.of(PLAIN, SECRET), _ -> true);
        Files.writeString(folder.resolve("a.env"), "KEY=u\n");
        ExportFile further = new ExportFile("b", "", false);
        assertThat(export.compare(List.of(PLAIN, SECRET, further)))
                .isEqualTo(
                        Map.of(
                                "a.service", ExportFolder.Standing.SAME,
                                "a.env", ExportFolder.Standing.DIFFERENT,
                                "b", ExportFolder.Standing.NEW));
    }

    @Test
    void aFolderThatDoesNotExistHasNothing() throws IOException {
        assertThat(export.compare(List.of(PLAIN)))
                .isEqualTo(Map.of("a.service", ExportFolder.Standing.NEW));
    }

    @Test
    void itStopsBetweenFilesWhenAsked() throws IOException {
        List<ExportFile> written = export.write(List.of(PLAIN, SECRET), done -> done < 1);
        assertThat(written).containsExactly(PLAIN);
        assertThat(names()).containsExactly("a.service");
    }

    @Test
    void aFailureLeavesNoDraftBehind() throws IOException {
        Files.createDirectories(folder.resolve("a.service/in-the-way"));
        assertThatThrownBy(() -> export.write(List.of(PLAIN), _ -> true))
                .isInstanceOf(IOException.class);
        assertThat(names()).containsExactly("a.service");
    }

    @Test
    void aLinkIsReplacedAndNotFollowed() throws IOException {
        Files.createDirectories(folder);
        Path elsewhere = Files.writeString(parent.resolve("elsewhere"), "mine");
        Files.createSymbolicLink(folder.resolve("a.env"), elsewhere);
        export.write(List.of(SECRET), _ -> true);
        assertThat(Files.readString(elsewhere)).isEqualTo("mine");
        assertThat(Files.isSymbolicLink(folder.resolve("a.env"))).isFalse();
    }
}
