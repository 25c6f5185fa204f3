package dev.drover.project;

/**
 * Something wrong in a definition file.
 *
 * @param line where, from 1; 0 when it concerns the whole file
 * @param message one sentence: what is wrong and what to do
 */
public record Problem(int line, String message) {

    @Override
    public String toString() {
        return line > 0 ? "line " + line + ": " + message : message;
    }
}
