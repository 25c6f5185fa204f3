package dev.drover.export;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A cron schedule as systemd's {@code OnCalendar=} says it; see systemd.time(7). */
final class CronCalendar {

    private static final List<String> DAYS =
            List.of("Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun");
    private static final List<String> MONTHS =
            List.of(
                    "JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV",
                    "DEC");

    private static final String NUMBER = "\\d{1,2}";
    private static final Pattern PART =
            Pattern.compile("(\\*|" + NUMBER + ")(?:-(" + NUMBER + "))?(?:/(" + NUMBER + "))?");

    private CronCalendar() {}

    /** Empty when systemd has no words for it: a day of the month or of the week, for one. */
    static Optional<String> of(String cron) {
        List<String> fields = Arrays.asList(cron.strip().split("\\s+"));
        if (fields.size() < 5 || fields.size() > 6) {
            return Optional.empty();
        }
        String second = fields.size() == 6 ? fields.getFirst() : "0";
        List<String> rest = fields.subList(fields.size() - 5, fields.size());
        boolean bothDays = !rest.get(2).startsWith("*") && !rest.get(4).startsWith("*");
        Optional<String> days = weekdays(rest.get(4));
        Optional<String> months = months(rest.get(3));
        if (bothDays || days.isEmpty() || months.isEmpty()) {
            return Optional.empty();
        }
        List<Optional<String>> numbers =
                List.of(
                        field(rest.get(2), "1"),
                        field(rest.get(1), "0"),
                        field(rest.get(0), "0"),
                        field(second, "0"));
        if (numbers.stream().anyMatch(Optional::isEmpty)) {
            return Optional.empty();
        }
        List<String> said = numbers.stream().map(Optional::orElseThrow).toList();
        return Optional.of(
                "%s*-%s-%s %s:%s:%s"
                        .formatted(
                                days.get(),
                                months.get(),
                                said.get(0),
                                said.get(1),
                                said.get(2),
                                said.get(3)));
    }

    private static Optional<String> field(String field, String least) {
        return parts(field, part -> number(part, least));
    }

    private static String number(Matcher part, String least) {
        String from = part.group(1);
        String to = part.group(2);
        String step = part.group(3);
        if (from.equals("*")) {
            return step == null ? "*" : least + "/" + step;
        }
        return from + (to == null ? "" : ".." + to) + (step == null ? "" : "/" + step);
    }

    private static Optional<String> months(String field) {
        String numbers = field.toUpperCase(Locale.ROOT);
        for (String month : MONTHS) {
            numbers = numbers.replace(month, Integer.toString(MONTHS.indexOf(month) + 1));
        }
        return field(numbers, "1");
    }

    private static Optional<String> weekdays(String field) {
        if (field.equals("*")) {
            return Optional.of("");
        }
        String numbers = field.toUpperCase(Locale.ROOT);
        for (String day : DAYS.subList(0, 7)) {
            numbers = numbers.replace(day.toUpperCase(Locale.ROOT), "" + DAYS.indexOf(day));
        }
        if (numbers.contains("/") || numbers.contains("*")) {
            return Optional.empty();
        }
        return parts(numbers, CronCalendar::days).map(days -> days + " ");
    }

    private static String days(Matcher part) {
        int from = Integer.parseInt(part.group(1));
        int to = part.group(2) == null ? from : Integer.parseInt(part.group(2));
        if (from > to || to > 7) {
            return "";
        }
        // Sunday is systemd's last day, and cron's first as well.
        return DAYS.subList(from, to + 1).stream().distinct().collect(Collectors.joining(","));
    }

    private static Optional<String> parts(
            String field, java.util.function.Function<Matcher, String> say) {
        UnaryOperator<String> one =
                part -> {
                    Matcher matcher = PART.matcher(part);
                    return matcher.matches() ? say.apply(matcher) : "";
                };
        List<String> said = Arrays.stream(field.split(",", -1)).map(one).toList();
        return said.contains("") ? Optional.empty() : Optional.of(String.join(",", said));
    }
}
