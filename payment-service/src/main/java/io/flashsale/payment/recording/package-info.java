/** Attempts to pay, and the one place where the provider's word about them becomes ours. */
package io.flashsale.payment.recording;
