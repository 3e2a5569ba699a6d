/**
 * The inbox of provider events, whoever the provider is: receive, keep, claim, retry, park, dispatch. An event is
 * durable before it is acknowledged, and its effect commits together with the mark that says so.
 */
@NullMarked
package io.tenderbook.webhook;

import org.jspecify.annotations.NullMarked;
