package io.tenderbook.webhook;

import io.tenderbook.customer.UserError;
import io.tenderbook.customer.UserErrorCode;
import io.tenderbook.customer.UserErrorException;
import io.tenderbook.organisation.Caller;
import io.tenderbook.platform.Ids;
import io.tenderbook.platform.Transactions;
import io.tenderbook.platform.page.Where;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets events be tried again at once, as if they had just been received. It is safe for every event, applied ones included:
 * the projection decides whether it still has something to say, and one that was rejected is judged again.
 */
@Singleton
public final class ReplayWebhookEvents {
    private static final Logger LOG = LoggerFactory.getLogger(ReplayWebhookEvents.class);

    private static final int MOST = 1_000;
    private static final int IDEMPOTENCY_KEY = 255;

    private final EventQueue queue;
    private final WebhookEvents events;
    private final WebhookWorker worker;
    private final Transactions transactions;

    ReplayWebhookEvents(EventQueue queue, WebhookEvents events, WebhookWorker worker, Transactions transactions) {
        this.queue = queue;
        this.events = events;
        this.worker = worker;
        this.transactions = transactions;
    }

    /** Which events: by our ids, or by a filter that names their status; the others of the two empty or null. */
    public record Command(
            List<String> ids,
            @Nullable WebhookEventFilter filter,
            @Nullable String idempotencyKey) {}

    /** How it ended. */
    public sealed interface Result {}

    /**
     * @param events as they are now, the longest received first
     * @param hasMore whether more events match than one call takes
     */
    public record Replayed(List<WebhookEvent> events, boolean hasMore) implements Result {}

    /** Nothing was done. */
    public record Rejected(UserError error) implements Result {}

    public Result replay(Caller caller, Command command) {
        try {
            check(command);
            var replayed = transactions.run(() -> replay(caller.organisationId(), command));
            worker.wake();
            LOG.info(
                    "{} events are tried again for {}",
                    replayed.events().size(),
                    caller.identity().described());
            return replayed;
        } catch (UserErrorException expected) {
            return new Rejected(expected.error());
        }
    }

    private static void check(Command command) {
        String key = command.idempotencyKey();
        if (key != null && (key.isEmpty() || key.length() > IDEMPOTENCY_KEY)) {
            throw invalid("An idempotency key has 1 to 255 characters.", "idempotencyKey");
        }
        if (command.ids().isEmpty() == (command.filter() == null)) {
            throw invalid("Say which events: by ids or by filter, one of the two.", "ids");
        }
        if (command.ids().size() > MOST) {
            throw invalid("At most 1,000 events are replayed at once.", "ids");
        }
        if (command.filter() != null && command.filter().status().isEmpty()) {
            throw invalid(
                    "Name the status of the events to replay, such as DEAD: without one, everything that was ever"
                            + " applied would be replayed too.",
                    "filter",
                    "status");
        }
    }

    private Replayed replay(UUID organisationId, Command command) {
        List<UUID> found = command.filter() == null
                ? found(organisationId, command.ids())
                : queue.oldest(command.filter().where(organisationId), MOST + 1);
        boolean more = found.size() > MOST;
        List<UUID> ids = more ? found.subList(0, MOST) : found;
        if (ids.isEmpty()) {
            return new Replayed(List.of(), false);
        }
        queue.replay(ids);
        var now = events.byId(organisationId, ids);
        return new Replayed(
                ids.stream().map(now::get).map(Objects::requireNonNull).toList(), more);
    }

    /** All of them, or none. */
    private List<UUID> found(UUID organisationId, List<String> written) {
        List<UUID> ids = new ArrayList<>();
        for (int i = 0; i < written.size(); i++) {
            int place = i;
            ids.add(Ids.parse(written.get(i)).orElseThrow(() -> notFound(place)));
        }
        var known = events.byId(organisationId, ids);
        for (int i = 0; i < ids.size(); i++) {
            if (!known.containsKey(ids.get(i))) {
                throw notFound(i);
            }
        }
        var which = new Where().and("e.organisation_id = :organisation", "organisation", organisationId);
        return queue.oldest(which.in("e.id", "ids", ids), MOST);
    }

    private static UserErrorException notFound(int place) {
        return new UserErrorException(new UserError(
                UserErrorCode.WEBHOOK_EVENT_NOT_FOUND,
                "There is no event with that id in this organisation; nothing was replayed.",
                List.of("ids", String.valueOf(place))));
    }

    private static UserErrorException invalid(String message, String... field) {
        return new UserErrorException(UserError.invalid(message, field));
    }
}
