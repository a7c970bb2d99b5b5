/**
 * Whether a sale was fair, judged from what everybody may see; without input or output, so that it can be read, tested and
 * repeated by anybody. The rules are those of {@code contracts/README.md}, "Ranks and the line".
 */
package io.flashsale.launcher.fairness;
