package dev.drover.daemon.setup;

import dev.drover.domain.RunChange.Head;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A git work tree, read from its files (gitrepository-layout): no program is run in a folder that
 * somebody else may have prepared.
 *
 * @param root the folder that has {@code .git}
 * @param gitFolder where {@code HEAD} of this work tree is
 */
record WorkTree(Path root, Path gitFolder) {

    private static final Logger LOG = LoggerFactory.getLogger(WorkTree.class);

    private static final String BRANCHES = "refs/heads/";

    /** What a repository with the newer format "reftable" has for older programs. */
    private static final String OTHER_FORMAT = "refs/heads/.invalid";

    /** More than any file that is read here has, apart from the packed references. */
    private static final int SMALL = 4096;

    private static final long LARGEST_PACKED = 16 << 20;
    private static final int DEEPEST_LINK = 5;

    /** As many characters of a commit as git shows. */
    private static final int SHORT = 7;

    /** The work tree that a folder is in. Blocks for a look at the folders above. */
    static Optional<WorkTree> around(Path folder) {
        for (Path at = folder; at != null; at = at.getParent()) {
            Path git = at.resolve(".git");
            if (Files.isDirectory(git)) {
                return Optional.of(new WorkTree(at, git));
            }
            if (Files.isRegularFile(git)) {
                return linked(at, git);
            }
        }
        return Optional.empty();
    }

    /** A further work tree, or a submodule: a file that names the folder. */
    private static Optional<WorkTree> linked(Path root, Path file) {
        try {
            String prefix = "gitdir: ";
            return small(file)
                    .filter(text -> text.startsWith(prefix))
                    .map(text -> root.resolve(text.substring(prefix.length())))
                    .map(folder -> new WorkTree(root, folder.normalize()));
        } catch (IOException | InvalidPathException e) {
            LOG.debug("{} cannot be read.", file, e);
            return Optional.empty();
        }
    }

    /** What is checked out; empty when that cannot be told. Blocks for the files. */
    Optional<Head> head() {
        try {
            Optional<String> head = small(gitFolder.resolve("HEAD"));
            String prefix = "ref: ";
            if (head.isEmpty() || head.get().equals(prefix + OTHER_FORMAT)) {
                return Optional.empty();
            }
            if (!head.get().startsWith(prefix)) {
                return head.filter(WorkTree::isHash)
                        .map(hash -> new Head(Optional.empty(), Optional.of(hash)));
            }
            String name = head.get().substring(prefix.length());
            String branch = name.startsWith(BRANCHES) ? name.substring(BRANCHES.length()) : name;
            return Optional.of(new Head(Optional.of(branch), commit(name, DEEPEST_LINK)));
        } catch (IOException | UncheckedIOException | InvalidPathException e) {
            LOG.debug("The head of {} cannot be read.", root, e);
            return Optional.empty();
        }
    }

    /**
     * Name of the branch, or the first characters of the commit where none is checked out; empty
     * when that cannot be told. Blocks for one small file.
     */
    Optional<String> checkedOut() {
        try {
            return small(gitFolder.resolve("HEAD")).flatMap(WorkTree::named);
        } catch (IOException | UncheckedIOException | InvalidPathException e) {
            LOG.debug("The head of {} cannot be read.", root, e);
            return Optional.empty();
        }
    }

    private static Optional<String> named(String head) {
        String branch = "ref: " + BRANCHES;
        if (head.equals("ref: " + OTHER_FORMAT)) {
            return Optional.empty();
        }
        return head.startsWith(branch)
                ? Optional.of(head.substring(branch.length()))
                : Optional.of(head).filter(WorkTree::isHash).map(hash -> hash.substring(0, SHORT));
    }

    private Optional<String> commit(String name, int depth) throws IOException {
        Path common = common();
        Optional<String> loose = small(inside(common, name));
        if (loose.isPresent() && loose.get().startsWith("ref: ") && depth > 0) {
            return commit(loose.get().substring("ref: ".length()), depth - 1);
        }
        Optional<String> hash = loose.filter(WorkTree::isHash);
        return hash.isPresent() ? hash : packed(common.resolve("packed-refs"), name);
    }

    /** A reference names a file below the folder, and no other. */
    private static Path inside(Path folder, String name) throws IOException {
        Path file = folder.resolve(name).normalize();
        if (!file.startsWith(folder)) {
            throw new IOException("The reference %s leads out of %s.".formatted(name, folder));
        }
        return file;
    }

    /** All work trees of a repository share their references. */
    private Path common() throws IOException {
        return small(gitFolder.resolve("commondir"))
                .map(text -> gitFolder.resolve(text).normalize())
                .orElse(gitFolder);
    }

    private static Optional<String> packed(Path file, String name) throws IOException {
        if (!Files.isRegularFile(file) || Files.size(file) > LARGEST_PACKED) {
            return Optional.empty();
        }
        try (BufferedReader lines = Files.newBufferedReader(file, StandardCharsets.ISO_8859_1)) {
            String end = " " + name;
            return lines.lines()
                    .filter(line -> line.endsWith(end))
                    .map(line -> line.substring(0, line.length() - end.length()))
                    .filter(WorkTree::isHash)
                    .findFirst();
        }
    }

    private static boolean isHash(String text) {
        return text.matches("[0-9a-f]{40}|[0-9a-f]{64}");
    }

    /** The text of a small file, without the end of its line; empty when there is none. */
    private static Optional<String> small(Path file) throws IOException {
        return Files.isRegularFile(file) && Files.size(file) <= SMALL
                ? Optional.of(Files.readString(file, StandardCharsets.UTF_8).strip())
                : Optional.empty();
    }
}
