package io.flashsale.payment.provider;

import io.flashsale.payment.breaking.Callee;
import io.flashsale.payment.provider.ProviderBooks.BooksUnavailableException;
import io.smallrye.faulttolerance.api.CircuitBreakerName;
import io.smallrye.faulttolerance.api.ExponentialBackoff;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.faulttolerance.CircuitBreaker;
import org.eclipse.microprofile.faulttolerance.Retry;
import org.eclipse.microprofile.faulttolerance.Timeout;
import org.eclipse.microprofile.faulttolerance.exceptions.TimeoutException;

/**
 * The card provider as this service calls it: each call ends in time, is repeated at once when it failed, and is not
 * made at all while charges keep failing.
 *
 * <p>Repeating is safe because every call names its attempt, under which the provider acts once. Only charges have a
 * breaker: questions and refunds have a turn of their own with growing pauses, and are how it is found out that the
 * provider is back. A buyer whose card makes the provider fail must not shut it for the others, so most of the charges
 * have to fail.
 */
@ApplicationScoped
class GuardedCardProvider implements CardProvider {

    private final SimulatedCardProvider provider;

    GuardedCardProvider(SimulatedCardProvider provider) {
        this.provider = provider;
    }

    @Override
    @CircuitBreakerName(Callee.CARD_PROVIDER)
    @CircuitBreaker(requestVolumeThreshold = 20, failureRatio = 0.9, delay = 2000)
    @Retry(
            maxRetries = 2,
            delay = 100,
            jitter = 80,
            maxDuration = 4000,
            retryOn = {ProviderTimeoutException.class, TimeoutException.class, BooksUnavailableException.class})
    @ExponentialBackoff(maxDelay = 800)
    @Timeout(3000)
    public CompletionStage<Standing> charge(Charge charge) {
        return provider.charge(charge);
    }

    @Override
    @Timeout(2500)
    public CompletionStage<Standing> lookup(String attemptId) {
        return provider.lookup(attemptId);
    }

    @Override
    @Timeout(2500)
    public CompletionStage<Standing> abandon(String attemptId) {
        return provider.abandon(attemptId);
    }

    @Override
    @Timeout(2500)
    public CompletionStage<Void> refund(String attemptId) {
        return provider.refund(attemptId);
    }
}
