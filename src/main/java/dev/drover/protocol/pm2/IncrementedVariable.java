package dev.drover.protocol.pm2;

import dev.drover.domain.ProcessDescription;
import dev.drover.domain.ProcessSpec;

import java.math.BigDecimal;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * {@code increment_var} (spec/pm2.md section 6.2): the first instance of a name has the number that
 * was given, or 0, each further one a number higher by one than the highest that there is. An
 * instance that is brought back keeps the number that it had.
 */
public final class IncrementedVariable {

    private static final Pattern NUMBER = Pattern.compile("[+-]?[0-9]{1,15}(\\.[0-9]{1,15})?");

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
        Set<BigDecimal> taken =
                present.get().stream()
                        .filter(process -> process.name().equals(spec.name()))
                        .flatMap(process -> number(process.spec(), variable).stream())
                        .collect(Collectors.toSet());
        Optional<BigDecimal> own = number(spec, variable).filter(value -> !taken.contains(value));
        BigDecimal value =
                own.orElseGet(
                        () ->
                                taken.stream()
                                        .max(Comparator.naturalOrder())
                                        .map(BigDecimal.ONE::add)
                                        .orElse(BigDecimal.ZERO));
        Map<String, String> env = new LinkedHashMap<>(spec.env());
        env.put(variable, value.toPlainString());
        return spec.toBuilder().env(env).build();
    }

    private static Optional<BigDecimal> number(ProcessSpec spec, String variable) {
        return Optional.of(spec.env().getOrDefault(variable, "").strip())
                .filter(text -> NUMBER.matcher(text).matches())
                .map(text -> new BigDecimal(text).stripTrailingZeros());
    }
}
