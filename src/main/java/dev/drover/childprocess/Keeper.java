package dev.drover.childprocess;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The parent of this process, where that is Drover's keeper: it holds what the children of this
 * process must not lose with it, starts the next one when this one dies, and knows how the children
 * end that die meanwhile. Safe for use by several threads. None of its methods fails when the
 * keeper is gone: then nothing is held, which {@link #isLost} says.
 */
public interface Keeper {

    /** In the environment of a process that has a keeper; 0 in that of the first one. */
    String VARIABLE = "DROVER_KEEPER";

    /** With this exit code a process asks for another one, which takes over from it. */
    int EXIT_UPGRADE = 75;

    /**
     * What is held about one child.
     *
     * @param key what it was given
     * @param note what it was given with
     * @param pid 0 when the process before this one died while it started the child
     */
    record Kept(long key, byte[] note, long pid) {}

    /** True when this process follows another one with its keeper, which died or asked for it. */
    static boolean isOfAnother() {
        String number = System.getenv(VARIABLE);
        return number != null && !number.equals("0");
    }

    /** True once the keeper has gone. */
    boolean isLost();

    /** Called on an event thread whenever the keeper has gone. */
    void onLost(Runnable listener);

    /**
     * Starts another keeper in the place of one that has gone, and gives it all that was held. It
     * is not the parent of this process: how children end whose supervisor it survives is known
     * only where the kernel tells. Blocks.
     *
     * @throws IOException when there cannot be another one
     */
    void replace() throws IOException;

    /** This process ends now, with this exit code, and not by accident. */
    void leaves(int code);

    /**
     * Says who we are; nothing is held after our death before this was said.
     *
     * @param socket where the keeper waits for those who find no supervisor
     */
    void introduce(Path socket);

    /** Clients are answered from now on. */
    void ready();

    /**
     * What it holds from the process before this one. Blocks; to be called once, before anything is
     * added.
     *
     * @throws IOException when it does not answer
     */
    List<Kept> held() throws IOException;

    /**
     * As {@link ChildProcesses#spawn}, without a shell; the ends of its pipes and of its channel
     * are held from before it begins. Its exit status is held until {@link #release}.
     *
     * @param key above 1, and of no other child that is held
     * @param note at most 400 bytes
     */
    ChildProcess spawn(
            long key, byte[] note, String command, List<String> args, SpawnOptions options)
            throws SpawnException;

    /**
     * Makes a child of the process before this one a child of this one, alive or not: its end is
     * told as that of any other.
     *
     * @param process the child, where the keeper has not learnt its pid
     * @throws IOException when it cannot be connected; then it is held no more
     */
    ChildProcess adopt(Kept kept, Optional<ProcessRef> process, String command) throws IOException;

    /** Holds nothing of a child or of a socket any more. */
    void release(long key);

    /**
     * Holds a socket of this process; {@link Kept#pid} is 0 then.
     *
     * @param key as for {@link #spawn}
     */
    void hold(long key, byte[] note, Handle socket);

    /** The socket that the process before this one had; empty when it is no socket, or gone. */
    Optional<Handle> takeBack(Kept kept);

    /**
     * Holds the listening socket of this process at a path, so that clients wait for the next one
     * instead of being refused. That one has it as its standard input.
     */
    void holdListener(Path socket);
}
