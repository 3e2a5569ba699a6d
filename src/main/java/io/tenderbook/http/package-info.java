/**
 * What stands before every HTTP route: who is calling, which request this is, and which headers protect the browser.
 */
@NullMarked
package io.tenderbook.http;

import org.jspecify.annotations.NullMarked;
