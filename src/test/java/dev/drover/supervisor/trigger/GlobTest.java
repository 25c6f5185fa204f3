package dev.drover.supervisor.trigger;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.file.Path;

/** Groups, as the globs of PM2's watcher have them. */
class GlobTest {

    private static boolean matches(String glob, String path) {
        return Glob.of(glob).orElseThrow().matches(Path.of(path));
    }

    @ParameterizedTest
    @CsvSource({
        "+(src|ext), src",
        "+(src|ext), srcext",
        "@(src|ext)/*.txt, ext/a.txt",
        "@(a|x).*, a.js",
        "*(ab), abab",
        "a?(b).js, a.js",
        "!(src), source",
        "!(src)/a.js, ext/a.js",
        "!(a).js, b.js",
        "!(a|b).js, ab.js",
        "'@(a|{b,c}).js', c.js",
        "@(*.js|*.css), x.css",
        "a(b|c)*, a(b|c)d"
    })
    void pathThatMatches(String glob, String path) {
        assertThat(matches(glob, path)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "+(src|ext), lib",
        "@(src|ext), srcext",
        "@(src|ext)/*.txt, src/a/b.txt",
        "a?(b).js, abb.js",
        "!(src), src",
        "!(src)/a.js, src/a.js",
        "!(a).js, a.js",
        "!(a|b).js, b.js",
        "!(src), ext/a.js",
        "@(a|b, a"
    })
    void pathThatDoesNot(String glob, String path) {
        assertThat(Glob.of(glob).filter(it -> it.matches(Path.of(path)))).isEmpty();
    }

    /** The pattern of the first one tries 2^80 ways, that of the second needs a deep stack. */
    @ParameterizedTest
    @CsvSource({"+(+(a))b, 80", "'+(a|aa)b', 4000", "*a*a*a*a*a*a*a*a*a*a*b, 250"})
    @Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void aPatternThatWouldTakeForEverMatchesNothing(String glob, int length) {
        assertThat(matches(glob, "a".repeat(length) + "c")).isFalse();
    }
}
