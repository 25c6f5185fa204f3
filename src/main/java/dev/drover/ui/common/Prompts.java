package dev.drover.ui.common;

import java.util.List;
import java.util.function.Consumer;

/** Questions to the user. They never block: the answer comes to a handler. FX thread only. */
public interface Prompts {

    /**
     * A question.
     *
     * @param title what is about to happen ("Delete 2 processes?")
     * @param detail what is lost and what is kept; may be empty
     * @param verb on the button that does it ("Delete 2 processes")
     * @param dangerous whether the button warns
     */
    record Question(String title, String detail, String verb, boolean dangerous) {}

    /**
     * One of several things to choose from.
     *
     * @param text what it is called
     * @param detail what it does
     * @param chosen whether it is chosen at first
     */
    record Choice(String text, String detail, boolean chosen) {}

    /** Asks, and runs {@code yes} when the user agrees. */
    void confirm(Question question, Runnable yes);

    /**
     * Asks which ones; {@code answer} gets the indexes of the chosen ones, at least one, unless the
     * user cancels.
     */
    void choose(Question question, List<Choice> choices, Consumer<List<Integer>> answer);

    /** Asks which one; {@code answer} gets its index, unless the user cancels. */
    void pick(Question question, List<String> choices, Consumer<Integer> answer);

    /** Asks for one line of text; {@code answer} gets it unless the user cancels. */
    void askLine(Question question, Consumer<String> answer);
}
