/** This service's own, smallest record of orders: who may pay how much for which order, and whether still. */
package io.flashsale.payment.ordering;
