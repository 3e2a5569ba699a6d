/**
 * A stateful stand-in for the parts of the Stripe API that we use, on a loopback port of its own. It is spoken to over
 * HTTP like the real one, delivers signed events like the real one, and imports nothing of ours but platform.
 */
@NullMarked
package io.tenderbook.sandbox;

import org.jspecify.annotations.NullMarked;
