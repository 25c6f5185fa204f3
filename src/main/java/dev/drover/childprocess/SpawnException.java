package dev.drover.childprocess;

import java.util.List;

/**
 * A child could not be started, or a synchronous call had to end it. The message names program,
 * folder and reason.
 */
public final class SpawnException extends ChildProcessException {

    private static final long serialVersionUID = 1L;

    private final transient Failure failure;

    /**
     * What failed.
     *
     * @param code the error's name: {@code ENOENT}, {@code EACCES}, {@code E2BIG}, …
     * @param errno its number, negative as in Node; 0 when unknown
     * @param function {@code spawn} or {@code spawnSync}
     * @param path the program as it was given
     * @param spawnargs its arguments without {@code argv0}
     */
    public record Failure(
            String code, int errno, String function, String path, List<String> spawnargs) {

        public Failure {
            spawnargs = List.copyOf(spawnargs);
        }
    }

    public SpawnException(Failure failure, String message) {
        super(failure.code(), message);
        this.failure = failure;
    }

    /** Node's negative error number: -2 for {@code ENOENT}. */
    public int errno() {
        return failure.errno();
    }

    /** Node's name of what failed: {@code spawn nonexistent}. */
    public String syscall() {
        return failure.function() + " " + failure.path();
    }

    /** The program as it was given. */
    public String path() {
        return failure.path();
    }

    /** The arguments, without {@code argv0}. */
    public List<String> spawnargs() {
        return failure.spawnargs();
    }

    /** The same, as a synchronous function reports it. */
    SpawnException ofSync() {
        SpawnException copy =
                new SpawnException(
                        new Failure(code(), errno(), "spawnSync", path(), spawnargs()),
                        String.valueOf(getMessage()));
        copy.initCause(this);
        return copy;
    }
}
