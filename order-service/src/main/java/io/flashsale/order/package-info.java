/** Orders: what they are and what may become of them. Plain Java; the packages below connect it to the world. */
package io.flashsale.order;
