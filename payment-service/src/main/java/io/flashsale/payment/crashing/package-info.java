/** The named places where a test can end this service as {@code kill -9} does. */
package io.flashsale.payment.crashing;
