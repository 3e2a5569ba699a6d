/**
 * GraphQL over WebSocket, by the protocol {@code graphql-transport-ws}: queries, mutations and subscriptions, several at
 * once on one connection, each bounded, and the connection closed with the protocol's codes.
 */
@NullMarked
package io.tenderbook.graphql.ws;

import org.jspecify.annotations.NullMarked;
