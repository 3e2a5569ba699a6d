package io.tenderbook.paymentmethod;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.tenderbook.paymentmethod.intent.Intent;
import io.tenderbook.paymentmethod.intent.Intents;
import io.tenderbook.platform.DatabaseAway;
import io.tenderbook.platform.Gathering;
import io.tenderbook.platform.Transactions;
import io.tenderbook.provider.Connector;
import io.tenderbook.provider.ProviderAnswer;
import io.tenderbook.provider.ProviderPaymentMethod;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Records what the provider answered to attach calls. Those that come at the same time share a transaction and its commit;
 * those of other connectors have transactions of their own.
 */
@Singleton
final class AttachAnswers {
    private static final Logger LOG = LoggerFactory.getLogger(AttachAnswers.class);

    private static final int MOST_AT_ONCE = 64;

    /** One that is dropped is made anew: it only gathers. */
    private static final int MOST_CONNECTORS = 1000;

    private final PaymentMethodBatches batches;
    private final Intents intents;
    private final Transactions transactions;
    private final Cache<UUID, Gathering<Answered, Optional<PaymentMethod>>> rounds =
            Caffeine.newBuilder().maximumSize(MOST_CONNECTORS).build();

    AttachAnswers(PaymentMethodBatches batches, Intents intents, Transactions transactions) {
        this.batches = batches;
        this.intents = intents;
        this.transactions = transactions;
    }

    /**
     * An answer.
     *
     * @param versionBefore the version, before the call, of the object that the answer shows
     * @param perhapsFollowed whether there may be a step that waits for the result of this one
     */
    record Answered(
            Connector connector,
            Intent intent,
            ProviderAnswer<ProviderPaymentMethod> answer,
            long versionBefore,
            boolean perhapsFollowed) {
        private String paymentMethod() {
            return answer.value().id();
        }
    }

    /**
     * Records an answer and ends its intent. Returns the record, or nothing, with the intent open, if the answer has to be
     * decided alone: it is overtaken, a caller's claim awaits it, its customer is not known or not mapped, or one of those
     * that came with it could not be written. No transaction may be open on this thread.
     */
    Optional<PaymentMethod> record(Answered answered) {
        var gathering = rounds.get(answered.connector().id(), id -> new Gathering<>(MOST_AT_ONCE, this::recordAll));
        try {
            return gathering.ask(answered);
        } catch (RuntimeException failure) {
            if (DatabaseAway.isBehind(failure)) {
                throw failure;
            }
            // Of several, only one may be at fault; who is will hear of it alone.
            LOG.debug("Answers could not be recorded together", failure);
            return Optional.empty();
        }
    }

    /** All of one connector. */
    List<Optional<PaymentMethod>> recordAll(List<Answered> answers) {
        return transactions.runWaitingOnce(() -> {
            Map<Intent, Answered> settled = new LinkedHashMap<>();
            var records = batches.apply(
                    answers.getFirst().connector(),
                    answers.stream()
                            .map(each -> new AttachAnswer(
                                    each.intent(),
                                    each.answer(),
                                    each.versionBefore(),
                                    end -> settled.put(each.intent(), each)))
                            .toList());
            intents.allDone(
                    settled.keySet(),
                    settled.values().stream()
                            .filter(Answered::perhapsFollowed)
                            .collect(Collectors.toMap(Answered::intent, Answered::paymentMethod)));
            return answers.stream()
                    .map(each -> Optional.ofNullable(settled.get(each.intent()))
                            .map(done -> records.get(done.paymentMethod())))
                    .toList();
        });
    }
}
