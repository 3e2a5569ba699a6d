package io.tenderbook.graphql;

import graphql.ErrorClassification;

/** What stands in {@code extensions.code} of an error, for programs to decide by. */
enum ErrorCode implements ErrorClassification {
    FORBIDDEN,
    BAD_REQUEST,
    INTERNAL
}
