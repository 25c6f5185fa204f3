package dev.drover.ui.logview;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

class LineTraitsTest {

    @Test
    void a_stack_trace_of_node_inherits_its_level_and_is_counted_once() {
        List<LineTraits> traits =
                of(
                        "TypeError: no",
                        "    at orders (/srv/api/orders.js:42:17)",
                        "    at Layer.handle (/srv/api/node_modules/express/lib/layer.js:95:5)",
                        "    at process.processTicksAndRejections (node:internal/process:95:5)",
                        "listening");

        assertThat(traits)
                .extracting(LineTraits::level)
                .containsExactly(Level.ERROR, Level.ERROR, Level.ERROR, Level.ERROR, Level.INFO);
        assertThat(traits)
                .extracting(LineTraits::frame)
                .containsExactly(Frame.NONE, Frame.OWN, Frame.LIBRARY, Frame.LIBRARY, Frame.NONE);
        assertThat(traits).filteredOn(LineTraits::head).hasSize(2);
    }

    @Test
    void frames_of_java_and_python_are_frames() {
        assertThat(of("java.lang.Error: no", "\tat com.example.A.b(A.java:3)", "\t... 12 more"))
                .extracting(LineTraits::frame)
                .containsExactly(Frame.NONE, Frame.OWN, Frame.OWN);
        assertThat(
                        of(
                                "Traceback (most recent call last):",
                                "  File \"app.py\", line 3, in <module>",
                                "    main()",
                                "ValueError: no"))
                .extracting(LineTraits::frame)
                .containsExactly(Frame.NONE, Frame.OWN, Frame.OWN, Frame.NONE);
    }

    @Test
    void an_indented_line_alone_is_no_frame() {
        assertThat(of("{", "    name: 'api',", "}"))
                .extracting(LineTraits::frame)
                .containsOnly(Frame.NONE);
    }

    @Test
    void an_indented_line_continues_the_warning_before_it() {
        assertThat(of("WARN slow query", "  SELECT 1"))
                .extracting(LineTraits::level)
                .containsExactly(Level.WARN, Level.WARN);
    }

    private static List<LineTraits> of(String... lines) {
        List<LineTraits> traits = new ArrayList<>();
        LineTraits before = LineTraits.PLAIN;
        for (String line : lines) {
            before = LineTraits.of(line, JsonLine.parse(line), before, 1);
            traits.add(before);
        }
        return traits;
    }
}
