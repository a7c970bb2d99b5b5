/** The transactional outbox: events written with the change they tell of, and the relay that sends them. */
package io.flashsale.payment.publishing;
