package dev.drover.childprocess.value;

/** JavaScript's {@code undefined}, which is not null. */
public enum JsUndefined implements JsValue {
    UNDEFINED;

    @Override
    public String toString() {
        return "undefined";
    }
}
