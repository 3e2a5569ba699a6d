package io.tenderbook.sync;

import io.tenderbook.webhook.EventStatus;
import java.util.Set;

/** Why a record probably was not what the provider said. */
public enum LikelyCause {
    /** No event of that object came. */
    EVENT_MISSED,
    /** Its event came only after the difference was found. */
    EVENT_LATE,
    /** Its event kept failing and was parked. */
    EVENT_DEAD,
    /** Its event waits for its customer to be linked. */
    EVENT_UNMAPPED,
    /** Its event seemed to belong to another account or mode. */
    EVENT_REJECTED,
    /** Its events were applied, and the record differed all the same. */
    UNEXPLAINED;

    /** @param trail the states of the object's events, none of which is pending */
    static LikelyCause of(Set<EventStatus> trail) {
        if (trail.contains(EventStatus.DEAD)) {
            return EVENT_DEAD;
        }
        if (trail.contains(EventStatus.UNMAPPED)) {
            return EVENT_UNMAPPED;
        }
        if (trail.contains(EventStatus.REJECTED)) {
            return EVENT_REJECTED;
        }
        return trail.isEmpty() ? EVENT_MISSED : UNEXPLAINED;
    }
}
