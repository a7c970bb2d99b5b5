/** The words of payments that need no framework: what an attempt and an order can be, and what a card is. */
package io.flashsale.payment;
