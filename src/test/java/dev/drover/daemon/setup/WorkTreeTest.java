package dev.drover.daemon.setup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.domain.RunChange.Head;
import dev.drover.testing.Git;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** What git itself has made, read without git. */
class WorkTreeTest {

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

    private static Optional<Head> head(Path where) {
        return WorkTree.around(where).flatMap(WorkTree::head);
    }

    private static Optional<Head> on(String branch, String commit) {
        return Optional.of(new Head(Optional.of(branch), Optional.of(commit)));
    }

    @Test
    void aFolderInsideHasTheBranchAndTheCommit() throws Exception {
        Path inside = Files.createDirectories(project.resolve("services/api"));

        assertThat(head(inside)).isEqualTo(on("main", git("rev-parse", "HEAD")));
        assertThat(WorkTree.around(inside).orElseThrow().root()).isEqualTo(project);
    }

    @Test
    void aBranchWithASlashHasItsCommit() throws Exception {
        git("checkout", "-q", "-b", "fix/x");
        git("commit", "-q", "--allow-empty", "-m", "two");

        assertThat(head(project)).isEqualTo(on("fix/x", git("rev-parse", "HEAD")));
    }

    @Test
    void aPackedReferenceIsFound() throws Exception {
        git("pack-refs", "--all");

        assertThat(project.resolve(".git/refs/heads/main")).doesNotExist();
        assertThat(head(project)).isEqualTo(on("main", git("rev-parse", "HEAD")));
    }

    @Test
    void withoutABranchThereIsTheCommitOnly() throws Exception {
        git("checkout", "-q", "--detach");

        assertThat(head(project))
                .contains(new Head(Optional.empty(), Optional.of(git("rev-parse", "HEAD"))));
    }

    @Test
    void aBranchWithoutACommitHasNone() throws Exception {
        Path fresh = Files.createDirectory(folder.resolve("fresh"));
        Git.run(fresh, "init", "-q", "-b", "trunk");

        assertThat(head(fresh)).contains(new Head(Optional.of("trunk"), Optional.empty()));
    }

    @Test
    void aFurtherWorkTreeHasItsOwnBranch() throws Exception {
        Path further = folder.resolve("further");
        git("worktree", "add", "-q", "-b", "other", further.toString());

        assertThat(head(further)).isEqualTo(on("other", git("rev-parse", "HEAD")));
        assertThat(head(project).orElseThrow().branch()).contains("main");
    }

    @Test
    void aFolderOutsideHasNothing() throws Exception {
        assertThat(head(folder)).isEmpty();
    }

    @Test
    void aReferenceThatLeadsOutOfTheRepositoryIsNotFollowed() throws Exception {
        Files.writeString(folder.resolve("secret"), "0".repeat(40));
        Files.writeString(project.resolve(".git/HEAD"), "ref: ../../secret\n");

        assertThat(head(project)).isEmpty();
    }

    @Test
    void whatIsNotAHeadIsNotRead() throws Exception {
        Files.writeString(project.resolve(".git/HEAD"), "x".repeat(100_000));

        assertThat(head(project)).isEmpty();
    }
}
