package dev.drover.childprocess;

/**
 * What a child wrote to one descriptor.
 *
 * @param text in the encoding that was asked for
 * @param bytes as they came, at most as many as {@code maxBuffer} allows
 */
public record Output(String text, byte[] bytes) {

    static final Output NONE = new Output("", new byte[0]);

    public Output {
        bytes = bytes.clone();
    }

    @Override
    public byte[] bytes() {
        return bytes.clone();
    }

    @Override
    public String toString() {
        return text;
    }
}
