package dev.drover.ui.export;

import dev.drover.client.ProcessReport;
import dev.drover.domain.ProcessDescription;
import dev.drover.export.ExportedService;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The definitions behind the rows of the table: instances of one service are one of them.
 *
 * @param service what is exported
 * @param chosen whether it is wanted at first
 */
record Definitions(ExportedService service, boolean chosen) {

    private record Key(String namespace, String name, Path script, List<String> args) {}

    /**
     * Each service once, in the order of the rows.
     *
     * @param chosen ids of the rows that are wanted; all when there are none
     */
    static List<Definitions> of(List<ProcessDescription> processes, Set<Integer> chosen) {
        Map<Key, List<ProcessDescription>> groups = new LinkedHashMap<>();
        for (ProcessDescription process : processes) {
            var spec = process.spec();
            Key key = new Key(spec.namespace(), spec.name(), spec.script(), spec.args());
            groups.computeIfAbsent(key, _ -> new ArrayList<>()).add(process);
        }
        return groups.values().stream()
                .map(
                        group ->
                                new Definitions(
                                        service(group),
                                        chosen.isEmpty()
                                                || group.stream()
                                                        .anyMatch(p -> chosen.contains(p.id()))))
                .toList();
    }

    private static ExportedService service(List<ProcessDescription> group) {
        ProcessDescription first = group.getFirst();
        return new ExportedService(first.spec(), ProcessReport.triggers(first), group.size());
    }

    String name() {
        return service.spec().name();
    }
}
