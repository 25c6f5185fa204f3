package dev.drover.supervisor.cluster;

import org.jspecify.annotations.Nullable;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What a worker says it listens on, or wants to.
 *
 * @param address IP literal or path; null: all addresses of this machine
 * @param port 0 for any; -1 for a path
 * @param fd a descriptor of the primary to listen on, which no worker of ours can know
 * @param flags of libuv: 1 IPv6 only; TCP 2 and UDP 8 reuse of the port; UDP 4 reuse of the address
 * @param index tells several servers of one worker on any port apart
 * @param data belongs to the workers; the first one's goes to all
 * @param backlog 0 or less: the default
 */
record ListenRequest(
        @Nullable String address,
        int port,
        AddressType type,
        OptionalInt fd,
        int flags,
        int index,
        @Nullable Object data,
        int backlog) {

    /** Empty when it does not say what to listen on. */
    static Optional<ListenRequest> of(Map<?, ?> message) {
        Object type = message.get("addressType");
        String word = type instanceof Number number ? "" + number.intValue() : "" + type;
        return AddressType.ofWord(word)
                .map(
                        known ->
                                new ListenRequest(
                                        message.get("address") instanceof String text ? text : null,
                                        number(message, "port", -1),
                                        known,
                                        message.get("fd") instanceof Number fd
                                                ? OptionalInt.of(fd.intValue())
                                                : OptionalInt.empty(),
                                        number(message, "flags", 0),
                                        number(message, "index", 0),
                                        message.get("data"),
                                        number(message, "backlog", 0)));
    }

    private static int number(Map<?, ?> message, String name, int otherwise) {
        return message.get(name) instanceof Number number ? number.intValue() : otherwise;
    }

    /** What tells one socket from another; the workers only give it back. */
    String key() {
        return String.join(
                ":",
                address == null ? "null" : address,
                Integer.toString(port),
                type.word(),
                fd.isPresent() ? Integer.toString(fd.getAsInt()) : "undefined",
                Integer.toString(index));
    }

    /** All but the data, in one line; {@link #ofNote} reads it. */
    String note() {
        String numbers = "%s %d %d %d %d".formatted(type.word(), port, flags, index, backlog);
        return address == null ? numbers : numbers + " " + address;
    }

    /** Empty when it is none. */
    static Optional<ListenRequest> ofNote(String note) {
        String[] words = note.split(" ", 6);
        for (int i = 1; i < words.length && i < 5; i++) {
            if (!words[i].matches("-?\\d{1,9}")) {
                return Optional.empty();
            }
        }
        return words.length < 5
                ? Optional.empty()
                : AddressType.ofWord(words[0])
                        .map(
                                type ->
                                        new ListenRequest(
                                                words.length > 5 ? words[5] : null,
                                                Integer.parseInt(words[1]),
                                                type,
                                                OptionalInt.empty(),
                                                Integer.parseInt(words[2]),
                                                Integer.parseInt(words[3]),
                                                null,
                                                Integer.parseInt(words[4])));
    }

    /** For a sentence: {@code *:3000}, {@code 127.0.0.1:3000}, {@code /tmp/web.sock}. */
    String words() {
        if (type == AddressType.UNIX) {
            return address == null ? "a socket without a path" : address;
        }
        String host = address == null ? "*" : address;
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }

    boolean isIpv6Only() {
        return (flags & 1) != 0;
    }

    boolean reusesAddress() {
        return type.isDatagram() && (flags & 4) != 0;
    }

    boolean reusesPort() {
        return (flags & (type.isDatagram() ? 8 : 2)) != 0;
    }
}
