package dev.drover.logfile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.domain.LogQuery;

import org.junit.jupiter.api.Test;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;

/** Each line is found that {@code java.util.regex} finds in the decoded lines, and no other. */
class LineMatcherTest {

    private static final int ROUNDS = 20_000;
    private static final String[] ATOMS = {
        "a",
        "b",
        "s",
        "K",
        "i",
        "err",
        "warn",
        "ß",
        "é",
        "😀",
        ".",
        "\\d",
        "\\w",
        "\\b",
        "^",
        "$",
        "[ab]",
        "[^a]",
        "[a-c]",
        "\\.",
        "\\p{L}",
        "x{2}",
        "\\t",
        " ",
        "\u017f",
        "\ufffd",
        "(?=a)",
        "(?!a)",
        "(?<=a)",
        "(?<!b)",
        "\\S",
        "\\s",
        "\\W",
        "\\D",
        "\\h",
        "\\R",
        "\\r",
        "\\v",
        "\\B",
        "\\G",
        "\\A",
        "\\z",
        "\\Z",
        "[^\\s\\d]",
        "[a-c&&[^b]]",
        "[\\[x]",
        "[é-ü]",
        "[^é]",
        "\\x41",
        "\\u00e9",
        "\\x{1F600}",
        "\\p{Lu}",
        "\\pN",
        "\\P{L}",
        "[\\p{L}7]",
        "[[ab][xy]]",
        "[\\x00-z]",
        "(?i)",
        "(?-i)",
        "(?iu)",
        "(?s)",
        "(?m)",
        "(?U)",
        "(?i:Err)",
        "(?u:É)",
        "\\1",
        "\\Qa.\\E",
        "[\\x{10000}-\\x{10ffff}]",
        "[^\\x{10000}-\\x{10ffff}]",
        "[\ud83d]",
        "\\ud83d\\ude00",
        "[A-Z]",
        "[^A-Z]",
        "и",
        "[а-я]",
        "\\p{IsCyrillic}",
        "\\w+",
        ".*",
        "[0-9]{2}",
        "\\d{1,3}"
    };
    private static final String[] QUANTIFIERS = {
        "", "", "", "", "?", "*", "+", "{2}", "{0,1}", "{1,}", "??", "*?", "++", "?+", "{2,3}",
        "{0,3}?", "{3,}"
    };
    private static final String[] WORDS = {
        "a",
        "b",
        "ab",
        "s",
        "S",
        "k",
        "\u212a",
        "\u017f",
        "\u0130",
        "\u0131",
        "I",
        "err",
        "ERR",
        "warn",
        "Warn",
        "ß",
        "é",
        "É",
        "😀",
        ".",
        "7",
        "xx",
        "\t",
        " ",
        "\r",
        "c",
        "42",
        "и",
        "И",
        "\u0085",
        "\u2028",
        "\u00a0",
        "\u0000",
        "\u001b[31m",
        "\ufffd",
        "[",
        "A"
    };
    private static final int[] BROKEN = {0xc3, 0x80, 0xbf, 0xe2, 0xf0, 0xff, 0xed, 0xf4, 0xc0};

    private final Random random = new Random(6);

    private String one(String... of) {
        return of[random.nextInt(of.length)];
    }

    private String expression(int depth) {
        StringBuilder regex = new StringBuilder();
        int parts = 1 + random.nextInt(3);
        for (int i = 0; i < parts; i++) {
            if (depth > 0 && random.nextInt(3) == 0) {
                regex.append(one("(", "(?:", "(?>", "(?<n" + random.nextInt(1_000_000) + ">"));
                regex.append(expression(depth - 1)).append(')').append(one(QUANTIFIERS));
            } else {
                String atom = one(ATOMS);
                regex.append(atom);
                boolean condition =
                        atom.startsWith("(") || "^$\\b\\B\\G\\A\\z\\Z\\w+.*".contains(atom);
                regex.append(condition || atom.endsWith("}") ? "" : one(QUANTIFIERS));
            }
            if (random.nextInt(4) == 0) {
                regex.append('|').append(random.nextInt(5) == 0 ? "" : expression(0));
            }
        }
        return regex.toString();
    }

    private byte[] lines() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        boolean ascii = random.nextBoolean();
        int count = 1 + random.nextInt(8);
        for (int i = 0; i < count; i++) {
            int words = random.nextInt(6);
            for (int w = 0; w < words; w++) {
                byte[] word = one(WORDS).getBytes(StandardCharsets.UTF_8);
                if (!ascii || word.length == 1 || word[0] >= 0) {
                    bytes.writeBytes(word);
                }
                if (!ascii && random.nextInt(10) == 0) {
                    bytes.write(BROKEN[random.nextInt(BROKEN.length)]);
                }
            }
            bytes.write('\n');
        }
        return bytes.toByteArray();
    }

    private static List<Integer> naive(LogQuery query, byte[] bytes) {
        int flags = query.matchCase() ? 0 : Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE;
        flags |= query.regex() ? 0 : Pattern.LITERAL;
        Pattern pattern = Pattern.compile(query.text(), flags);
        List<Integer> starts = new ArrayList<>();
        int start = 0;
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == '\n') {
                String line = new String(bytes, start, i - start, StandardCharsets.UTF_8);
                if (pattern.matcher(line).find()) {
                    starts.add(start);
                }
                start = i + 1;
            }
        }
        return starts;
    }

    private static List<Integer> found(LogQuery query, byte[] bytes, int most) {
        List<Integer> starts = new ArrayList<>();
        new LineMatcher(query).find(bytes, bytes.length, most, starts::add);
        return starts;
    }

    @Test
    void any_expression_finds_what_it_finds_in_the_decoded_lines() {
        for (int i = 0; i < ROUNDS; i++) {
            LogQuery query = new LogQuery(expression(2), true, random.nextBoolean());
            byte[] bytes = lines();

            assertThat(found(query, bytes, Integer.MAX_VALUE))
                    .as("%s in %s", query, new String(bytes, StandardCharsets.UTF_8))
                    .isEqualTo(naive(query, bytes));
        }
    }

    @Test
    void any_text_finds_what_it_finds_in_the_decoded_lines() {
        for (int i = 0; i < ROUNDS; i++) {
            LogQuery query =
                    new LogQuery(
                            one(WORDS) + one(WORDS) + one("", "\n"), false, random.nextBoolean());
            byte[] bytes = lines();

            assertThat(found(query, bytes, Integer.MAX_VALUE))
                    .as("%s in %s", query, new String(bytes, StandardCharsets.UTF_8))
                    .isEqualTo(naive(query, bytes));
        }
    }

    @Test
    void each_of_many_empty_lines_is_found_by_both_threads() {
        byte[] bytes = "\n".repeat(100_000).getBytes(StandardCharsets.UTF_8);

        assertThat(found(new LogQuery("^$", true, true), bytes, Integer.MAX_VALUE))
                .hasSize(100_000);
    }

    @Test
    void no_more_lines_are_told_than_are_wanted() {
        byte[] bytes = "ab 1\nb 2\na 3\n".repeat(20_000).getBytes(StandardCharsets.UTF_8);
        LogQuery choice = new LogQuery("a|b", true, true);
        LogQuery digits = new LogQuery("\\d$", true, true);

        assertThat(found(choice, bytes, 4)).containsExactly(0, 5, 9, 13);
        assertThat(found(digits, bytes, 4)).containsExactly(0, 5, 9, 13);
        assertThat(found(digits, bytes, Integer.MAX_VALUE))
                .hasSize(60_000)
                .isEqualTo(found(choice, bytes, Integer.MAX_VALUE));
    }
}
