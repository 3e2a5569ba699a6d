package io.tenderbook.cli;

import io.tenderbook.organisation.Caller;
import io.tenderbook.platform.StartRefused;
import io.tenderbook.webhook.EventStatus;
import io.tenderbook.webhook.ReplayWebhookEvents;
import io.tenderbook.webhook.ReplayWebhookEvents.Rejected;
import io.tenderbook.webhook.ReplayWebhookEvents.Replayed;
import io.tenderbook.webhook.WebhookEventFilter;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Lets events be tried again. */
@Command(
        name = "replay",
        header = "Let stored events be tried again at once, as if they had just been received.",
        synopsisHeading = "%nUsage: ",
        description = {
            "",
            "It is safe for every event: what was applied has nothing more to say, and what was rejected is judged again.",
            "The server applies them: within seconds if it runs, else when it starts."
        },
        optionListHeading = "%nOptions:%n",
        footerHeading = "%nExample:%n",
        footer = "  java -jar tenderbook.jar replay --connector stripe --status dead",
        mixinStandardHelpOptions = true)
public final class ReplayCommand implements Callable<Integer> {
    private final Supplier<Beans> program;

    @Mixin
    private Target target = new Target();

    @Mixin
    private Output output = new Output();

    @Option(
            names = "--status",
            paramLabel = "STATUS",
            defaultValue = "DEAD",
            description = "Which: ${COMPLETION-CANDIDATES}; ${DEFAULT-VALUE} by default.")
    private EventStatus status = EventStatus.DEAD;

    @Option(names = "--type", paramLabel = "TYPE", description = "Only of this type, such as customer.updated.")
    private @Nullable String type;

    /** @param program starts the program without its server */
    public ReplayCommand(Supplier<Beans> program) {
        this.program = program;
    }

    @Override
    public Integer call() {
        try (Beans beans = program.get()) {
            var connector = target.find(beans).connector();
            var replay = beans.get(ReplayWebhookEvents.class);
            var caller = Caller.operator(connector.organisationId());
            int replayed = 0;
            // On from where the call before ended: the server may have brought an event back to its status meanwhile.
            @Nullable Instant from = null;
            boolean more = true;
            while (more) {
                var filter = new WebhookEventFilter(
                        List.of(status), type, connector.id(), null, null, null, from, null, null, null, null);
                var part = part(replay.replay(caller, new ReplayWebhookEvents.Command(List.of(), filter, null)));
                replayed += part.events().size();
                more = part.hasMore() && !part.events().getLast().receivedAt().equals(from);
                from = more ? part.events().getLast().receivedAt() : from;
            }
            output.object(Map.of("replayed", replayed));
            return 0;
        }
    }

    private static Replayed part(ReplayWebhookEvents.Result result) {
        return switch (result) {
            case Replayed part -> part;
            case Rejected rejected -> throw new StartRefused(rejected.error().message());
        };
    }
}
