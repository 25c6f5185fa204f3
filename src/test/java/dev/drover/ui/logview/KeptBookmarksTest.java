package dev.drover.ui.logview;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.domain.LogStream;
import dev.drover.domain.ProcessDescription;
import dev.drover.ui.common.Memory;
import dev.drover.ui.snapshot.Processes;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;

class KeptBookmarksTest {

    private static final String HOME = "/home/u/.drover";

    private final Memory memory = Memory.untilClosed();
    private final KeptBookmarks kept = new KeptBookmarks(memory, HOME);

    private static ProcessDescription process(int id) {
        return Processes.online(id, "p" + id, false);
    }

    private static LineMark mark(long offset) {
        return new LineMark(offset, 1_790_000_000_000L, 12, 0xffff_ffffL);
    }

    private List<LineMark> of(int id) {
        return kept.of(Map.of(id, process(id)))
                .getOrDefault(new LogKey(id, LogStream.OUT), List.of());
    }

    @Test
    void what_was_set_is_there_in_the_next_window_of_this_home_only() {
        kept.add(process(1), LogStream.OUT, mark(-40));
        kept.add(process(1), LogStream.ERR, mark(7));

        Map<Integer, ProcessDescription> shown = Map.of(1, process(1));
        assertThat(new KeptBookmarks(memory, HOME).of(shown))
                .isEqualTo(
                        Map.of(
                                new LogKey(1, LogStream.OUT), List.of(mark(-40)),
                                new LogKey(1, LogStream.ERR), List.of(mark(7))));
        assertThat(new KeptBookmarks(memory, "/other").of(shown)).isEmpty();
    }

    @Test
    void another_process_that_got_the_id_has_none_of_its_bookmarks() {
        kept.add(process(1), LogStream.OUT, mark(7));

        ProcessDescription other = Processes.online(1, "other", false);

        assertThat(kept.of(Map.of(1, other))).isEmpty();
    }

    @Test
    void the_oldest_of_a_process_go_when_there_are_too_many() {
        kept.add(process(2), LogStream.OUT, mark(5));
        for (int i = 0; i < KeptBookmarks.MOST_OF_PROCESS + 3; i++) {
            kept.add(process(1), LogStream.OUT, mark(i));
        }

        assertThat(of(1)).hasSize(KeptBookmarks.MOST_OF_PROCESS).startsWith(mark(3));
        assertThat(of(2)).containsExactly(mark(5));
    }

    @Test
    void the_oldest_of_all_go_when_there_are_too_many() {
        for (int i = 0; i < KeptBookmarks.MOST + 5; i++) {
            kept.add(process(i / 100), LogStream.OUT, mark(i));
        }

        assertThat(memory.get("log.bookmarks " + HOME, "").lines()).hasSize(KeptBookmarks.MOST);
        assertThat(of(0)).hasSize(95).startsWith(mark(5));
    }

    @Test
    void the_next_mark_at_a_place_outlives_the_end_of_the_one_before() {
        LineMark later = new LineMark(7, 1_790_000_000_001L, 3, 1);
        kept.add(process(1), LogStream.OUT, mark(7));
        kept.add(process(1), LogStream.OUT, later);

        kept.remove(process(1), LogStream.OUT, List.of(mark(7)));

        assertThat(of(1)).containsExactly(later);
    }

    @Test
    void what_cannot_be_read_is_left_out() {
        kept.add(process(1), LogStream.OUT, mark(7));
        String key = "log.bookmarks " + HOME;
        memory.put(key, "1 OUT x\n1 SIDE a 1 2 3 4\n" + memory.get(key, "") + "\n1 OUT a b c d e");

        assertThat(of(1)).containsExactly(mark(7));
    }
}
