/** Attempts whose outcome is unknown are settled by asking the provider. */
package io.flashsale.payment.settling;
