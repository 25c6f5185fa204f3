package dev.drover.supervisor;

/** Commands of one thread that are carried out together; see {@link Supervisor#batch}. */
public interface Batch extends AutoCloseable {

    /** On the thread that gave them, which may wait for their answers from now on. */
    @Override
    void close();
}
