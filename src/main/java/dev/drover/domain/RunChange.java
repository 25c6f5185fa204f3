package dev.drover.domain;

import java.util.List;
import java.util.Optional;

/** One thing that was otherwise for a run than for an earlier one of the same entry. */
public sealed interface RunChange {

    /**
     * An option of the definition.
     *
     * @param name as in an ecosystem file: {@code script}, {@code args}, {@code cwd}, …
     * @param before on one line; empty when there was none
     * @param after likewise
     */
    record Option(String name, String before, String after) implements RunChange {}

    /** A variable of the declared environment. Its values may be secrets and are not told. */
    record Variable(String name, Kind kind) implements RunChange {

        /** What has become of it. */
        public enum Kind {
            ADDED,
            REMOVED,
            CHANGED
        }
    }

    /**
     * The file that is executed: the interpreter, or the script where there is none.
     *
     * @param before its path, links resolved
     * @param after the same when another file has the place now
     */
    record Program(String before, String after) implements RunChange {}

    /** What is checked out in the git work tree that the entry works in. */
    record CheckedOut(Head before, Head after) implements RunChange {}

    /**
     * The head of a git work tree.
     *
     * @param branch empty when none is checked out
     * @param commit its hash in hexadecimal; empty on a branch without a commit
     */
    record Head(Optional<String> branch, Optional<String> commit) {}

    /**
     * Files of code and settings that were written between the beginnings of the two runs.
     *
     * @param newest paths relative to the work tree or the working folder, latest first, a few
     * @param count of all that were found
     * @param complete false when the folder is too large to look at all of it
     */
    record Files(List<String> newest, int count, boolean complete) implements RunChange {

        public Files {
            newest = List.copyOf(newest);
        }
    }
}
