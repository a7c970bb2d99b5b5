/** What edges, inventory-service and auditors compute alike to the last bit; see {@code contracts/README.md}. */
package io.flashsale.lottery;
