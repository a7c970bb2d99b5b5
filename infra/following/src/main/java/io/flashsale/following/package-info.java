/** Reading a whole topic for one process alone. */
package io.flashsale.following;
