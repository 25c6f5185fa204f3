package dev.drover.client;

/** Which entries a command is for: PM2's "id, name, namespace or all". */
public sealed interface Target {

    /** One entry. */
    record Id(int id) implements Target {}

    /** Every entry of this name, or when there is none, of this namespace. */
    record Name(String name) implements Target {}

    /** Every entry. */
    record All() implements Target {}

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
