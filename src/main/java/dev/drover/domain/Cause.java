package dev.drover.domain;

import java.util.OptionalInt;
import java.util.OptionalLong;

/** Why a run began, or why it ended. */
public sealed interface Cause {

    /**
     * Somebody asked; {@code client} says who in a few words ("the window", "pm2 client, pid 812").
     */
    record ByUser(String client) implements Cause {}

    /** The process ended by itself and the restart policy brings it back. */
    record Crash(ExitStatus status) implements Cause {}

    /** It used more memory than its limit; both in bytes. */
    record MemoryLimit(long used, long limit) implements Cause {}

    /** A file that it is watched for changed. */
    record FileChanged(String path) implements Cause {}

    /** The time of its schedule has come. */
    record Cron(String pattern) implements Cause {}

    /** It ran when the machine, or the supervisor before this one, came to its end. */
    record Restored() implements Cause {}

    /**
     * It ran already when this supervisor came, and the one before did not live to note why it had
     * begun.
     */
    record Adopted() implements Cause {}

    /** The process ended by itself. */
    record OwnExit() implements Cause {}

    /**
     * The process ended by itself because another one has the port that it wanted.
     *
     * @param holder says who in a few words ("pid 4711 (node server.js)")
     * @param pid of the holder; empty when nobody had it any more, or it cannot be seen
     * @param service id of the entry whose present run has it; empty when it is no service of this
     *     supervisor, or one that was left behind
     */
    record PortTaken(int port, String holder, OptionalLong pid, OptionalInt service)
            implements Cause {

        /** Of a holder of which nothing more is known. */
        public PortTaken(int port, String holder) {
            this(port, holder, OptionalLong.empty(), OptionalInt.empty());
        }
    }

    /** The supervisor is going down and takes its services with it, as asked. */
    record Shutdown() implements Cause {}

    /** One short sentence for a user. */
    default String sentence() {
        return switch (this) {
            case ByUser(String client) -> "asked by " + client;
            case Crash crash -> "restarted after " + ExitWords.of(crash.status());
            case MemoryLimit(long used, long limit) ->
                    "used %d MB of %d MB allowed".formatted(used >> 20, limit >> 20);
            case FileChanged(String path) -> path + " changed";
            case Cron(String pattern) -> "its schedule " + pattern;
            case Restored _ -> "it ran when the machine or the supervisor went down";
            case Adopted _ -> "taken over from the supervisor before";
            case OwnExit _ -> "ended by itself";
            case PortTaken(int port, String holder, _, _) ->
                    "port %d is taken by %s".formatted(port, holder);
            case Shutdown _ -> "the supervisor was stopped";
        };
    }
}
