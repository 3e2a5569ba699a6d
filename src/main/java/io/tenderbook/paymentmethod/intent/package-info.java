/**
 * What we set out to do at a provider. An intent is committed before the provider is asked and ends when its effect is
 * recorded, so that one left open says that somebody has to find out: the janitor, or the caller who asks again.
 */
@NullMarked
package io.tenderbook.paymentmethod.intent;

import org.jspecify.annotations.NullMarked;
