package dev.drover.supervisor.store;

import dev.drover.domain.ProcessDescription;

import java.util.List;

/**
 * Turns the list of entries into bytes and back. Injected, because the names in the bytes are the
 * protocol's.
 */
public interface ListCodec {

    byte[] encode(List<ProcessDescription> list);

    /** A list of one. By any thread, unlike {@link #encode}. */
    byte[] encodeOne(ProcessDescription entry);

    /**
     * Reads what {@link #encode} or {@link #encodeOne} wrote.
     *
     * @throws ListFormatException when the bytes are not such a list
     */
    List<ProcessDescription> decode(byte[] bytes) throws ListFormatException;
}
