/** The card provider: the outside world that really takes and returns money, and a simulation of it. */
package io.flashsale.payment.provider;
