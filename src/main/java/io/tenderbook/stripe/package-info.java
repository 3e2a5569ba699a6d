/**
 * The only room that knows Stripe: its client, its errors, its signatures, the shape of its objects and events. It
 * implements the provider port and hands the inbox one handler for each family of events.
 */
@NullMarked
package io.tenderbook.stripe;

import org.jspecify.annotations.NullMarked;
