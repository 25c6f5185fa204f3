package dev.drover.ui.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.domain.ListeningPort;
import dev.drover.domain.ListeningPort.Protocol;
import dev.drover.domain.ProcessDescription;
import dev.drover.domain.ProcessStatus;
import dev.drover.ui.testing.SampleProcess;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;

class ProcessFilterTest {

    private final List<ProcessDescription> all =
            List.of(
                    SampleProcess.named(0, "api-server")
                            .in("shop")
                            .listensOn(new ListeningPort(Protocol.TCP, "::", 8080))
                            .build(),
                    SampleProcess.named(1, "worker").in("shop").is(ProcessStatus.ERRORED).build(),
                    SampleProcess.named(2, "cron").in("ops").is(ProcessStatus.STOPPED).build());

    @ParameterizedTest
    @CsvSource({
        "'', 0 1 2",
        "'   ', 0 1 2",
        "worker, 1",
        "WORKER, 1",
        "asrv, 0",
        "shop, 0 1",
        "main.js, 0 1 2",
        "40000, 0",
        "is:running, 0",
        "is:failed, 1",
        "is:stopped, 2",
        "is:gaveup, 1",
        "ns:ops, 2",
        "ns:sh, 0 1",
        "!worker, 0 2",
        "!is:failed, 0 2",
        "ns:shop !api, 1",
        "port:8080, 0",
        "port:80, ''",
        "port:, 0",
        "!port:8080, 1 2",
        "!, 0 1 2",
        "8080, 0",
        "pid:40000, 0",
        "pid:4, 0",
        "is:onl, 0",
        "is:faild, ''",
        "!is:faild, 0 1 2",
        "is:, 0 1 2",
        "nosuchthing, ''"
    })
    void findsWhatTheWordsSay(String text, String ids) {
        ProcessFilter filter = ProcessFilter.parse(text);
        List<String> found = all.stream().filter(filter).map(process -> "" + process.id()).toList();

        assertThat(String.join(" ", found)).isEqualTo(ids);
    }

    @Test
    void namesTheStatesThatDoNotExist() {
        assertThat(ProcessFilter.parse("api is:faild !is:gone is:failed is:r").unknownStates())
                .containsExactly("faild", "gone");
    }
}
