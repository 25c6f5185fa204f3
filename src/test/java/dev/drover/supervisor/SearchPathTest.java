package dev.drover.supervisor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** S28: a project's folder does not choose the interpreter. */
class SearchPathTest {

    @Test
    void nameIsLeftToTheSystemWhereAllFoldersAreAbsolute() throws Exception {
        assertThat(SearchPath.program("sh", "/usr/bin:/bin")).isEqualTo("sh");
        assertThat(SearchPath.program("/x/sh", ".")).isEqualTo("/x/sh");
    }

    @ParameterizedTest
    @ValueSource(strings = {".:/bin", "/nowhere:.:/bin", ":/bin", "bin:/bin", "/bin:"})
    void absoluteFolderIsTakenWhereOthersAreOnThePath(String path) throws Exception {
        assertThat(SearchPath.program("sh", path)).isEqualTo("/bin/sh");
    }

    @Test
    void programThatIsOnlyInARelativeFolderIsNotRun() {
        assertThatThrownBy(() -> SearchPath.program("mvnw", "."))
                .hasMessageContaining("The interpreter mvnw is in no absolute folder of the PATH");
    }
}
