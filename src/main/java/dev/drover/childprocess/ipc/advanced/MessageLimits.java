package dev.drover.childprocess.ipc.advanced;

/**
 * What one message may cost its receiver, in both serializations. More ends the channel, so that a
 * child cannot eat the parent's memory.
 */
public final class MessageLimits {

    private static final String PROPERTY = "drover.childprocess.maxMessageBytes";
    private static final long HEAP = Runtime.getRuntime().maxMemory();
    private static final long MOST = 512L << 20;

    /** A text is in memory as bytes, as characters and as the string made of them. */
    private static final int COPIES = 8;

    private static final int SHARE_OF_VALUES = 3;

    /** Bytes of a message on its way: the system property, else what the heap bears. */
    public static final int MAX_BYTES =
            Math.clamp(
                    Long.getLong(PROPERTY, Math.min(MOST, HEAP / COPIES)),
                    1,
                    Integer.MAX_VALUE - 64);

    /**
     * The estimate of the memory, in bytes, that the value of one message may take: three bytes are
     * enough for an empty object.
     */
    public static final long MAX_FOOTPRINT = HEAP / SHARE_OF_VALUES;

    /** Nested objects and arrays. */
    public static final int MAX_DEPTH = 1000;

    private MessageLimits() {}
}
