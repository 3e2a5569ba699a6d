package io.tenderbook.paymentmethod;

import java.util.UUID;

/**
 * Wants to know at once that this instance has changed something, rather than find it in the history a moment later, as
 * it finds what other instances change. Declaring the bean is enough.
 */
public interface ChangeListener {
    /** Called after the commit, on the thread that committed: it must neither block nor fail. */
    void changed(UUID organisationId);
}
