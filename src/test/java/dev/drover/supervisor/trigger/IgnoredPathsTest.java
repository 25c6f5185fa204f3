package dev.drover.supervisor.trigger;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;

class IgnoredPathsTest {

    private static final Path ROOT = Path.of("/srv/.data/app");
    private static final IgnoredPaths IGNORED =
            new IgnoredPaths(
                    List.of(ROOT),
                    List.of("dist", "./tmp/cache/", "*.log", "docs/**", "/srv/.data/app/abs"),
                    Set.of(ROOT.resolve("out.txt")));

    @ParameterizedTest
    @ValueSource(
            strings = {
                ".git/HEAD",
                "a/.swp",
                "node_modules/x/y.js",
                "dist/app.js",
                "sub/dist/app.js",
                "tmp/cache/1",
                "deep/down/x.log",
                "docs/a/b.md",
                "abs/file",
                "out.txt"
            })
    void ignoredIsNotLookedAt(String path) {
        assertThat(IGNORED).accepts(ROOT.resolve(path));
    }

    @ParameterizedTest
    @ValueSource(strings = {"app.js", "lib/index.js", "tmp/other", "distance/x", "x.login"})
    void restCounts(String path) {
        assertThat(IGNORED).rejects(ROOT.resolve(path));
    }
}
