package dev.drover.ui.action;

import dev.drover.domain.ProcessDescription;
import dev.drover.ui.common.NaturalOrder;
import dev.drover.ui.common.Prompts;
import dev.drover.ui.common.ShortName;

import java.util.List;
import java.util.stream.Collectors;

/** The question before what cannot be taken back, or hurts: of many it says which. */
final class Confirmation {

    /** Names that are read before a question is answered. */
    private static final int MOST_NAMES = 8;

    private Confirmation() {}

    static Prompts.Question of(ProcessAction action, List<ProcessDescription> targets) {
        boolean one = targets.size() == 1;
        String what =
                one
                        ? ShortName.of(targets.getFirst().name())
                        : text("processes").formatted(targets.size());
        String detail = text(action.name() + ".detail");
        return new Prompts.Question(
                text(action.name() + ".title").formatted(what),
                one ? detail : names(targets) + "\n\n" + detail,
                text(action.name() + ".verb").formatted(what),
                true);
    }

    /** In the order of names; instances of one name are told once, with their number. */
    private static String names(List<ProcessDescription> targets) {
        List<String> names =
                targets.stream()
                        .sorted(NaturalOrder.OF_PROCESSES)
                        .map(process -> ShortName.of(process.name()))
                        .toList();
        List<String> different = names.stream().distinct().toList();
        // One more than are told would take as much room as the words that it is one more.
        int told = different.size() > MOST_NAMES + 1 ? MOST_NAMES : different.size();
        String list =
                different.stream()
                        .limit(told)
                        .map(name -> counted(name, names))
                        .collect(Collectors.joining(", "));
        long left = names.stream().filter(name -> different.indexOf(name) >= told).count();
        return left == 0 ? list + "." : text("confirm.more").formatted(list, left);
    }

    private static String counted(String name, List<String> names) {
        long count = names.stream().filter(name::equals).count();
        return count == 1 ? name : name + " ×" + count;
    }

    private static String text(String key) {
        return Command.TEXTS.getString(key);
    }
}
