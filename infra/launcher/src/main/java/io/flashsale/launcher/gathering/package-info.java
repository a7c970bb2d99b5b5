/** How the evidence of a sale's fairness is got: from Kafka, from an edge, and from a file. */
package io.flashsale.launcher.gathering;
