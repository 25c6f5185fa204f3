package dev.drover.export;

import java.util.List;

/**
 * Something that did not carry over, or not as it was.
 *
 * @param service its name
 * @param kind what it is
 * @param arguments what the sentence about it names, in order
 */
public record ExportNote(String service, Kind kind, List<String> arguments) {

    public ExportNote {
        arguments = List.copyOf(arguments);
    }

    /** What may be told, each with the arguments it has. */
    public enum Kind {
        /** Names of the variables, file to fill in. */
        SECRETS_LEFT_OUT,
        /** Names of the variables, file that holds them. */
        SECRETS_WRITTEN,
        /** How many variables. */
        SESSION_VARIABLES,
        /** Name of the variable. */
        VARIABLE_NAME,
        /** The option or variable that holds characters the format cannot. */
        CHARACTERS,
        /** The image that was guessed. */
        IMAGE_GUESSED,
        /** The image that has to be built, the folder that belongs into it. */
        IMAGE_TO_BUILD,
        /** The program that the image must have. */
        PROGRAM_IN_IMAGE,
        /** How many restarts. */
        RESTART_LIMIT,
        /** How many restarts, within how many seconds. */
        RESTART_LIMIT_BY_TIME,
        /** Milliseconds. */
        RESTART_DELAY,
        /** Milliseconds of the first wait. */
        BACKOFF,
        /** The codes. */
        STOP_EXIT_CODES,
        /** Megabytes. */
        MEMORY_KILLS,
        /** Megabytes. */
        MEMORY,
        /** Name of the signal. */
        STOP_SIGNAL,
        /** Milliseconds wanted, seconds written. */
        ROUNDED_TIMEOUT,
        /** Nothing. */
        ONLY_FIRST_PROCESS,
        /** Nothing. */
        SHUTDOWN_MESSAGE,
        /** Nothing. */
        WAIT_READY,
        /** The schedule. */
        CRON,
        /** Nothing. */
        WATCH,
        /** How many workers. */
        CLUSTER,
        /** The variable. */
        INSTANCE_VARIABLE,
        /** The variable. */
        INCREMENT_VARIABLE,
        /** The user or group. */
        USER,
        /** Nothing. */
        LOG_FILES,
        /** The file. */
        LOG_COMBINED,
        /** Nothing. */
        LOG_FORMAT,
        /** Nothing. */
        AUTOSTART
    }
}
