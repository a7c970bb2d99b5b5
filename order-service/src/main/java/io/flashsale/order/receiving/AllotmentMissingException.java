package io.flashsale.order.receiving;

/** A reservation came before its sale; both were sent, so waiting helps. */
final class AllotmentMissingException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    AllotmentMissingException(String saleId) {
        super("Sale " + saleId + " has not been heard of yet", null, false, false);
    }
}
