package dev.drover.ui.common;

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

    /** Asks, and runs {@code yes} when the user agrees. */
    void confirm(Question question, Runnable yes);

    /** Asks for one line of text; {@code answer} gets it unless the user cancels. */
    void askLine(Question question, Consumer<String> answer);
}
