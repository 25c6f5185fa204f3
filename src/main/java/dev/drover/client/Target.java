package dev.drover.client;

/** Which entries a command is for: PM2's "id, name, namespace or all". */
public sealed interface Target {

    /** One entry. */
    record Id(int id) implements Target {}

    /** Every entry of this name, or when there is none, of this namespace. */
    record Name(String name) implements Target {}

    /** Every entry. */
    record All() implements Target {}

    /** As PM2's functions read it: {@code "all"}, a number as an id, everything else as a name. */
    static Target of(String text) {
        if (text.equals("all")) {
            return all();
        }
        return text.matches("\\d{1,9}") ? id(Integer.parseInt(text)) : name(text);
    }

    static Target id(int id) {
        return new Id(id);
    }

    static Target name(String name) {
        return new Name(name);
    }

    static Target all() {
        return new All();
    }
}
