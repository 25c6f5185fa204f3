package dev.drover.ui.logview;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drover.logfile.LimitedText;

import org.junit.jupiter.api.Test;

class FindQueryTest {

    @Test
    void a_literal_is_found_everywhere_whatever_its_case() {
        assertThat(FindQuery.of("a.b", false, false).matches(7, "A.b axb a.B"))
                .containsExactly(new FindQuery.Match(7, 0, 3), new FindQuery.Match(7, 8, 11));
    }

    @Test
    void case_counts_when_asked() {
        assertThat(FindQuery.of("Error", false, true).matches(0, "error Error")).hasSize(1);
    }

    @Test
    void an_expression_is_found() {
        assertThat(FindQuery.of("\\b\\d{3}\\b", true, false).matches(0, "200 in 4 ms, 404"))
                .hasSize(2);
    }

    @Test
    void empty_hits_do_not_count() {
        assertThat(FindQuery.of("x*", true, false).matches(0, "abc")).isEmpty();
    }

    @Test
    void a_bad_expression_says_why_and_where() {
        assertThatThrownBy(() -> FindQuery.of("a(b", true, false))
                .isInstanceOf(FindQuery.InvalidQueryException.class)
                .hasMessage("Unclosed group (at character 4)");
    }

    @Test
    void an_expression_that_backtracks_without_end_is_stopped() {
        FindQuery query = FindQuery.of("(.*a){12}b", true, false);

        assertThatThrownBy(() -> query.matches(0, "a".repeat(60)))
                .isInstanceOf(LimitedText.TooSlowException.class);
    }
}
