package dev.drover.ui.details;

/**
 * A label and its value.
 *
 * @param secret its value is masked until the user reveals it
 */
record Detail(String label, String value, boolean secret) {

    static Detail of(String label, String value) {
        return new Detail(label, value, false);
    }
}
