package dev.drover.childprocess;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.HexFormat;

/** Texts and bytes as Node v20's Buffer makes them of each other. */
class EncodingTest {

    @ParameterizedTest
    @CsvSource({
        "utf8, eda080, \\ufffd\\ufffd\\ufffd",
        "utf8, 61eda0, a\\ufffd\\ufffd",
        "utf8, f0808080, \\ufffd\\ufffd\\ufffd\\ufffd",
        "utf8, f09f98, \\ufffd",
        "utf8, c080, \\ufffd\\ufffd",
        "utf8, ed9fbf, \\ud7ff",
        "utf16le, 610062, a",
        "utf16le, 00d8, \\ud800",
        "utf16le, 3dd800de, \\ud83d\\ude00",
        "latin1, ffe0, \\u00ff\\u00e0",
        "ascii, ffe0, \\u007f`",
        "base64, 61626364, YWJjZA==",
        "base64url, 61626364, YWJjZA",
    })
    void bytesToText(String encoding, String hex, String text) {
        assertThat(Encoding.named(encoding).decode(HexFormat.of().parseHex(hex)))
                .isEqualTo(plain(text));
    }

    @ParameterizedTest
    @CsvSource({
        "utf8, \\ud800x, efbfbd78",
        "utf8, \\ud83d\\ude00, f09f9880",
        "utf16le, \\ud800x, 00d87800",
        "latin1, \\u20ac\\u00e9, ace9",
        "ascii, \\u20ac\\u00e9, ace9",
        "hex, zz, ''",
        "hex, abc, ab",
        "hex, 61 62, 61",
        "base64, YW Jj, 616263",
        "base64, YW-_, 616fbf",
        "base64, YWJj=, 616263",
        "base64, YWJ, 6162",
        "base64, Y, ''",
        "base64url, YW+/, 616fbf",
        "base64url, *, ''",
        "base64, \\u0141AAA\\ud83dAA, 000000",
        "hex, \\u0141\\u0141, aa",
    })
    void textToBytes(String encoding, String text, String hex) {
        assertThat(HexFormat.of().formatHex(Encoding.named(encoding).encode(plain(text))))
                .isEqualTo(hex);
    }

    /** With its escapes undone, which Java's own would be before the annotation is read. */
    private static String plain(String text) {
        StringBuilder plain = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            if (text.startsWith("\\u", i)) {
                plain.append((char) Integer.parseInt(text.substring(i + 2, i + 6), 16));
                i += 5;
            } else {
                plain.append(text.charAt(i));
            }
        }
        return plain.toString();
    }
}
