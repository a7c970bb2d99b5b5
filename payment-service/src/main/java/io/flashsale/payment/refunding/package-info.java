/** Money taken for an order that is closed goes back. */
package io.flashsale.payment.refunding;
