package dev.drover.export;

/** A unit file while it is written. */
final class IniText {

    private final StringBuilder text = new StringBuilder();

    IniText section(String name) {
        if (!text.isEmpty()) {
            text.append('\n');
        }
        text.append('[').append(name).append("]\n");
        return this;
    }

    IniText add(String setting, Object value) {
        text.append(setting).append('=').append(value).append('\n');
        return this;
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
