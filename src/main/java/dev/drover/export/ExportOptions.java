package dev.drover.export;

import java.util.Map;
import java.util.function.Predicate;

/**
 * What is written of the environments.
 *
 * @param secrets whether the values of secrets are written; in a file of their own in any case
 * @param secretName which variables hold secrets, by name
 * @param hiddenValue which values are not the true ones, because the supervisor tells them nobody
 * @param inherited the user's own environment: a variable that a service has from it with the same
 *     value is not written
 */
public record ExportOptions(
        boolean secrets,
        Predicate<String> secretName,
        Predicate<String> hiddenValue,
        Map<String, String> inherited) {

    public ExportOptions {
        inherited = Map.copyOf(inherited);
    }
}
