package dev.drover.childprocess.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A Node program of {@code bench/childprocess} that does the same as we: it runs a batch for each
 * number it is told, so that both sides are measured by the same clock.
 */
public final class NodeSide implements AutoCloseable {

    private final Process process;
    private final Writer in;
    private final BufferedReader out;

    private NodeSide(Process process) {
        this.process = process;
        this.in = process.outputWriter(StandardCharsets.US_ASCII);
        this.out = process.inputReader(StandardCharsets.US_ASCII);
    }

    /** Starts a program of the folder. */
    public static NodeSide start(String program, Object... args) throws IOException {
        List<String> command = new ArrayList<>(List.of("node", script(program).toString()));
        for (Object arg : args) {
            command.add(arg.toString());
        }
        return new NodeSide(
                new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start());
    }

    /** The path of a program of the folder. */
    static Path script(String program) {
        return Path.of("bench", "childprocess", program).toAbsolutePath();
    }

    /** Runs a batch to its end. */
    public void run(int count) throws IOException {
        in.write(count + "\n");
        in.flush();
        if (out.readLine() == null) {
            throw new IOException("The Node side ended; see its error output above.");
        }
    }

    /** Ends it and waits for that. */
    @Override
    public void close() throws IOException {
        in.close();
        process.onExit().join();
    }
}
