package dev.drover.supervisor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.domain.ProcessSpec;

import org.junit.jupiter.api.Test;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

class SharedEnvironmentTest {

    private final SharedEnvironment environment = new SharedEnvironment();

    /** Each text is an object of its own, as one that was read from a socket. */
    private Map<String, String> shared(String... namesAndValues) {
        Map<String, String> env = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            env.put(new String(namesAndValues[i]), new String(namesAndValues[i + 1]));
        }
        ProcessSpec spec =
                ProcessSpec.builder(Path.of("/home"), "api", Path.of("/bin/true")).env(env).build();
        ProcessSpec shared = environment.share(spec);
        assertThat(shared).isEqualTo(spec);
        return shared.env();
    }

    @Test
    void theSameEnvironmentIsKeptOnce() {
        Map<String, String> first = shared("A", "1", "B", "2");

        assertThat(shared("A", "1", "B", "2")).isSameAs(first);
    }

    @Test
    void whatIsTheSameInAnotherIsKeptOnceAndItsOrderStays() {
        List<String> first = texts(shared("A", "1", "B", "2"));
        Map<String, String> second = shared("B", "2", "C", "3", "A", "4");

        assertThat(second.keySet()).containsExactly("B", "C", "A");
        List<String> texts = texts(second);
        assertThat(texts.get(0)).isSameAs(first.get(2));
        assertThat(texts.get(1)).isSameAs(first.get(3));
        assertThat(texts.get(4)).isSameAs(first.get(0));
        assertThat(texts.get(5)).isEqualTo("4");
    }

    @Test
    void anotherOrderIsAnotherEnvironment() {
        shared("A", "1", "B", "2");

        assertThat(shared("B", "2", "A", "1").keySet()).containsExactly("B", "A");
    }

    @Test
    void noneIsNone() {
        shared("A", "1");

        assertThat(shared()).isEmpty();
        assertThat(shared("A", "1")).containsExactly(Map.entry("A", "1"));
    }

    private static List<String> texts(Map<String, String> env) {
        List<String> texts = new ArrayList<>();
        env.forEach(
                (name, value) -> {
                    texts.add(name);
                    texts.add(value);
                });
        return texts;
    }
}
