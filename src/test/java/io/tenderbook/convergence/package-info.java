/**
 * The proof that whatever Stripe delivers, in whatever order, however often and however late, our records end equal to
 * Stripe's. {@link io.tenderbook.convergence.Differences} compares the two; the tests make the trouble.
 */
package io.tenderbook.convergence;
