package dev.drover.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drover.domain.LogHits;
import dev.drover.domain.LogLine;
import dev.drover.domain.LogPlace;
import dev.drover.domain.LogQuery;
import dev.drover.domain.LogSearchRequest;
import dev.drover.domain.LogStream;
import dev.drover.domain.LogWindow;
import dev.drover.domain.LogWindowRequest;
import dev.drover.domain.ProcessEvent;
import dev.drover.domain.ProcessSpec;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Any place of a log, asked of a daemon over its socket, written by a real child. */
@Timeout(value = 180, unit = TimeUnit.SECONDS)
class LogReadingTest extends OwnDaemon {

    private int id;

    private void write(String command) throws Exception {
        BlockingQueue<ProcessEvent> events = new LinkedBlockingQueue<>();
        try (Bus bus = manager.launchBus().get()) {
            bus.onEvent(events::add);
            id =
                    manager.start(
                                    ProcessSpec.builder(home.root(), "w", Path.of("/bin/sh"))
                                            .args(List.of("-c", command + "; exec sleep 1000"))
                                            .env(Map.of("PATH", "/usr/bin:/bin"))
                                            .build())
                            .get()
                            .getFirst()
                            .id();
            String output = "";
            while (!output.contains("the end")) {
                if (events.take() instanceof ProcessEvent.OutputWritten written) {
                    output += written.chunk().text();
                }
            }
        }
    }

    private LogWindow window(LogStream stream, LogPlace place, boolean forward) throws Exception {
        return manager.logWindow(new LogWindowRequest(id, stream, place, forward, 4096)).get();
    }

    @Test
    void linesHaveTheirRunStreamAndTimeOfReceipt() throws Exception {
        Instant before = Instant.now().minusSeconds(1);
        write("seq 1 3; echo oops >&2; echo the end");

        LogWindow out = window(LogStream.OUT, new LogPlace.End(), false);
        LogWindow err = window(LogStream.ERR, new LogPlace.Offset(0), true);

        assertThat(out.lines()).extracting(LogLine::text).containsExactly("1", "2", "3", "the end");
        assertThat(out.lines()).allMatch(line -> line.run() == 1 && line.at().isAfter(before));
        assertThat(err.lines()).extracting(LogLine::text).containsExactly("oops");
        assertThat(err.lines().getFirst().stream()).isEqualTo(LogStream.ERR);
    }

    @Test
    void aTimeLeadsToWhatCameThen() throws Exception {
        write("echo one; sleep 0.4; echo two; sleep 0.4; echo the end");
        Instant two = window(LogStream.OUT, new LogPlace.Offset(0), true).lines().get(1).at();

        LogWindow found = window(LogStream.OUT, new LogPlace.Time(two), true);

        assertThat(found.lines()).extracting(LogLine::text).containsExactly("two", "the end");
    }

    @Test
    void aSearchIsCarriedOutByTheSupervisor() throws Exception {
        write("seq 1 100000; echo the end");
        LogQuery query = new LogQuery("99[89]$", true, true);

        LogHits hits = manager.logSearch(request(query)).get();

        assertThat(hits.done()).isTrue();
        assertThat(hits.hits()).hasSize(200).allMatch(hit -> hit.at().isAfter(Instant.EPOCH));
    }

    private LogSearchRequest request(LogQuery query) {
        return new LogSearchRequest(
                id, LogStream.OUT, query, OptionalLong.empty(), true, 999, Duration.ofSeconds(1));
    }

    @Test
    void aWrongExpressionIsRefusedInOneSentence() throws Exception {
        write("echo the end");

        assertThatThrownBy(() -> manager.logSearch(request(new LogQuery("(", true, true))).get())
                .hasMessageContaining("no regular expression: Unclosed group");
    }
}
