package dev.drover.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drover.daemon.RawClient;
import dev.drover.domain.CustomAction;
import dev.drover.domain.ProcessDescription;
import dev.drover.domain.ProcessEvent;
import dev.drover.domain.ProcessSpec;
import dev.drover.domain.Signal;
import dev.drover.domain.SignalActions;
import dev.drover.domain.SignalActions.Effect;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** What clients see of the talk with a service: messages, actions, signals. Real Node children. */
@Timeout(value = 180, unit = TimeUnit.SECONDS)
class ProcessTalkTest extends OwnDaemon {

    private static final String ACTIONS =
            """
            const offer = (name, arity, opts) => process.send({type: 'axm:action',
              data: {action_name: name, action_type: 'custom', arity, opts}});
            offer('hello', 1);
            offer('level', 2, {comment: 'sets the level'});
            process.on('message', m => {
              const name = typeof m === 'string' ? m : m.msg;
              if (name) process.send({type: 'axm:reply',
                data: {action_name: name, return: {got: m.opts || null}}});
            });
            process.send('ready');
            """;

    private final BlockingQueue<ProcessEvent> events = new LinkedBlockingQueue<>();

    @BeforeEach
    void listen() throws Exception {
        manager.launchBus().get().onEvent(events::add);
    }

    private ProcessDescription startNode(String program) throws Exception {
        Path script = home.root().resolveSibling("service.js");
        Files.writeString(script, program + "\nsetInterval(() => {}, 1000);\n");
        ProcessSpec spec =
                ProcessSpec.builder(home.root(), "service", script)
                        .interpreter("node")
                        .env(Map.of("PATH", System.getenv("PATH")))
                        .build();
        ProcessDescription process = manager.start(spec).get().getFirst();
        await(ProcessEvent.MessageReceived.class, received -> "ready".equals(received.message()));
        return process;
    }

    private <T extends ProcessEvent> T await(Class<T> type, Predicate<T> fits) throws Exception {
        while (true) {
            ProcessEvent event = events.take();
            if (type.isInstance(event) && fits.test(type.cast(event))) {
                return type.cast(event);
            }
        }
    }

    @Test
    void whatAnotherClientSendsIsToldOnTheBus() throws Exception {
        int id =
                startNode("process.on('message', m => process.send(m)); process.send('ready');")
                        .id();
        try (ProcessManager other = ProcessManagers.connect(home, "another").get()) {
            other.sendDataToProcessId(id, "process:msg", "greet", Map.of("n", 1)).get();
        }

        ProcessEvent.MessageSent sent = await(ProcessEvent.MessageSent.class, _ -> true);
        assertThat(sent.process().name()).isEqualTo("service");
        assertThat(sent.message())
                .isEqualTo(
                        Map.of(
                                "id",
                                id,
                                "type",
                                "process:msg",
                                "topic",
                                "greet",
                                "data",
                                Map.of("n", 1)));
        ProcessEvent.MessageReceived echo = await(ProcessEvent.MessageReceived.class, _ -> true);
        assertThat(echo.message()).isEqualTo(sent.message());
        assertThat(echo.at()).isAfterOrEqualTo(sent.at().minusMillis(1));
    }

    @Test
    void clientsOfPm2AmongThemselvesAreNotToldEachMessageTwice() throws Exception {
        int id =
                startNode("process.on('message', m => process.send(m)); process.send('ready');")
                        .id();
        manager.close();
        try (RawClient rpc = new RawClient(home.rpcSocket());
                RawClient bus = new RawClient(home.pubSocket())) {
            // The end of the connection of a client of ours is seen some time after it.
            while (isToldTwice(id, rpc, bus)) {
                Thread.onSpinWait();
            }
            assertThat(isToldTwice(id, rpc, bus)).isFalse();
        }
    }

    private static boolean isToldTwice(int id, RawClient rpc, RawClient bus) throws Exception {
        Map<String, Object> packet =
                Map.of("id", id, "type", "process:msg", "topic", "t", "data", Map.of("n", 1));
        rpc.call("sendDataToProcessId", List.of(packet));
        boolean twice = false;
        while (true) {
            String event =
                    new String(
                            bus.next().orElseThrow().arguments().getFirst(),
                            StandardCharsets.UTF_8);
            twice |= event.contains("drover:sent");
            if (event.contains("process:msg")) {
                return twice;
            }
        }
    }

    @Test
    void aMessageThatDoesNotReachTheServiceIsNotTold() throws Exception {
        int id = startNode("process.send('ready', () => process.disconnect());").id();
        await(ProcessEvent.ProcessChanged.class, changed -> !changed.process().ipc());
        assertThatThrownBy(() -> manager.sendMessage(id, "lost").get())
                .cause()
                .hasMessageContaining("no open message channel");
        manager.stop(Target.id(id)).get();
        assertThat(events).noneMatch(ProcessEvent.MessageSent.class::isInstance);
    }

    @Test
    void announcedActionsAreRunAndTheirReplyComesOverTheBus() throws Exception {
        int id = startNode(ACTIONS).id();
        ProcessDescription process = manager.describe(Target.id(id)).get().getFirst();
        assertThat(CustomActions.of(process))
                .containsExactly(
                        new CustomAction("hello", false, Optional.empty()),
                        new CustomAction("level", true, Optional.of("sets the level")));

        manager.trigger(id, "hello", Optional.empty()).get();
        assertThat(reply()).isEqualTo("{action_name=hello, return={got=null}}");
        manager.trigger(id, "level", Optional.of("debug")).get();
        assertThat(reply()).isEqualTo("{action_name=level, return={got=debug}}");
    }

    private String reply() throws Exception {
        ProcessEvent.MessageReceived reply =
                await(
                        ProcessEvent.MessageReceived.class,
                        received ->
                                received.message() instanceof Map<?, ?> map
                                        && "axm:reply".equals(map.get("type")));
        return String.valueOf(((Map<?, ?>) reply.message()).get("data"));
    }

    @Test
    void anActionThatWasNotAnnouncedIsRefused() throws Exception {
        int id = startNode(ACTIONS).id();
        assertThatThrownBy(() -> manager.trigger(id, "nope", Optional.empty()).get())
                .cause()
                .hasMessage("Action doesn't exist nope for service");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void whatAServiceDoesWithSignalsIsRead() throws Exception {
        int id = startNode("process.on('SIGHUP', () => {}); process.send('ready');").id();
        SignalActions actions = manager.signalActions(id).get();

        assertThat(actions.effect(Signal.SIGHUP)).isEqualTo(Effect.HANDLED);
        assertThat(actions.effect(signal("SIGPIPE"))).isEqualTo(Effect.IGNORED);
        assertThat(actions.effect(signal("SIGALRM"))).isEqualTo(Effect.ENDS);
        assertThat(actions.effect(Signal.SIGQUIT)).isEqualTo(Effect.ENDS_WITH_CORE);
        assertThat(actions.effect(Signal.SIGKILL)).isEqualTo(Effect.ENDS);
        assertThat(actions.effect(Signal.SIGSTOP)).isEqualTo(Effect.PAUSES);
        assertThat(actions.effect(Signal.SIGCONT)).isEqualTo(Effect.CONTINUES);
        assertThat(actions.waits(Signal.SIGHUP)).isFalse();
    }

    @Test
    void signalsOfWhatDoesNotRunAreNotKnown() throws Exception {
        int id = startNode("process.send('ready');").id();
        manager.stop(Target.id(id)).get();
        assertThatThrownBy(() -> manager.signalActions(id).get())
                .cause()
                .hasMessageContaining("service does not run");
        assertThatThrownBy(() -> manager.signalActions(99).get())
                .cause()
                .hasMessage("99 id unknown");
    }

    private static Signal signal(String name) {
        return Signal.find(name).orElseThrow();
    }
}
