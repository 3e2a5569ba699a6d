/**
 * Customers, and which customer is which at every connector. The connector resolver decides which connector a request
 * means when it does not name one in full.
 */
@NullMarked
package io.tenderbook.customer;

import org.jspecify.annotations.NullMarked;
