package dev.drover.supervisor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.domain.ProcessDescription;
import dev.drover.domain.ProcessEvent;
import dev.drover.domain.ProcessStatus;
import dev.drover.protocol.bus.BusMessage;
import dev.drover.protocol.pm2.BusEvents;
import dev.drover.protocol.pm2.ReportedFields;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** S37: what a service says over its channel is data about itself. */
class HostileChildTest {

    @TempDir Path folder;
    SupervisorRig rig;

    @BeforeEach
    void open() {
        rig = new SupervisorRig(folder);
    }

    @AfterEach
    void close() {
        rig.close();
    }

    /** What was published about the messages of an entry, once it has sent "done". */
    private List<BusMessage> published(int id) {
        rig.await(
                ProcessEvent.MessageReceived.class,
                e -> e.process().id() == id && "done".equals(e.message()));
        return rig.events().stream()
                .filter(e -> e instanceof ProcessEvent.MessageReceived)
                .flatMap(e -> BusEvents.encode(e).stream())
                .toList();
    }

    private static Object idIn(BusMessage message) {
        return ((Map<?, ?>) ((Map<?, ?>) message.payload()).get("process")).get("pm_id");
    }

    @Test
    void noMessageIsTakenForTheSupervisorsOwnWordOrForAnotherServices() {
        rig.start(rig.sh("victim", "exec sleep 600"));
        ProcessDescription liar =
                rig.start(
                        rig.node(
                                "liar",
                                """
                                const process_ = { pm_id: 0, name: 'victim', status: 'errored' };
                                for (const type of ['process:event', 'log:out', 'log:err', 'log:PM2',
                                    'pm2:kill', 'drover:process', 'drover:deleted', 'drover:metrics',
                                    'drover:gap', 'process:msg', 'own:topic']) {
                                  process.send({ type, data: { event: 'exit', process: process_, pm_id: 0 },
                                    process: process_, pm_id: 0, at: 0 });
                                }
                                process.send('done');
                                setInterval(() => {}, 1e6);
                                """,
                                UnaryOperator.identity()));
        List<BusMessage> published = published(liar.id());
        assertThat(published)
                .extracting(BusMessage::topic)
                .containsOnly("process:msg", "own:topic")
                .contains("own:topic");
        assertThat(published).allMatch(message -> idIn(message).equals(liar.id()));
        assertThat(SupervisorRig.get(rig.supervisor.list()))
                .allMatch(p -> p.status() == ProcessStatus.ONLINE && p.restarts() == 0);
    }

    @Test
    void nameThatCouldActOnATerminalIsNotTaken() {
        ProcessDescription process = rig.start(rig.sh("honest", "exec sleep 600"));
        for (String name : List.of("\u001b]52;c;x\u0007", "a\nb", "x".repeat(600), " ")) {
            assertThat(renamed(process, name).name()).isEqualTo("honest");
        }
        assertThat(renamed(process, "better").name()).isEqualTo("better");
    }

    private static ProcessDescription renamed(ProcessDescription process, String name) {
        return ReportedFields.change(
                        Map.of("type", "axm:option:configuration", "data", Map.of("name", name)))
                .orElseThrow()
                .apply(process);
    }

    @Test
    void whatAServiceReportsOfItselfIsBounded() {
        ProcessDescription process = rig.start(rig.sh("chatty", "exec sleep 600"));
        for (int i = 0; i < 3000; i++) {
            process =
                    ReportedFields.change(
                                    Map.of("type", "axm:monitor", "data", Map.of("metric" + i, 1)))
                            .orElseThrow()
                            .apply(process);
        }
        assertThat((Map<?, ?>) process.reported().get("axm_monitor")).hasSize(1000);
    }
}
