package dev.drover.logfile;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What of an expression is told by the bytes alone. */
class LazyAutomatonTest {

    private static LazyAutomaton automaton(String regex, int flags) {
        return ExpressionParser.read(regex, flags)
                .flatMap(read -> ByteAutomaton.of(read.expression()))
                .map(LazyAutomaton::new)
                .orElseThrow();
    }

    private static boolean takes(String regex, String line) {
        byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
        return automaton(regex, 0).find(bytes, 0, bytes.length) >= 0;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            textBlock =
                    """
                    [0-9]{3}-[0-9]{4} ; call 555-1234 now ; call 55-1234
                    \\d+ms             ; took 12ms         ; took ms
                    ^\\s*at x          ; at x              ; look at x
                    \\Aab              ; abc               ; cab
                    [A-Z]{4,} \\d{5}   ; WARN 12345        ; WAR 12345
                    a{2,3}b$          ; aaab              ; aaabc
                    ab\\z              ; cab               ; abc
                    ab\\Z              ; cab               ; abc
                    (ab|cd)+e         ; abcde             ; abe_cd_ef_xe?no
                    (?:a|)b?c         ; c                 ; d
                    (?<name>a.c)      ; abc               ; ac
                    x[^a-f]y          ; xgy               ; xby
                    [a-z&&[^b]]1      ; a1                ; b1
                    [\\[\\]]1           ; ]1                ; 1
                    (?i)error         ; an ERRor          ; an err or
                    (?i:E)rror        ; error             ; ERROR
                    a(?i)b(?-i)c      ; aBc               ; aBC
                    \\x41\\u0042\\x{43}  ; ABC               ; abc
                    \\p{Upper}\\P{Upper} ; Ab                ; ABC
                    \\h\\S\\w\\W\\D        ; [ a_-b]           ; [ab_-b]
                    """)
    void a_construct_is_told_exactly_in_ascii(String regex, String hit, String other) {
        assertThat(Pattern.compile(regex).matcher(hit).find()).isTrue();
        assertThat(takes(regex, hit)).isTrue();
        assertThat(takes(regex, other)).isEqualTo(Pattern.compile(regex).matcher(other).find());
        assertThat(automaton(regex, 0).isExact()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            textBlock =
                    """
                    foo(?=bar)     ; foobaz      ; fobar
                    foo(?!bar)     ; foobar      ; fobaz
                    (?<=bar)foo    ; bazfoo      ; barfo
                    (?<!bar)foo    ; barfoo      ; bazfo
                    \\bfoo\\b        ; afoob       ; afob
                    fo\\Bo          ; foo         ; fo
                    (a|b)\\1x       ; abx         ; aby
                    (?<n>a)\\k<n>x  ; abx         ; aby
                    a++ab          ; aab         ; ab
                    (?>a|ab)c      ; abc         ; ab
                    (?m)^a$        ; ba          ; b
                    ab$\\s?         ; abc         ; ac
                    x.{999}y       ; xy_____y    ; xz
                    """)
    void what_is_not_told_by_the_bytes_takes_more_lines(String regex, String taken, String not) {
        assertThat(takes(regex, taken)).isTrue();
        assertThat(takes(regex, not)).isFalse();
        assertThat(automaton(regex, 0).isExact()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(?x)a b",
                "(?d)a$",
                "(?-U)\\w",
                "a{2}{3}",
                "[]a]",
                "[^]a]",
                "\\Qa\\E",
                "[\\Qa\\E]",
                "\\X",
                "\\b{g}",
                "\\N{LATIN SMALL LETTER A}",
                "\\0101",
                "\\cA",
                "[\\cA]",
                "\\ud83d\\ude00",
                "[a&&]"
            })
    void what_is_not_known_for_certain_is_not_read(String regex) {
        assertThat(ExpressionParser.read(regex, 0)).isEmpty();
    }

    @Test
    void groups_nest_without_end_of_the_stack() {
        String deep = "(".repeat(2000) + "a" + ")".repeat(2000);

        assertThat(ExpressionParser.read(deep, 0)).isEmpty();
    }

    @Test
    void bytes_that_are_no_character_are_taken_as_one() {
        byte[] line = {'a', (byte) 0xe2, (byte) 0x82, 'b', (byte) 0xff, 'c'};

        assertThat(automaton("a.b.c", 0).find(line, 0, line.length)).isNotNegative();
        assertThat(automaton("a\ufffdb[^x]c", 0).find(line, 0, line.length)).isNotNegative();
        assertThat(automaton("ab", 0).find(line, 0, line.length)).isNegative();
    }

    @Test
    void case_beyond_ascii_is_told_by_the_bytes() {
        int flags = Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE;
        byte[] line = "ЖУРНАЛ 5 \u212a".getBytes(StandardCharsets.UTF_8);

        assertThat(automaton("журнал", flags).find(line, 0, line.length)).isNotNegative();
        assertThat(automaton("журнах", flags).find(line, 0, line.length)).isNegative();
        assertThat(automaton("5 k", flags).find(line, 0, line.length)).isNotNegative();
    }

    @Test
    void every_character_has_those_that_are_the_same_in_another_case() {
        for (int c = 0; c <= Character.MAX_CODE_POINT; c++) {
            int folded = Character.toLowerCase(Character.toUpperCase(c));
            if (folded != c) {
                assertThat(Characters.Folds.same(folded)).contains(c, folded);
            }
        }
    }

    @Test
    void a_line_ends_at_its_terminator_and_no_hit_reaches_beyond_it() {
        byte[] lines = "a\r\nb\n\nab".getBytes(StandardCharsets.UTF_8);

        assertThat(automaton("a$", 0).find(lines, 0, lines.length)).isBetween(1, 2);
        assertThat(automaton("^$", 0).find(lines, 0, lines.length)).isEqualTo(5);
        assertThat(automaton("a\\s+b", 0).find(lines, 0, lines.length)).isNegative();
        assertThat(automaton("b$", 0).find(lines, 5, lines.length)).isEqualTo(7);
    }

    private static List<Integer> starts(LazyAutomaton automaton, byte[] bytes) {
        List<Integer> starts = new ArrayList<>();
        int at = 0;
        while (at < bytes.length) {
            int found = automaton.find(bytes, at, bytes.length);
            if (found < 0) {
                break;
            }
            starts.add(Eight.lineStart(bytes, 0, found));
            at = Eight.newline(bytes, found, bytes.length) + 1;
        }
        return starts;
    }

    private static byte[] random(int lines, String characters) {
        Random random = new Random(4);
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < lines; i++) {
            int length = random.nextInt(60);
            for (int c = 0; c < length; c++) {
                text.append(characters.charAt(random.nextInt(characters.length())));
            }
            text.append('\n');
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static List<Integer> naive(String regex, byte[] bytes) {
        Pattern pattern = Pattern.compile(regex);
        List<Integer> starts = new ArrayList<>();
        int[] at = {0};
        Stream.of(new String(bytes, StandardCharsets.UTF_8).split("\n", -1))
                .forEach(
                        line -> {
                            if (pattern.matcher(line).find()) {
                                starts.add(at[0]);
                            }
                            at[0] += line.length() + 1;
                        });
        return starts;
    }

    @Test
    void a_table_that_is_full_is_begun_anew() {
        String regex = "a.{15}b|a.{15}a.{15}b";
        byte[] bytes = random(40_000, "a" + "c".repeat(60) + "b");
        LazyAutomaton automaton = automaton(regex, 0);

        assertThat(starts(automaton, bytes)).isEqualTo(naive(regex, bytes)).isNotEmpty();
        assertThat(automaton.isExact()).as("not given up").isTrue();
    }

    @Test
    void when_too_many_rows_would_be_needed_each_line_is_taken() {
        byte[] bytes = random(4_000, "ab");
        LazyAutomaton automaton = automaton("a.{20}b", 0);

        assertThat(starts(automaton, bytes)).containsAll(naive("a.{20}b", bytes));
        assertThat(automaton.isExact()).isFalse();
    }
}
