package dev.drover.protocol.pm2;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.drover.domain.Home;
import dev.drover.domain.ProcessDescription;
import dev.drover.protocol.Json;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

class MonitorDataTest {

    private static final String ENTRY =
            """
            {"pid":%PID,"name":"tick","pm2_env":{"name":"tick","pm_id":%ID,"exec_mode":"fork_mode",
             "status":"online","node_args":[],"env":{"PATH":"/bin"},"PATH":"/bin","args":["a"],
             "pm_exec_path":"/apps/tick.js","restart_time":2,"unstable_restarts":1,
             "pm_uptime":1795208454520,"created_at":1795208454520,"exit_code":3,"unique_id":"u1",
             "axm_actions":[],"axm_monitor":{"Heap":{"value":"1"}},"watch":false,"autorestart":true,
             "drover:info":{"lastExit":{"kind":"exited","code":3},"statusReason":"why",
              "startCause":{"kind":"restored"},"endCause":{"kind":"ownExit"},
              "nextRestartAt":1795208454520,"ipc":true,"instance":0}},
             "pm_id":%ID,"monit":{"memory":21422080,"cpu":0.3}}\
            """;

    private static ProcessDescription process(String text) throws Exception {
        byte[] json = text.replace("%PID", "42").replace("%ID", "7").getBytes(UTF_8);
        return ListEntry.decode(Json.parse(json), new Home(Path.of("/home/u/.pm2")));
    }

    private static String inFull(List<ProcessDescription> list) {
        return text(list.stream().map(ListEntry::encode).toList());
    }

    private static String text(Object value) {
        return new String(Json.write(value), UTF_8);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"name\":\"tick\"|\"name\":\"tock\"",
                "%PID|43",
                "\"status\":\"online\"|\"status\":\"stopped\"",
                "\"PATH\":\"/bin\"|\"PATH\":\"/usr/bin\"",
                "\"args\":[\"a\"]|\"args\":[\"b\"]",
                "\"restart_time\":2|\"restart_time\":3",
                "\"unstable_restarts\":1|\"unstable_restarts\":2",
                "\"pm_uptime\":1795208454520|\"pm_uptime\":1795208454521",
                "\"created_at\":1795208454520|\"created_at\":null",
                "\"unique_id\":\"u1\"|\"unique_id\":\"u2\"",
                "\"axm_actions\":[]|\"axm_actions\":[{\"action_name\":\"gc\"}]",
                "\"value\":\"1\"|\"value\":\"2\"",
                "\"watch\":false|\"watch\":true",
                "\"autorestart\":true|\"autorestart\":false",
                "\"code\":3|\"code\":4",
                "\"statusReason\":\"why\"|\"statusReason\":\"because\"",
                "\"kind\":\"restored\"|\"kind\":\"shutdown\"",
                "\"kind\":\"ownExit\"|\"kind\":\"shutdown\"",
                "\"nextRestartAt\":1795208454520|\"nextRestartAt\":1795208454529",
                "\"ipc\":true|\"ipc\":false",
                "\"instance\":0|\"instance\":1",
                "\"memory\":21422080|\"memory\":21422081",
                "\"cpu\":0.3|\"cpu\":100"
            })
    void changeOfOneFieldIsInTheNextList(String change) throws Exception {
        String[] parts = change.split("\\|");
        List<ProcessDescription> before = List.of(process(ENTRY));
        List<ProcessDescription> after = List.of(process(ENTRY.replace(parts[0], parts[1])));
        assertThat(inFull(after)).isNotEqualTo(inFull(before));
        MonitorData data = new MonitorData(Redaction.NONE);
        for (List<ProcessDescription> list : List.of(before, after, before, before, after)) {
            assertThat(text(data.of(list))).isEqualTo(inFull(list));
        }
    }

    @Test
    void entriesThatComeAndGoAreInTheListAsTheyAre() throws Exception {
        List<ProcessDescription> all = new ArrayList<>();
        for (int id = 0; id < 5; id++) {
            all.add(process(ENTRY.replace("%ID", String.valueOf(id))));
        }
        MonitorData data = new MonitorData(Redaction.NONE);
        for (List<ProcessDescription> list :
                List.of(all, all.subList(1, 3), List.<ProcessDescription>of(), all)) {
            assertThat(text(data.of(list))).isEqualTo(inFull(list));
        }
    }

    @Test
    void anotherEntryThatGotTheSameIdIsNotTakenForTheOneBefore() throws Exception {
        MonitorData data = new MonitorData(Redaction.NONE);
        assertThat(text(data.of(List.of(process(ENTRY))))).contains("tick");
        String other = ENTRY.replace("tick", "other");
        assertThat(text(data.of(List.of(process(other))))).doesNotContain("tick");
    }
}
