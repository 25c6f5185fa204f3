package dev.drover.domain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.lang.reflect.RecordComponent;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

class ProcessDescriptionTest {

    private static final Object[] ONE = {
        1,
        spec("one"),
        ProcessStatus.ONLINE,
        OptionalLong.of(7),
        0,
        "unique",
        Optional.of(Instant.EPOCH),
        Optional.of(Instant.EPOCH),
        0,
        0,
        Optional.of(new ExitStatus.Exited(1)),
        Optional.of(new Cause.Restored()),
        Optional.of(new Cause.OwnExit()),
        Optional.of("reason"),
        Optional.of(Instant.EPOCH),
        true,
        Metrics.NONE,
        Map.of("a", 1),
        Bookkeeping.NONE,
        List.of()
    };

    private static final Object[] OTHER = {
        2,
        spec("other"),
        ProcessStatus.STOPPED,
        OptionalLong.empty(),
        1,
        "other",
        Optional.empty(),
        Optional.empty(),
        1,
        1,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        false,
        new Metrics(1, 1),
        Map.of(),
        Bookkeeping.NONE.withTree(List.of(1L)),
        List.of(new ListeningPort(ListeningPort.Protocol.TCP, "127.0.0.1", 8080))
    };

    @Test
    void descriptionIsTheSameWithOtherMetricsAndWithNothingElse() throws Exception {
        RecordComponent[] components = ProcessDescription.class.getRecordComponents();
        for (int i = 0; i < components.length; i++) {
            Object[] values = ONE.clone();
            values[i] = OTHER[i];

            assertThat(of(ONE).isSameButMetrics(of(values)))
                    .as(components[i].getName())
                    .isEqualTo(components[i].getName().equals("metrics"));
        }
    }

    private static ProcessDescription of(Object[] values) throws ReflectiveOperationException {
        Class<?>[] types =
                Arrays.stream(ProcessDescription.class.getRecordComponents())
                        .map(RecordComponent::getType)
                        .toArray(Class<?>[]::new);
        return ProcessDescription.class.getConstructor(types).newInstance(values);
    }

    private static ProcessSpec spec(String name) {
        return ProcessSpec.builder(Path.of("/home"), name, Path.of("/bin/true")).build();
    }
}
