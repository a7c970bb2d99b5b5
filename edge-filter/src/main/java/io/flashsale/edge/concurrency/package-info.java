/** How much the services behind the edge are given to do at once, found from how long they take to answer. */
package io.flashsale.edge.concurrency;
