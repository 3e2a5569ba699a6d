package io.tenderbook.graphql;

import io.tenderbook.organisation.Role;
import java.util.Locale;

/** The caller's role does not reach. */
final class ForbiddenException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ForbiddenException(Role needed) {
        super("This needs an API key with the role " + needed.name().toLowerCase(Locale.ROOT) + ".");
    }
}
