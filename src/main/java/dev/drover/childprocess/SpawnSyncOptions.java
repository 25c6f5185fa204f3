package dev.drover.childprocess;

import java.util.Optional;

/**
 * The options of Node's {@code spawnSync}, {@code execSync} and {@code execFileSync}.
 *
 * @param spawn what they have in common with {@code spawn}; the abort signal is not used
 * @param encoding of the text of the result
 * @param maxBuffer bytes of all outputs together above which the command is ended; 0 is no limit
 * @param input what the child reads from descriptor 0 when that is a pipe; empty: nothing
 */
public record SpawnSyncOptions(
        SpawnOptions spawn, Encoding encoding, long maxBuffer, Optional<byte[]> input) {

    public static final SpawnSyncOptions DEFAULT =
            new SpawnSyncOptions(
                    SpawnOptions.DEFAULT,
                    Encoding.BUFFER,
                    ExecOptions.DEFAULT_MAX_BUFFER,
                    Optional.empty());

    /**
     * @throws InvalidArgumentException for a negative {@code maxBuffer}
     */
    public SpawnSyncOptions {
        Arguments.require(spawn, "\"options\" argument", "of type object");
        Arguments.require(encoding, "\"options.encoding\" property", "an encoding");
        Arguments.requireMaxBuffer(maxBuffer);
    }

    public SpawnSyncOptions withSpawn(SpawnOptions value) {
        return new SpawnSyncOptions(value, encoding, maxBuffer, input);
    }

    public SpawnSyncOptions withEncoding(Encoding value) {
        return new SpawnSyncOptions(spawn, value, maxBuffer, input);
    }

    public SpawnSyncOptions withMaxBuffer(long value) {
        return new SpawnSyncOptions(spawn, encoding, value, input);
    }

    public SpawnSyncOptions withInput(byte[] value) {
        return new SpawnSyncOptions(spawn, encoding, maxBuffer, Optional.of(value.clone()));
    }

    /** A text in the encoding that these options have now: set that one first. */
    public SpawnSyncOptions withInput(String value) {
        return withInput(encoding.encode(value));
    }
}
