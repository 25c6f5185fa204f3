package dev.drover.ui.messages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.domain.ProcessDescription;
import dev.drover.domain.ProcessEvent;
import dev.drover.ui.snapshot.Processes;

import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

class MessageLogTest {

    private final ProcessDescription api = Processes.online(0, "api", true);
    private final AtomicInteger changes = new AtomicInteger();
    private final MessageLog log = new MessageLog(changes::incrementAndGet);

    private void receive(Object message) {
        log.accept(new ProcessEvent.MessageReceived(api, message, Instant.EPOCH));
    }

    @Test
    void bothDirectionsAreKeptInOrder() {
        log.accept(
                new ProcessEvent.MessageSent(
                        api,
                        Map.of("type", "process:msg", "topic", "greet", "data", 1),
                        Instant.EPOCH));
        receive("ready");

        List<IpcMessage> kept = log.since(0).fresh();
        assertThat(kept).extracting(IpcMessage::sent).containsExactly(true, false);
        assertThat(kept).extracting(IpcMessage::subject).containsExactly("greet", "");
        assertThat(kept).extracting(IpcMessage::preview).containsExactly("1", "\"ready\"");
        assertThat(changes).hasValue(2);
    }

    @Test
    void otherEventsAreIgnored() {
        log.accept(new ProcessEvent.ProcessOnline(api, Instant.EPOCH));
        assertThat(log.since(0).fresh()).isEmpty();
        assertThat(changes).hasValue(0);
    }

    @Test
    void theOldestAreLetGoAndCounted() {
        for (int i = 0; i < MessageLog.MAX_MESSAGES + 7; i++) {
            receive(i);
        }
        MessageLog.News news = log.since(0);
        assertThat(news.fresh()).hasSize(MessageLog.MAX_MESSAGES);
        assertThat(news.letGo()).isEqualTo(7);
        assertThat(news.oldest()).isEqualTo(8);
        assertThat(log.since(news.fresh().getLast().number()).fresh()).isEmpty();
    }

    @Test
    void largeMessagesAreBoundedInSum() {
        String large = "x".repeat(4 << 20);
        for (int i = 0; i < 6; i++) {
            receive(large);
        }
        assertThat(log.since(0).fresh()).hasSize(3);
        assertThat(log.since(0).letGo()).isEqualTo(3);
    }

    @Test
    void whatTheSupervisorDroppedIsCounted() {
        log.accept(new ProcessEvent.EventsMissed(40, 4000, Instant.EPOCH));
        assertThat(log.since(0).missed()).isEqualTo(40);
    }

    @Test
    void theOneBeforeHasTheSameSubject() {
        receive(Map.of("type", "price", "data", 1));
        receive(Map.of("type", "order", "data", 2));
        receive(Map.of("type", "price", "data", 3));
        List<IpcMessage> kept = log.since(0).fresh();
        assertThat(log.before(kept.get(2))).contains(kept.get(0));
        assertThat(log.before(kept.get(1))).isEmpty();
    }

    @Test
    void afterAClearOnlyNewOnesAreThere() {
        receive(1);
        log.clear();
        receive(2);
        assertThat(log.since(0).fresh()).extracting(IpcMessage::text).containsExactly("2");
    }
}
