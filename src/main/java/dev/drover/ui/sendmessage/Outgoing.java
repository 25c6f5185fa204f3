package dev.drover.ui.sendmessage;

/**
 * A message with all that sending it takes.
 *
 * @param message for any of its receivers
 * @param addressee whom the user chose
 * @param receivers who that is now
 */
record Outgoing(OutgoingMessage message, Addressee addressee, Receivers receivers) {

    /**
     * What the user typed.
     *
     * @param text of the editor
     * @param schema JSON Schema of its form; empty: none
     */
    record Draft(String text, String schema) {}

    /** Whether the user would call it the same: who can get it may have changed meanwhile. */
    boolean isSame(Outgoing other) {
        return message.equals(other.message) && addressee.equals(other.addressee);
    }
}
