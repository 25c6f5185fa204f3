package dev.drover.childprocess.value;

import org.jspecify.annotations.Nullable;

import java.util.Optional;

/**
 * JavaScript's {@code Error}: what of it survives the way between two processes. An error may be
 * its own cause, so it can be changed. Compared by identity.
 */
public final class JsError implements JsValue {

    /** The native prototypes; an error of any other class arrives as the one it extends. */
    public enum Kind {
        ERROR("Error"),
        EVAL_ERROR("EvalError"),
        RANGE_ERROR("RangeError"),
        REFERENCE_ERROR("ReferenceError"),
        SYNTAX_ERROR("SyntaxError"),
        TYPE_ERROR("TypeError"),
        URI_ERROR("URIError");

        private final String jsName;

        Kind(String jsName) {
            this.jsName = jsName;
        }

        /** The error's {@code name} in JavaScript. */
        public String jsName() {
            return jsName;
        }
    }

    private Kind kind;
    private @Nullable String message;
    private @Nullable String stack;
    private @Nullable Object cause = JsUndefined.UNDEFINED;

    /** An error without message, stack and cause. */
    public JsError(Kind kind) {
        this.kind = kind;
    }

    /** An error with a message. */
    public JsError(Kind kind, String message) {
        this.kind = kind;
        this.message = message;
    }

    public Kind kind() {
        return kind;
    }

    public void setKind(Kind value) {
        kind = value;
    }

    public Optional<String> message() {
        return Optional.ofNullable(message);
    }

    public void setMessage(@Nullable String value) {
        message = value;
    }

    /** JavaScript's stack as text, its first line the name and the message. */
    public Optional<String> stack() {
        return Optional.ofNullable(stack);
    }

    public void setStack(@Nullable String value) {
        stack = value;
    }

    /** {@link JsUndefined} when there is none; null is a cause. */
    public @Nullable Object cause() {
        return cause;
    }

    public void setCause(@Nullable Object value) {
        cause = value;
    }

    @Override
    public String toString() {
        return message == null || message.isEmpty() ? kind.jsName : kind.jsName + ": " + message;
    }
}
