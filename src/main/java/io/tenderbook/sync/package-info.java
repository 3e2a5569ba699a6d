/**
 * Repair of what was missed: backfill, reconciliation and health. Everything found here is healed by the projection.
 */
@NullMarked
package io.tenderbook.sync;

import org.jspecify.annotations.NullMarked;
