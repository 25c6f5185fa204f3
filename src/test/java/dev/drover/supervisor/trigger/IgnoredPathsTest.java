package dev.drover.supervisor.trigger;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;

class IgnoredPathsTest {

    private static final Path ROOT = Path.of("/srv/.data/app");
    private static final IgnoredPaths IGNORED =
            new IgnoredPaths(
                    List.of(ROOT),
                    ROOT,
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

    @Test
    void aPatternMayLeadOutOfTheFolderOfTheService() {
        Path other = ROOT.resolveSibling("other");
        for (String pattern : List.of("../other", "../other/**", "../oth*", "../../*/other")) {
            IgnoredPaths ignored =
                    new IgnoredPaths(List.of(ROOT, other), ROOT, List.of(pattern), Set.of());
            assertThat(ignored).as(pattern).accepts(other.resolve("a.js"));
            assertThat(ignored).as(pattern).rejects(ROOT.resolve("a.js"));
        }
    }

    @Test
    void groupsAreUnderstood() {
        assertThat(below("", "+(src|ext)")).accepts(ROOT.resolve("ext/a.js"));
        assertThat(below("", "!(src)")).accepts(ROOT.resolve("ext/a.js"));
        assertThat(below("", "@(a|x).*")).accepts(ROOT.resolve("a.txt"));
        assertThat(below("", "@(a|x).*")).rejects(ROOT.resolve("b.txt"));
    }

    private static IgnoredPaths below(String root, String... patterns) {
        return new IgnoredPaths(List.of(ROOT.resolve(root)), ROOT, List.of(patterns), Set.of());
    }

    @Test
    void aPatternCountsFromTheFolderOfTheService() {
        assertThat(below("src", "src/gen")).accepts(ROOT.resolve("src/gen/a.js"));
        assertThat(below("src", "./src/gen/**")).accepts(ROOT.resolve("src/gen/a.js"));
        assertThat(below("src", "src/*.css")).accepts(ROOT.resolve("src/a.css"));
        assertThat(below("src", "src/*.css")).rejects(ROOT.resolve("src/a/b.css"));
        assertThat(below("src", ROOT + "/src/gen/**")).accepts(ROOT.resolve("src/gen/a.js"));
    }

    @ParameterizedTest
    @CsvSource({
        "**/*.log, x.log",
        "**/*.log, a/b/x.log",
        "**/tmp/**, tmp/x",
        "a/**/z, a/z/x",
        "a/**/z, a/b/c/z",
        "'*.{log,txt}', x.txt",
        "[fg].js, f.js",
        "[!f].js, g.js",
        "?.md, a.md",
        "[id].js, i.js"
    })
    void aGlobMatches(String pattern, String path) {
        assertThat(below("", pattern)).accepts(ROOT.resolve(path));
    }

    @ParameterizedTest
    @CsvSource({
        "*/x.js, x.js",
        "a/*/z, a/b/c/z",
        "[!f].js, f.js",
        "?.md, ab.md",
        "**/tmp/**, tmpx/x",
        "[id, x.js",
        "{a, x.js"
    })
    void aGlobDoesNotMatch(String pattern, String path) {
        assertThat(below("", pattern)).rejects(ROOT.resolve(path));
    }
}
