package dev.drover.project;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.domain.Home;
import dev.drover.domain.ProcessSpec;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** What options that are built in code become; those of files are in EcosystemOptionsTest. */
class AppOptionsTest {

    @TempDir Path folder;

    @BeforeEach
    void writeScript() throws IOException {
        Files.writeString(folder.resolve("api.js"), "");
    }

    private ProcessSpec spec(AppOptions options) {
        AppOptions.Resolved resolved =
                options.resolve(
                        new Home(folder.resolve("home")),
                        Map.of(
                                "PATH", System.getenv("PATH"),
                                "SECRET_A", "1",
                                "OTHER", "2"),
                        folder);
        assertThat(resolved.problems()).isEmpty();
        return resolved.spec().orElseThrow();
    }

    private static AppOptions api() {
        return AppOptions.script("api.js");
    }

    @Test
    void whatIsFilteredIsNotInherited() {
        assertThat(spec(api().filterEnv("SECRET")).env())
                .containsEntry("OTHER", "2")
                .doesNotContainKey("SECRET_A");
    }

    @Test
    void nothingButThePathIsInheritedWhereAllIsFiltered() {
        assertThat(spec(api().filterEnv(true)).env()).containsOnlyKeys("PATH");
    }

    @Test
    void aPortIsAVariable() {
        assertThat(spec(api().port(4711)).env()).containsEntry("PORT", "4711");
    }

    @Test
    void aTimeIsPm2sDateFormat() {
        assertThat(spec(api().time(true)).logs().dateFormat())
                .isEqualTo(Optional.of("YYYY-MM-DDTHH:mm:ss"));
    }

    @Test
    void logsAreJsonOrNone() {
        assertThat(spec(api().logType("json")).logs().json()).isTrue();
        assertThat(spec(api().disableLogs(true)).logs().disabled()).isTrue();
    }

    @Test
    void whatOnlyTheSupervisorKnowsIsPassedOn() {
        AppOptions options =
                api().watchDelay(Duration.ofSeconds(2))
                        .watchOptions(Map.of("followSymlinks", false))
                        .postUpdate("npm ci")
                        .uid("me")
                        .gid("us");

        assertThat(spec(options).extra())
                .containsEntry("watch_delay", 2000L)
                .containsEntry("watch_options", Map.of("followSymlinks", false))
                .containsEntry("uid", "me")
                .containsEntry("gid", "us")
                .containsKey("post_update");
    }
}
