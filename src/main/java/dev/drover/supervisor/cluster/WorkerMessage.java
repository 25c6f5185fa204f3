package dev.drover.supervisor.cluster;

import java.util.Map;
import java.util.Optional;

/** What a worker says to its primary. */
sealed interface WorkerMessage {

    /** It runs: the first message of each worker. */
    record Online() implements WorkerMessage {}

    /** It wants to listen and waits for the answer to {@code seq}. */
    record QueryServer(ListenRequest request, long seq) implements WorkerMessage {}

    /** It listens; the port is the real one. */
    record Listening(ListenRequest request) implements WorkerMessage {}

    /** It listens no more. */
    record Close(String key) implements WorkerMessage {}

    /** It is about to disconnect by its own wish and waits for the answer to {@code seq}. */
    record Leaving(long seq) implements WorkerMessage {}

    /** The answer to a connection that it was given. */
    record Answer(long ack, boolean accepted) implements WorkerMessage {}

    /** Empty for what is no message of the protocol, or not a whole one. */
    static Optional<WorkerMessage> of(Object message) {
        if (!(message instanceof Map<?, ?> map) || !"NODE_CLUSTER".equals(map.get("cmd"))) {
            return Optional.empty();
        }
        long seq = map.get("seq") instanceof Number number ? number.longValue() : -1;
        String act = map.get("act") instanceof String word ? word : "";
        return switch (act) {
            case "online" -> Optional.of(new Online());
            case "queryServer" -> ListenRequest.of(map).map(r -> new QueryServer(r, seq));
            case "listening" -> ListenRequest.of(map).map(Listening::new);
            case "close" ->
                    map.get("key") instanceof String key
                            ? Optional.of(new Close(key))
                            : Optional.empty();
            case "exitedAfterDisconnect" -> Optional.of(new Leaving(seq));
            case "" ->
                    map.get("ack") instanceof Number ack
                            ? Optional.of(
                                    new Answer(
                                            ack.longValue(),
                                            Boolean.TRUE.equals(map.get("accepted"))))
                            : Optional.empty();
            default -> Optional.empty();
        };
    }
}
