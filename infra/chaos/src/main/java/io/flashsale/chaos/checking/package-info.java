/** The judge of what buyers were told. */
package io.flashsale.chaos.checking;
