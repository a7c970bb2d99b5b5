/** The circuit breakers around the calls to others: their names, their states, their reset. */
package io.flashsale.payment.breaking;
