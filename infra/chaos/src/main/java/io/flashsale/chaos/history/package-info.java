/** What buyers were told, and when. */
package io.flashsale.chaos.history;
