package io.flashsale.model.sale;

/** The failure of an invariant; its message names the invariant. */
final class Broken extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    private Broken(String invariant) {
        super("broken: " + invariant);
    }

    static void unless(boolean holds, String invariant) {
        if (!holds) {
            throw new Broken(invariant);
        }
    }
}
