package dev.drover.ui.common;

/**
 * Where the window tells what happened, in one clear sentence; never a stack trace. FX thread only.
 */
public interface Notices {

    /** Something went as asked; goes away by itself. */
    void info(String sentence);

    /** Nothing was done, for a reason that is worth knowing; goes away by itself. */
    default void hint(String sentence) {
        info(sentence);
    }

    /** Something failed; stays until the user closes it. */
    void error(String sentence);

    /**
     * Something is worth looking at; stays until the user had time to read it, closes it or goes
     * there, or there is something newer of this title.
     *
     * @param title what it is about
     * @param verb on the button
     */
    default void look(String title, String sentence, String verb, Runnable goTo) {
        info(title + ": " + sentence);
    }

    /**
     * Something went as asked and can be taken back; stays as {@link #look} does.
     *
     * @param verb on the button
     * @return takes the notice away
     */
    default Runnable offer(String sentence, String verb, Runnable action) {
        info(sentence);
        return () -> {};
    }

    /**
     * Something is being done that may take a while; who has no place for it says nothing.
     *
     * @param cancel what the user can do about it
     */
    default Working working(String sentence, Runnable cancel) {
        return () -> {};
    }

    /** What was told of while it is being done. */
    @FunctionalInterface
    interface Working {

        /** It is over, one way or the other. */
        void done();

        /**
         * How far it is; who shows nothing of it does nothing.
         *
         * @param cancellable whether the user can still do something about it
         */
        default void update(String sentence, boolean cancellable) {}
    }
}
