package dev.drover.client;

import dev.drover.domain.ProcessDescription;

import java.util.List;

/** Finds the entries that a target means, as PM2's client does. */
final class Targets {

    private Targets() {}

    /**
     * @throws NoSuchProcessException when nothing matches; {@code All} always matches
     */
    static List<ProcessDescription> find(Target target, List<ProcessDescription> list) {
        List<ProcessDescription> found =
                switch (target) {
                    case Target.All _ -> list;
                    case Target.Id(int id) -> list.stream().filter(p -> p.id() == id).toList();
                    case Target.Name(String name) -> byName(name, list);
                };
        if (found.isEmpty() && !(target instanceof Target.All)) {
            throw new NoSuchProcessException(
                    switch (target) {
                        case Target.Id(int id) -> "There is no process with id " + id + ".";
                        case Target.Name(String name) ->
                                "There is no process or namespace named \"" + name + "\".";
                        case Target.All _ -> "There is no process.";
                    });
        }
        return found;
    }

    private static List<ProcessDescription> byName(String name, List<ProcessDescription> list) {
        List<ProcessDescription> named = list.stream().filter(p -> p.name().equals(name)).toList();
        return named.isEmpty()
                ? list.stream().filter(p -> p.namespace().equals(name)).toList()
                : named;
    }
}
