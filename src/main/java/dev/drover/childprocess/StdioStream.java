package dev.drover.childprocess;

import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;

/**
 * The parent's end of a pipe: an entry of Node's {@code stdio}. Descriptor 0 has an output, 1 and 2
 * an input, higher ones both.
 *
 * @param input what the child writes; its calls block
 * @param output what the child reads; its calls block. Closing it tells the child the end
 */
public record StdioStream(Optional<InputStream> input, Optional<OutputStream> output) {}
