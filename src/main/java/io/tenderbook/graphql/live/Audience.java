package io.tenderbook.graphql.live;

import io.tenderbook.paymentmethod.PaymentMethodChange;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/** All who listen to one organisation, and what they share. The tail grows on one thread alone. */
final class Audience {
    private final Set<ChangeStream> streams = ConcurrentHashMap.newKeySet();
    private volatile @Nullable Tail tail;

    void add(ChangeStream stream) {
        streams.add(stream);
        var present = tail;
        if (present != null) {
            stream.reached(present);
        }
    }

    @Nullable
    Audience without(ChangeStream stream) {
        streams.remove(stream);
        return streams.isEmpty() ? null : this;
    }

    /**
     * @param end where the history ends now
     * @param behind reads what stands between a position and that end
     */
    void reach(long end, LongFunction<List<PaymentMethodChange>> behind) {
        var present = tail;
        if (present == null || end - present.to() > Tail.MOST) {
            tell(Tail.at(end));
        } else if (end > present.to()) {
            tell(present.grown(behind.apply(present.to()), end));
        }
    }

    private void tell(Tail next) {
        tail = next;
        streams.forEach(stream -> stream.reached(next));
    }
}
