package io.flashsale.payment.provider;

/** No answer came from the provider in time; whether money was taken is unknown. */
final class ProviderTimeoutException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ProviderTimeoutException(String attemptId) {
        super("The provider did not answer in time for " + attemptId, null, false, false);
    }
}
