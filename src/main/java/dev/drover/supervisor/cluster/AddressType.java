package dev.drover.supervisor.cluster;

import java.util.Arrays;
import java.util.Optional;

/** What a worker wants to listen on, in the words of the protocol. */
public enum AddressType {
    TCP4("4"),
    TCP6("6"),
    UNIX("-1"),
    UDP4("udp4"),
    UDP6("udp6");

    private final String word;

    AddressType(String word) {
        this.word = word;
    }

    /** As it stands in a key. */
    String word() {
        return word;
    }

    /** True for UDP. */
    public boolean isDatagram() {
        return this == UDP4 || this == UDP6;
    }

    static Optional<AddressType> ofWord(String word) {
        return Arrays.stream(values()).filter(type -> type.word.equals(word)).findFirst();
    }
}
