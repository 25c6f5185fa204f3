package dev.drover.daemon;

import dev.drover.domain.ProcessDescription;
import dev.drover.domain.ProcessStatus;
import dev.drover.domain.Signal;
import dev.drover.protocol.pm2.Arguments;
import dev.drover.protocol.pm2.InvalidOptionException;
import dev.drover.protocol.pm2.ListEntry;
import dev.drover.protocol.pm2.Replies;
import dev.drover.protocol.pm2.ReportedFields;
import dev.drover.supervisor.Supervisor;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** The methods that talk to a process: lines, messages, actions and signals. */
final class MessageMethods {

    private static final String BAD_SIGNAL = "Error when sending signal (signal unknown)";

    /** As for kill(2): asks whether there is a process to signal. */
    private static final String NO_SIGNAL = "0";

    private static final String BAD_SIGNAL_FOR_NAME = "Unknown signal: ";

    private final Supervisor supervisor;

    private MessageMethods(Supervisor supervisor) {
        this.supervisor = supervisor;
    }

    static void addTo(MethodTable table, Supervisor supervisor) {
        new MessageMethods(supervisor).addTo(table);
    }

    private void addTo(MethodTable table) {
        RpcMethod.Refusals angles =
                (kind, id) ->
                        switch (kind) {
                            case UNKNOWN_PROCESS ->
                                    Optional.of("Process with ID <" + id + "> unknown.");
                            case NOT_RUNNING ->
                                    Optional.of("Process with ID <" + id + "> offline.");
                            default -> Optional.empty();
                        };
        table.add(
                "sendLineToStdin",
                "packet",
                angles,
                call -> {
                    Arguments.Line line = call.arguments().line();
                    return supervisor.sendLine(line.id(), line.line()).thenApply(_ -> line.echo());
                });
        table.add(
                "sendDataToProcessId",
                "packet",
                angles,
                call -> {
                    Arguments.Packet packet = call.arguments().packet();
                    return supervisor
                            .send(packet.id(), packet.packet())
                            .thenApply(_ -> Replies.sent(packet.packet()));
                });
        table.add("msgProcess", "cmd", MethodTable.unknown("%s id unknown"), this::trigger);
        RpcMethod.Refusals signals =
                (kind, id) ->
                        switch (kind) {
                            case UNKNOWN_PROCESS -> Optional.of(id + " id unknown");
                            case NOT_RUNNING -> Optional.of(BAD_SIGNAL);
                            default -> Optional.empty();
                        };
        table.add(
                "sendSignalToProcessId",
                "opts",
                signals,
                call -> signalById(call.arguments().signalById()));
        table.add("sendSignalToProcessName", "opts", signals, this::signalByName);
        table.add(
                "notifyByProcessId",
                "opts",
                MethodTable.unknown("process id doesnt exists"),
                call -> {
                    Arguments.Notification note = call.arguments().notification();
                    return supervisor
                            .announce(note.id(), note.action())
                            .thenApply(_ -> RpcMethod.NO_VALUE);
                });
    }

    /**
     * The client counts the replies of the processes only after it has read how many to expect: so
     * the action is sent when the answer has been written.
     */
    private CompletableFuture<?> trigger(RpcMethod.Call call) {
        Arguments.Trigger trigger = call.arguments().trigger();
        if (trigger.id().isEmpty()) {
            String name = trigger.name().orElseThrow();
            return supervisor
                    .list()
                    .thenApply(
                            list ->
                                    triggerAll(
                                            list.stream()
                                                    .filter(p -> isNamedOrIn(p, name))
                                                    .filter(ProcessDescription::ipc)
                                                    .filter(p -> has(p, trigger.action()))
                                                    .toList(),
                                            trigger));
        }
        return supervisor
                .describe(trigger.id().get())
                .thenCompose(
                        process -> {
                            if (!has(process, trigger.action())) {
                                return MethodTable.refused(
                                        "Action doesn't exist %s for %s"
                                                .formatted(trigger.action(), process.name()));
                            }
                            if (process.status() != ProcessStatus.ONLINE || !process.ipc()) {
                                return MethodTable.refused(process.id() + " : id offline");
                            }
                            return MethodTable.done(triggerAll(List.of(process), trigger));
                        });
    }

    /** For these methods PM2's clients leave it to the supervisor to know what "all" is. */
    private static boolean isNamed(ProcessDescription process, String name) {
        return name.equals("all") || process.name().equals(name);
    }

    private static boolean isNamedOrIn(ProcessDescription process, String name) {
        return isNamed(process, name) || process.spec().namespace().equals(name);
    }

    private static boolean has(ProcessDescription process, String action) {
        return ReportedFields.hasAction(process, action);
    }

    private RpcMethod.Afterwards triggerAll(
            List<ProcessDescription> processes, Arguments.Trigger trigger) {
        return new RpcMethod.Afterwards(
                Replies.triggered(processes.size()),
                () -> processes.forEach(p -> send(p, trigger.message())));
    }

    private void send(ProcessDescription process, @Nullable Object message) {
        supervisor
                .send(process.id(), message)
                .exceptionally(
                        failure -> {
                            supervisor.log(
                                    "The action did not reach %s: %s"
                                            .formatted(process.name(), failure.getMessage()));
                            return process;
                        });
    }

    private CompletableFuture<?> signalById(Arguments.SignalRequest request) {
        int id = request.id().orElseThrow();
        CompletableFuture<?> sent =
                request.signal().equals(NO_SIGNAL)
                        ? requireRunning(id)
                        : supervisor.signal(id, signal(request.signal(), BAD_SIGNAL));
        return sent.thenCompose(this::wholeList);
    }

    private CompletableFuture<?> signalByName(RpcMethod.Call call) {
        Arguments.SignalRequest request = call.arguments().signalByName();
        return supervisor
                .list()
                .thenCompose(
                        list -> {
                            if (list.stream().noneMatch(p -> isNamed(p, request.name()))) {
                                return MethodTable.refused("Unknown process name");
                            }
                            if (request.signal().equals(NO_SIGNAL)) {
                                return wholeList(list);
                            }
                            String refusal = BAD_SIGNAL_FOR_NAME + request.signal();
                            Signal signal = signal(request.signal(), refusal);
                            return MethodTable.forEach(
                                            list,
                                            p -> isNamed(p, request.name()) && p.status().isAlive(),
                                            p -> supervisor.signal(p.id(), signal))
                                    .thenCompose(this::wholeList);
                        });
    }

    private CompletableFuture<?> requireRunning(int id) {
        return supervisor
                .describe(id)
                .thenCompose(
                        process ->
                                process.pid().isPresent()
                                        ? CompletableFuture.completedFuture(process)
                                        : MethodTable.refused(BAD_SIGNAL));
    }

    private CompletableFuture<List<Object>> wholeList(Object ignored) {
        return supervisor.list().thenApply(ListEntry::withoutMonit);
    }

    private static Signal signal(String text, String refusal) {
        Optional<Signal> signal =
                text.matches("[0-9]{1,2}")
                        ? Optional.of(Signal.ofNumber(Integer.parseInt(text)))
                        : Signal.find(text);
        return signal.filter(s -> s.number() > 0)
                .orElseThrow(() -> new InvalidOptionException(refusal));
    }
}
