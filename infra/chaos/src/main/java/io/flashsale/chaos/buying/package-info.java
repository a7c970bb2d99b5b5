/** How a crowd buys from a system through its public API. */
package io.flashsale.chaos.buying;
