package dev.drover.ui.logview;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SourceLinkTest {

    @Test
    void a_place_in_a_frame_of_node_is_found() {
        SourceLink link =
                SourceLink.first("    at orders (/srv/api/orders.js:42:17)").orElseThrow();

        assertThat(link.file()).isEqualTo("/srv/api/orders.js");
        assertThat(link.line()).isEqualTo(42);
    }

    @Test
    void a_relative_file_and_a_file_uri_are_found() {
        assertThat(SourceLink.first("src/api.ts:7 - error TS2304").orElseThrow().file())
                .isEqualTo("src/api.ts");
        assertThat(SourceLink.first("at file:///srv/a.mjs:3:1").orElseThrow().file())
                .isEqualTo("/srv/a.mjs");
    }

    @Test
    void a_frame_of_python_is_found() {
        assertThat(SourceLink.first("  File \"/srv/app.py\", line 3, in main"))
                .hasValueSatisfying(link -> assertThat(link.line()).isEqualTo(3));
    }

    @Test
    void the_place_under_the_mouse_is_taken() {
        String line = "a.js:1 imports b.js:2";

        assertThat(SourceLink.at(line, 17).orElseThrow().file()).isEqualTo("b.js");
        assertThat(SourceLink.at(line, 9)).isEmpty();
    }

    @Test
    void a_time_and_an_address_are_no_places() {
        assertThat(SourceLink.first("14:02:11 listening on 127.0.0.1:3000")).isEmpty();
    }
}
