package dev.drover.ui.sendmessage;

import dev.drover.domain.ProcessDescription;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Whom a message is for, as the user chose it: who that is in particular, the list says. */
sealed interface Addressee {

    /** An id that nobody has: ids do not outlive a supervisor. */
    int NOBODY = -1;

    /** Who they are now. */
    Receivers among(List<ProcessDescription> processes);

    /** One process. */
    record One(int id, String name) implements Addressee {

        static One of(ProcessDescription process) {
            return new One(process.id(), process.name());
        }

        @Override
        public Receivers among(List<ProcessDescription> processes) {
            return Receivers.all(where(processes, this::is));
        }

        private boolean is(ProcessDescription process) {
            return process.id() == id && process.name().equals(name);
        }

        /** It, or where its id is another's by now the first of its name that is not taken. */
        Optional<ProcessDescription> find(
                List<ProcessDescription> processes, List<ProcessDescription> taken) {
            return processes.stream()
                    .filter(this::is)
                    .findFirst()
                    .or(
                            () ->
                                    processes.stream()
                                            .filter(p -> p.name().equals(name))
                                            .filter(p -> !taken.contains(p))
                                            .findFirst());
        }
    }

    /** All of a name: PM2 takes a name for all of its instances, too. */
    record Instances(String name) implements Addressee {

        @Override
        public Receivers among(List<ProcessDescription> processes) {
            return Receivers.all(where(processes, p -> p.name().equals(name)));
        }
    }

    /** All of a namespace that have a channel. */
    record Namespace(String name) implements Addressee {

        @Override
        public Receivers among(List<ProcessDescription> processes) {
            List<ProcessDescription> all = where(processes, p -> p.namespace().equals(name));
            return new Receivers(
                    where(all, ProcessDescription::ipc), where(all, Predicate.not(Receivers::can)));
        }
    }

    /** Those whose rows were selected. */
    record Chosen(List<One> processes) implements Addressee {

        public Chosen {
            processes = List.copyOf(processes);
        }

        @Override
        public Receivers among(List<ProcessDescription> all) {
            return Receivers.all(where(all, p -> processes.contains(One.of(p))));
        }

        /** The same, by the ids that they have now; who is gone is left out. */
        Chosen found(List<ProcessDescription> all) {
            List<ProcessDescription> found = new ArrayList<>();
            for (One one : processes) {
                one.find(all, found).filter(p -> !found.contains(p)).ifPresent(found::add);
            }
            return new Chosen(found.stream().map(One::of).toList());
        }
    }

    private static List<ProcessDescription> where(
            List<ProcessDescription> processes, Predicate<ProcessDescription> wanted) {
        return processes.stream().filter(wanted).toList();
    }
}
