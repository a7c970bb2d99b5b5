/** The page: its files, kept in memory. */
package io.flashsale.edge.serving;
