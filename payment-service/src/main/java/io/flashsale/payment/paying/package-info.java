/** From a buyer's request to a committed attempt, and the charge that follows it. */
package io.flashsale.payment.paying;
