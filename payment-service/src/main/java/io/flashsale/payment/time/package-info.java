/** The service's clock, and what repeats by it. */
package io.flashsale.payment.time;
