package dev.drover.childprocess;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
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

    /**
     * The text of bytes, as Node makes it: what is no UTF-8 becomes U+FFFD; UTF-16 keeps halves of
     * pairs, and leaves out a last odd byte.
     */
    public String decode(byte[] bytes) {
        return switch (this) {
            case UTF8, BUFFER -> utf8(bytes);
            case UTF16LE -> units(bytes);
            case LATIN1 -> new String(bytes, StandardCharsets.ISO_8859_1);
            case ASCII -> sevenBits(bytes);
            case HEX -> HexFormat.of().formatHex(bytes);
            case BASE64 -> Base64.getEncoder().encodeToString(bytes);
            case BASE64URL -> Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        };
    }

    /**
     * The bytes of a text, as Node's {@code Buffer.from} makes them; never fails. {@code HEX} ends
     * at the first pair that is no number, both forms of base64 leave out what is none of their 64
     * characters and end at the first {@code =}. Of a character above U+00FF these see the low
     * byte.
     */
    public byte[] encode(String text) {
        return switch (this) {
            case UTF8, BUFFER -> wellFormed(text).getBytes(StandardCharsets.UTF_8);
            case UTF16LE -> {
                ByteBuffer units =
                        ByteBuffer.allocate(text.length() * 2).order(ByteOrder.LITTLE_ENDIAN);
                units.asCharBuffer().put(text);
                yield units.array();
            }
            case LATIN1, ASCII -> lowBytes(text);
            case HEX -> hex(lowHalves(text));
            case BASE64, BASE64URL -> base64(lowHalves(text));
        };
    }

    /** How many of these bytes make whole characters; what follows waits for more. */
    int whole(byte[] bytes) {
        return switch (this) {
            case UTF8 -> wholeUtf8(bytes);
            case UTF16LE -> wholeUnits(bytes);
            case BASE64, BASE64URL -> bytes.length - bytes.length % 3;
            case LATIN1, ASCII, HEX, BUFFER -> bytes.length;
        };
    }

    /**
     * As many bytes as Node counts for what this many bytes have become: those of the text, so what
     * is no UTF-8 counts three.
     */
    long size(String text, int bytes) {
        return switch (this) {
            case UTF8 -> text.chars().mapToLong(Encoding::utf8Size).sum();
            case UTF16LE -> 2L * text.length();
            case LATIN1, ASCII, HEX, BASE64, BASE64URL, BUFFER -> bytes;
        };
    }

    private static int utf8Size(int unit) {
        if (unit < 0x80) {
            return 1;
        }
        return unit < 0x800 || Character.isSurrogate((char) unit) ? 2 : 3;
    }

    private static int wholeUtf8(byte[] bytes) {
        for (int back = 1; back <= Math.min(3, bytes.length); back++) {
            int b = bytes[bytes.length - back] & 0xff;
            if (b >> 6 != 2) {
                int needed = b >> 5 == 6 ? 2 : b >> 4 == 14 ? 3 : b >> 3 == 30 ? 4 : 1;
                return needed > back ? bytes.length - back : bytes.length;
            }
        }
        return bytes.length;
    }

    private static int wholeUnits(byte[] bytes) {
        int even = bytes.length & ~1;
        boolean half = even > 0 && (bytes[even - 1] & 0xfc) == 0xd8;
        return half ? even - 2 : even;
    }

    /** Java makes one U+FFFD of half a pair that was encoded by itself, WHATWG one of each byte. */
    private static String utf8(byte[] bytes) {
        byte[] valid = bytes;
        for (int i = 0; i + 1 < bytes.length; i++) {
            if (bytes[i] == (byte) 0xed && (bytes[i + 1] & 0xe0) == 0xa0) {
                if (valid == bytes) {
                    valid = bytes.clone();
                }
                valid[i] = (byte) 0xff;
            }
        }
        return new String(valid, StandardCharsets.UTF_8);
    }

    private static String units(byte[] bytes) {
        return ByteBuffer.wrap(bytes, 0, bytes.length & ~1)
                .order(ByteOrder.LITTLE_ENDIAN)
                .asCharBuffer()
                .toString();
    }

    private static String wellFormed(String text) {
        StringBuilder changed = new StringBuilder(text);
        for (int i = 0; i < changed.length(); i++) {
            if (Character.isSurrogate(changed.charAt(i))) {
                if (Character.isSupplementaryCodePoint(changed.codePointAt(i))) {
                    i++;
                } else {
                    changed.setCharAt(i, '\ufffd');
                }
            }
        }
        return changed.toString();
    }

    private static byte[] lowBytes(String text) {
        byte[] low = new byte[text.length()];
        for (int i = 0; i < low.length; i++) {
            low[i] = (byte) text.charAt(i);
        }
        return low;
    }

    private static String lowHalves(String text) {
        return new String(lowBytes(text), StandardCharsets.ISO_8859_1);
    }

    private static byte[] hex(String text) {
        int end = 0;
        while (end + 1 < text.length()
                && HexFormat.isHexDigit(text.charAt(end))
                && HexFormat.isHexDigit(text.charAt(end + 1))) {
            end += 2;
        }
        return HexFormat.of().parseHex(text, 0, end);
    }

    private static byte[] base64(String text) {
        int padding = text.indexOf('=');
        String digits =
                (padding < 0 ? text : text.substring(0, padding))
                        .replace('-', '+')
                        .replace('_', '/')
                        .replaceAll("[^A-Za-z0-9+/]", "");
        // A single last digit is less than a byte.
        return Base64.getDecoder()
                .decode(digits.substring(0, digits.length() - (digits.length() % 4 == 1 ? 1 : 0)));
    }

    private static String sevenBits(byte[] bytes) {
        byte[] low = bytes.clone();
        for (int i = 0; i < low.length; i++) {
            low[i] &= 0x7f;
        }
        return new String(low, StandardCharsets.US_ASCII);
    }
}
