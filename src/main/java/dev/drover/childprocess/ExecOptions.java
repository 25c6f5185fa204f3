package dev.drover.childprocess;

/**
 * The options of Node's {@code exec} and {@code execFile}.
 *
 * @param spawn what they have in common with {@code spawn}. {@code exec} takes the platform's shell
 *     when none is named. As in Node {@code stdio}, {@code argv0}, {@code detached} and {@code
 *     serialization} are not used: the three are pipes
 * @param encoding of the text of the result
 * @param maxBuffer bytes of each output above which the command is ended; 0 allows none
 */
public record ExecOptions(SpawnOptions spawn, Encoding encoding, long maxBuffer) {

    /** 1 MiB, Node's limit. */
    public static final long DEFAULT_MAX_BUFFER = 1024 * 1024;

    /** No limit. */
    public static final long UNLIMITED = Long.MAX_VALUE;

    public static final ExecOptions DEFAULT =
            new ExecOptions(SpawnOptions.DEFAULT, Encoding.UTF8, DEFAULT_MAX_BUFFER);

    /**
     * @throws InvalidArgumentException for a negative {@code maxBuffer}
     */
    public ExecOptions {
        Arguments.require(spawn, "\"options\" argument", "of type object");
        Arguments.require(encoding, "\"options.encoding\" property", "an encoding");
        Arguments.requireMaxBuffer(maxBuffer);
    }

    public ExecOptions withSpawn(SpawnOptions value) {
        return new ExecOptions(value, encoding, maxBuffer);
    }

    public ExecOptions withEncoding(Encoding value) {
        return new ExecOptions(spawn, value, maxBuffer);
    }

    public ExecOptions withMaxBuffer(long value) {
        return new ExecOptions(spawn, encoding, value);
    }
}
