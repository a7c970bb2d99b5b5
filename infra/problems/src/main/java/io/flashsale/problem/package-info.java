/** The one way every service refuses: problem+json for callers, and the service token in front of everything. */
package io.flashsale.problem;
