package dev.drover.logfile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.domain.LogHits;
import dev.drover.domain.LogLine;
import dev.drover.domain.LogPlace;
import dev.drover.domain.LogQuery;
import dev.drover.domain.LogSearchRequest;
import dev.drover.domain.LogStream;
import dev.drover.domain.LogWindow;
import dev.drover.domain.LogWindowRequest;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;

class LogReaderTest {

    @TempDir Path folder;
    private Path log;
    private LogReader reader;

    @BeforeEach
    void open() {
        log = folder.resolve("api-out.log");
        reader = new LogReader(LogFileSource.plain(log), LogTimes.NONE, Runnable::run);
    }

    @AfterEach
    void close() {
        reader.close();
    }

    private void write(String text) throws IOException {
        Files.writeString(log, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    private static String lines(int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(i -> "line " + i + "\n")
                .collect(Collectors.joining());
    }

    private LogWindow before(LogPlace place, int bytes) throws IOException {
        return reader.window(new LogWindowRequest(0, LogStream.OUT, place, false, bytes));
    }

    private LogWindow after(LogPlace place, int bytes) throws IOException {
        return reader.window(new LogWindowRequest(0, LogStream.OUT, place, true, bytes));
    }

    private static List<String> texts(LogWindow window) {
        return window.lines().stream().map(LogLine::text).toList();
    }

    private LogHits search(LogQuery query, boolean forward, int maxHits) throws IOException {
        return reader.search(
                new LogSearchRequest(
                        0,
                        LogStream.OUT,
                        query,
                        OptionalLong.empty(),
                        forward,
                        maxHits,
                        Duration.ofMinutes(1)));
    }

    private List<Long> offsets(String text, boolean regex) throws IOException {
        return search(new LogQuery(text, regex, true), true, 10_000).hits().stream()
                .map(LogHits.Hit::offset)
                .toList();
    }

    @Test
    void the_end_is_whole_lines_with_their_offsets() throws IOException {
        write(lines(0, 1000));

        LogWindow end = before(new LogPlace.End(), 100);

        assertThat(texts(end)).endsWith("line 998", "line 999").doesNotContain("");
        assertThat(end.end()).isEqualTo(end.last()).isEqualTo(Files.size(log));
        assertThat(end.first()).isZero();
        assertThat(end.lines().getFirst().offset()).isEqualTo(end.begin());
    }

    @Test
    void windows_back_from_the_end_hold_each_line_once() throws IOException {
        write(lines(0, 5000) + "ä€😀 the last one is open");
        List<String> all = new ArrayList<>();
        LogWindow window = before(new LogPlace.End(), 777);
        while (!window.lines().isEmpty()) {
            all.addAll(texts(window).reversed());
            window = before(new LogPlace.Offset(window.begin()), 777);
        }
        Collections.reverse(all);

        assertThat(String.join("\n", all)).isEqualTo(Files.readString(log));
    }

    @Test
    void windows_forward_hold_each_line_once() throws IOException {
        write(lines(0, 5000));
        List<String> all = new ArrayList<>();
        LogWindow window = after(new LogPlace.Offset(0), 777);
        while (!window.lines().isEmpty()) {
            all.addAll(texts(window));
            window = after(new LogPlace.Offset(window.end()), 777);
        }

        assertThat(String.join("\n", all) + "\n").isEqualTo(Files.readString(log));
    }

    @Test
    void a_line_longer_than_the_window_comes_in_pieces_without_a_gap() throws IOException {
        write("short\n" + "€".repeat(100_000) + "\nend\n");
        StringBuilder all = new StringBuilder();
        long at = 0;
        LogWindow window = after(new LogPlace.Offset(0), 80_000);
        while (!window.lines().isEmpty()) {
            assertThat(window.begin()).isEqualTo(at);
            texts(window).forEach(all::append);
            at = window.end();
            window = after(new LogPlace.Offset(at), 80_000);
        }

        assertThat(all.toString()).isEqualTo("short" + "€".repeat(100_000) + "end");
    }

    @Test
    void an_offset_in_the_middle_of_a_line_means_that_line() throws IOException {
        write("first\nsecond\nthird\n");

        assertThat(texts(after(new LogPlace.Offset(9), 100))).startsWith("second");
    }

    @Test
    void a_missing_file_is_an_empty_log() throws IOException {
        assertThat(before(new LogPlace.End(), 100).lines()).isEmpty();
        assertThat(offsets("x", false)).isEmpty();
    }

    @Test
    void rotated_files_continue_the_past() throws IOException {
        rotated("api-out__2026-11-20_00-00-00.log.gz", lines(0, 100), 1);
        rotated("api-out__2026-11-21_00-00-00.log", lines(100, 200), 2);
        write(lines(200, 300));
        List<String> all = new ArrayList<>();
        LogWindow window = before(new LogPlace.End(), 500);
        while (!window.lines().isEmpty()) {
            all.addAll(texts(window).reversed());
            window = before(new LogPlace.Offset(window.begin()), 500);
        }

        assertThat(String.join("\n", all.reversed()) + "\n").isEqualTo(lines(0, 300));
        assertThat(window.first()).isEqualTo(-lines(0, 200).length());
        assertThat(offsets("line 50", false)).containsExactly(-(long) lines(50, 200).length());
    }

    private void rotated(String name, String text, int day) throws IOException {
        Path file = folder.resolve(name);
        if (name.endsWith(".gz")) {
            try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
                out.write(text.getBytes(StandardCharsets.UTF_8));
            }
        } else {
            Files.writeString(file, text);
        }
        Instant at = Instant.parse("2026-11-1" + day + "T00:00:00Z");
        Files.setLastModifiedTime(file, FileTime.from(at));
    }

    @Test
    void lines_have_numbers_once_they_are_counted() throws IOException {
        write(lines(0, 200_000));
        before(new LogPlace.End(), 100);

        LogWindow end = before(new LogPlace.End(), 100);

        assertThat(end.lineCount()).isEqualTo(200_000);
        assertThat(end.line() + end.lines().size() - 1).isEqualTo(200_000);
        assertThat(texts(after(new LogPlace.Line(123_457), 100))).startsWith("line 123456");
        write("line 200000\n");
        assertThat(texts(after(new LogPlace.Line(200_001), 100))).containsExactly("line 200000");
    }

    @Test
    void a_line_is_found_before_anybody_counted() throws IOException {
        write(lines(0, 50_000));

        assertThat(texts(after(new LogPlace.Line(40_000), 100))).startsWith("line 39999");
    }

    @Test
    void line_numbers_begin_anew_in_a_file_that_was_emptied() throws IOException {
        write(lines(0, 1000));
        before(new LogPlace.End(), 100);
        Files.writeString(log, "fresh 1\nfresh 2\n");

        assertThat(before(new LogPlace.End(), 100).lineCount()).isZero();
        assertThat(before(new LogPlace.End(), 100).lineCount()).isEqualTo(2);
        assertThat(texts(after(new LogPlace.Line(2), 100))).containsExactly("fresh 2");
    }

    @Test
    void a_time_is_found_by_what_the_lines_say() throws IOException {
        StringBuilder text = new StringBuilder("no time at the top\n");
        Instant start = Instant.parse("2026-11-21T10:00:00Z");
        for (int i = 0; i < 100_000; i++) {
            text.append(start.plusSeconds(i)).append(" request ").append(i).append('\n');
            text.append("    at a frame without a time\n");
        }
        write(text.toString());

        LogWindow found = after(new LogPlace.Time(start.plusSeconds(77_777)), 100);

        assertThat(texts(found).getFirst()).endsWith("request 77777");
        assertThat(after(new LogPlace.Time(start.plusSeconds(500_000)), 100).lines()).isEmpty();
        assertThat(texts(after(new LogPlace.Time(start.minusSeconds(9)), 100)).getFirst())
                .endsWith("request 0");
    }

    @Test
    void a_search_finds_each_line_once_forward_and_backward() throws IOException {
        write(lines(0, 300_000));
        LogQuery query = new LogQuery("LINE 2999", false, false);

        List<LogHits.Hit> forward = search(query, true, 10_000).hits();
        List<LogHits.Hit> backward = search(query, false, 10_000).hits();

        assertThat(forward).hasSize(1 + 10 + 100).isEqualTo(backward.reversed());
        long last = forward.getLast().offset();
        assertThat(texts(after(new LogPlace.Offset(last), 20))).startsWith("line 299999");
    }

    @Test
    void a_search_goes_on_where_it_stopped() throws IOException {
        write(lines(0, 10_000));
        List<Long> all = new ArrayList<>();
        OptionalLong from = OptionalLong.empty();
        boolean done = false;
        while (!done) {
            LogHits step =
                    reader.search(
                            new LogSearchRequest(
                                    0,
                                    LogStream.OUT,
                                    new LogQuery("7", false, true),
                                    from,
                                    false,
                                    10,
                                    Duration.ZERO));
            step.hits().forEach(hit -> all.add(hit.offset()));
            from = OptionalLong.of(step.next());
            done = step.done();
        }

        assertThat(all.reversed()).isEqualTo(offsets("7", false)).hasSize(3439);
    }

    @Test
    void a_regular_expression_looks_at_one_line_at_a_time() throws IOException {
        write("GET /a 200\nGET /b 500\nPOST /c 500\n 404\ngröße 500\n");

        assertThat(offsets("^GET .*5\\d\\d$", true)).containsExactly(11L);
        assertThat(offsets("a 200\\sGET", true)).isEmpty();
        assertThat(offsets("gr..e|POST", true)).containsExactly(22L, 39L);
        assertThat(search(new LogQuery("GRÖSSE|GRÖßE", true, false), true, 9).hits()).hasSize(1);
    }

    @Test
    void case_is_ignored_in_every_script_when_it_does_not_matter() throws IOException {
        write("Größe\ngrÖße\nЖУРНАЛ\n");

        assertThat(search(new LogQuery("GRÖßE", false, false), true, 9).hits()).hasSize(2);
        assertThat(search(new LogQuery("журнал", false, false), true, 9).hits()).hasSize(1);
    }

    @Test
    void an_expression_that_backtracks_without_end_passes_over_the_line_and_says_so()
            throws IOException {
        write("a".repeat(60) + " \n" + "a".repeat(12) + "b\n");

        LogHits found = search(new LogQuery("(.*a){12}(?! )(b|\\W)", true, true), true, 9);
        LogHits simple = search(new LogQuery("(.*a){12}b", true, true), true, 9);

        assertThat(found.tooSlow()).isTrue();
        assertThat(found.hits()).extracting(LogHits.Hit::offset).containsExactly(62L);
        assertThat(simple.tooSlow()).as("the bytes tell it").isFalse();
        assertThat(simple.hits()).extracting(LogHits.Hit::offset).containsExactly(62L);
    }

    @Test
    void what_an_expression_requires_is_seen() {
        assertThat(required("error: \\d+ of")).containsExactly("error: ");
        assertThat(required("time?out")).containsExactlyInAnyOrder("timeout", "timout");
        assertThat(required("(time|a)+out")).containsExactly("out");
        assertThat(required("a|bcd")).containsExactly("a", "bcd");
        assertThat(required("[abc]+ \\[x\\] z*")).containsExactly(" [x] ");
        assertThat(required("x{2}yz")).containsExactly("yz");
        assertThat(required("x{0,2}y|(?:no |any )?(?<what>error|warn)ing"))
                .containsExactlyInAnyOrder(
                        "y",
                        "no erroring",
                        "no warning",
                        "any erroring",
                        "any warning",
                        "erroring",
                        "warning");
        assertThat(required("(?i)abc")).isEmpty();
        assertThat(required("a|")).isEmpty();
        assertThat(required("\\Qa\\E")).isEmpty();
        assertThat(requirement("(error|warn)s?").enough()).isTrue();
        assertThat(requirement("^(error|warn)").enough()).isFalse();
        assertThat(requirement("error(?= 5)").enough()).isFalse();
    }

    private static Set<String> required(String regex) {
        return requirement(regex).texts();
    }

    private static RequiredTexts requirement(String regex) {
        return ExpressionParser.read(regex, 0)
                .filter(read -> !read.ownFlags())
                .map(read -> RequiredTexts.of(read.expression()))
                .orElse(RequiredTexts.UNKNOWN);
    }

    /** A window that shows a thousand services asks for the logs of all of them at once. */
    @Test
    void whatIsKnownOfTheLinesOfALogIsSmall() throws IOException {
        write(lines(0, 100));
        long block = 256 * 1024;
        int tooMany = (int) (2 * Runtime.getRuntime().maxMemory() / block);
        List<LineIndex> all = new ArrayList<>();
        try (LogBytes bytes = new LogBytes(LogFileSource.plain(log), new Inflated())) {
            for (int i = 0; i < tooMany; i++) {
                LineIndex index = new LineIndex();
                while (index.grow(bytes)) {
                    assertThat(index.lines(bytes.last())).isEqualTo(100);
                }
                all.add(index);
            }
            assertThat(all).hasSize(tooMany);
        }
    }
}
