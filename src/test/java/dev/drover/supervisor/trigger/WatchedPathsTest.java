package dev.drover.supervisor.trigger;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;

class WatchedPathsTest {

    private static final Path ROOT = Path.of("/srv/app");

    @Test
    void theDepthSaysHowManyFoldersBelowCount() {
        WatchedPaths flat = new WatchedPaths(List.of(ROOT), OptionalInt.of(0));
        WatchedPaths one = new WatchedPaths(List.of(ROOT), OptionalInt.of(1));

        assertThat(flat.contains(ROOT.resolve("a.js"))).isTrue();
        assertThat(flat.contains(ROOT.resolve("src/a.js"))).isFalse();
        assertThat(one.contains(ROOT.resolve("src/a.js"))).isTrue();
        assertThat(one.contains(ROOT.resolve("src/deep/a.js"))).isFalse();
    }

    @Test
    void withoutADepthAllCount() {
        assertThat(
                        new WatchedPaths(List.of(ROOT), OptionalInt.empty())
                                .contains(ROOT.resolve("src/deep/down/a.js")))
                .isTrue();
    }
}
