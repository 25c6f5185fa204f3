package dev.drover.ui.common;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntConsumer;

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

    /**
     * The numbers that are an answer.
     *
     * @param least the smallest
     * @param most the largest
     * @param now what stands there at first
     */
    record Range(int least, int most, int now) {

        /** True for a number that is one of them. */
        boolean has(String text) {
            try {
                int number = Integer.parseInt(text.strip());
                return number >= least && number <= most;
            } catch (NumberFormatException e) {
                return false;
            }
        }
    }

    /** Asks, and runs {@code yes} when the user agrees. */
    void confirm(Question question, Runnable yes);

    /**
     * Asks which ones; {@code answer} gets the indexes of the chosen ones, at least one, unless the
     * user cancels.
     */
    void choose(Question question, List<Choice> choices, Consumer<List<Integer>> answer);

    /** Asks which one; {@code answer} gets its index, unless the user cancels. */
    void pick(Question question, List<String> choices, Consumer<Integer> answer);

    /** Asks for a number; {@code answer} gets it unless the user cancels. */
    void askNumber(Question question, Range range, IntConsumer answer);

    /** Asks for one line of text; {@code answer} gets it unless the user cancels. */
    void askLine(Question question, Consumer<String> answer);
}
