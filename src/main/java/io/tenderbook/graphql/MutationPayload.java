package io.tenderbook.graphql;

import io.tenderbook.customer.UserError;
import java.util.List;

/** What a mutation answers. */
public interface MutationPayload {
    /** Empty if everything was done. */
    List<UserError> userErrors();
}
