package dev.drover.daemon.setup;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What is checked out in folders, at one moment: a folder that many services share is looked at
 * once. Blocks for the files; for one thread.
 */
public final class Branches {

    private final Map<Path, Optional<String>> known = new HashMap<>();

    /**
     * The branch of the git work tree that {@code folder} is in, or the first characters of its
     * commit; empty when it is in none.
     */
    public Optional<String> of(Path folder) {
        return known.computeIfAbsent(
                folder, _ -> WorkTree.around(folder).flatMap(WorkTree::checkedOut));
    }
}
