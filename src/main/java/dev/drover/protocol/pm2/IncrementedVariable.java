package dev.drover.protocol.pm2;

import dev.drover.domain.ProcessDescription;
import dev.drover.domain.ProcessSpec;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Supplier;

/**
 * {@code increment_var} (spec/pm2.md section 6.2): the first instance of a name has the value that
 * was given, each further one a value higher by one than the highest that there is.
 */
public final class IncrementedVariable {

    private IncrementedVariable() {}

    /**
     * The specification of one more instance.
     *
     * @param present gives the entries that there are
     */
    public static ProcessSpec ofNewInstance(
            ProcessSpec spec, Supplier<List<ProcessDescription>> present) {
        if (!(spec.extra().get("increment_var") instanceof String variable)) {
            return spec;
        }
        OptionalLong highest =
                present.get().stream()
                        .filter(process -> process.name().equals(spec.name()))
                        .map(process -> process.spec().env().getOrDefault(variable, ""))
                        .filter(value -> value.matches("-?[0-9]{1,15}"))
                        .mapToLong(Long::parseLong)
                        .max();
        if (highest.isEmpty()) {
            return spec;
        }
        Map<String, String> env = new LinkedHashMap<>(spec.env());
        env.put(variable, String.valueOf(highest.getAsLong() + 1));
        return spec.toBuilder().env(env).build();
    }
}
