package dev.drover.domain;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What git says of the work tree that a service works in, at one moment.
 *
 * @param folder the one that was asked about; the work tree may be one above it
 * @param url of the remote {@code origin}
 * @param commit what is checked out: its hash in hexadecimal
 * @param message of that commit, with the end of its last line
 * @param committedAt when, as ISO 8601 with the committer's own offset
 * @param changed whether anything differs from the commit, new files included
 * @param branch {@code HEAD} where none is checked out
 * @param remotes their names, in order
 * @param remote {@code origin}, or the first one
 * @param onRemote whether {@code remote} had a branch of this name when it was last asked
 * @param ahead whether that branch lacks the commit
 * @param next the commit that follows in that branch
 * @param previous the commit before
 * @param tags all of the repository, in order, at most as many as the reader wants
 */
public record Revision(
        Path folder,
        Optional<String> url,
        String commit,
        String message,
        String committedAt,
        boolean changed,
        String branch,
        List<String> remotes,
        Optional<String> remote,
        boolean onRemote,
        boolean ahead,
        Optional<String> next,
        Optional<String> previous,
        List<String> tags) {

    public Revision {
        remotes = List.copyOf(remotes);
        tags = List.copyOf(tags);
    }
}
