package dev.drover.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.domain.Revision;
import dev.drover.testing.Git;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** What PM2 does not show, or shows wrongly; {@code NpmApiTest} compares the rest with it. */
class GitRevisionTest {

    @TempDir private Path folder;

    private Path project;

    @BeforeEach
    void makeRepository() throws Exception {
        project = Files.createDirectory(folder.resolve("project"));
        git("init", "-q", "-b", "main");
        git("commit", "-q", "--allow-empty", "-m", "one");
    }

    private String git(String... words) throws Exception {
        return Git.run(project, words);
    }

    @Test
    void aRemoteOfAnotherNameIsLookedAtUnderItsOwn() throws Exception {
        String first = git("rev-parse", "HEAD");
        git("commit", "-q", "--allow-empty", "-m", "two");
        git("remote", "add", "up.stream", "https://example.org/o/r.git");
        git("update-ref", "refs/remotes/up.stream/main", "HEAD");

        Revision revision = GitRevision.of(project).orElseThrow();

        assertThat(revision.remotes()).containsExactly("up.stream");
        assertThat(revision.remote()).contains("up.stream");
        assertThat(revision.url()).isEmpty();
        assertThat(revision.onRemote()).isTrue();
        assertThat(revision.ahead()).isFalse();
        assertThat(revision.previous()).contains(first);
    }

    @Test
    void looksAndWritesNothing() throws Exception {
        Path mark = folder.resolve("ran");
        Path watcher = Files.writeString(folder.resolve("watcher"), "#!/bin/sh\ntouch " + mark);
        assertThat(watcher.toFile().setExecutable(true)).isTrue();
        git("config", "core.fsmonitor", watcher.toString());
        Path index = project.resolve(".git/index");
        Files.deleteIfExists(index);

        assertThat(GitRevision.of(project).map(Revision::branch)).contains("main");
        assertThat(mark).doesNotExist();
        assertThat(index).doesNotExist();
    }

    @Test
    void whereThereIsNoRepositoryNothingIsSaid() {
        assertThat(GitRevision.of(folder)).isEqualTo(Optional.empty());
        assertThat(GitRevision.of(folder.resolve("missing"))).isEqualTo(Optional.empty());
    }
}
