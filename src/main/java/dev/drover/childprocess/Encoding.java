package dev.drover.childprocess;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;

/** How bytes become text: Node's {@code encoding} option. */
public enum Encoding {
    UTF8,
    UTF16LE,
    LATIN1,
    /** Seven bits: the eighth is dropped, as Node does. */
    ASCII,
    HEX,
    BASE64,
    BASE64URL,
    /** No text is wanted; {@link Output#text} is UTF-8 then. */
    BUFFER;

    /**
     * By Node's name, in any case.
     *
     * @throws InvalidArgumentException for an unknown one
     */
    public static Encoding named(String name) {
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "utf8", "utf-8" -> UTF8;
            case "utf16le", "utf-16le", "ucs2", "ucs-2" -> UTF16LE;
            case "latin1", "binary" -> LATIN1;
            case "ascii" -> ASCII;
            case "hex" -> HEX;
            case "base64" -> BASE64;
            case "base64url" -> BASE64URL;
            case "buffer" -> BUFFER;
            default ->
                    throw new InvalidArgumentException(
                            "ERR_UNKNOWN_ENCODING", "Unknown encoding: " + name);
        };
    }

    /** The text of bytes; what is no text becomes U+FFFD. */
    public String decode(byte[] bytes) {
        return switch (this) {
            case UTF8, BUFFER -> new String(bytes, StandardCharsets.UTF_8);
            case UTF16LE -> new String(bytes, StandardCharsets.UTF_16LE);
            case LATIN1 -> new String(bytes, StandardCharsets.ISO_8859_1);
            case ASCII -> sevenBits(bytes);
            case HEX -> HexFormat.of().formatHex(bytes);
            case BASE64 -> Base64.getEncoder().encodeToString(bytes);
            case BASE64URL -> Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        };
    }

    /** The bytes of a text. */
    public byte[] encode(String text) {
        return switch (this) {
            case UTF8, BUFFER -> text.getBytes(StandardCharsets.UTF_8);
            case UTF16LE -> text.getBytes(StandardCharsets.UTF_16LE);
            case LATIN1, ASCII -> text.getBytes(StandardCharsets.ISO_8859_1);
            case HEX -> HexFormat.of().parseHex(text);
            case BASE64 -> Base64.getMimeDecoder().decode(text);
            case BASE64URL -> Base64.getUrlDecoder().decode(text);
        };
    }

    private static String sevenBits(byte[] bytes) {
        byte[] low = bytes.clone();
        for (int i = 0; i < low.length; i++) {
            low[i] &= 0x7f;
        }
        return new String(low, StandardCharsets.US_ASCII);
    }
}
