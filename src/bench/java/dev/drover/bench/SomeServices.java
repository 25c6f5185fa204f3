package dev.drover.bench;

import dev.drover.domain.Metrics;
import dev.drover.domain.ProcessDescription;
import dev.drover.domain.ProcessSpec;
import dev.drover.domain.ProcessStatus;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** Services as a list has them, each with an environment of forty variables. */
final class SomeServices {

    private static final int VARIABLES = 40;
    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

    private SomeServices() {}

    static List<ProcessDescription> list(int count) {
        return IntStream.range(0, count).mapToObj(SomeServices::one).toList();
    }

    static ProcessDescription one(int id) {
        Map<String, String> env = new TreeMap<>();
        for (int i = 0; i < VARIABLES; i++) {
            env.put("VARIABLE_" + i, "/usr/share/of/some/length/value-" + i);
        }
        ProcessSpec spec =
                ProcessSpec.builder(
                                Path.of("/home/ada/.drover"),
                                "service-" + id,
                                Path.of("/srv/shop/service-" + id + "/main.js"))
                        .namespace(id % 2 == 0 ? "shop" : "mail")
                        .interpreter("node")
                        .args(List.of("--port", Integer.toString(3000 + id)))
                        .env(env)
                        .build();
        return new ProcessDescription(
                id,
                spec,
                id % 10 == 0 ? ProcessStatus.ERRORED : ProcessStatus.ONLINE,
                OptionalLong.of(40_000 + id),
                0,
                "6fd5e3ab-" + id,
                Optional.of(NOW),
                Optional.of(NOW),
                0,
                0,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                true,
                new Metrics(12.5, 73_400_320),
                Map.of());
    }
}
