package io.tenderbook.sandbox;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The way of every request: its key opens an account, it waits for its turn there, an answer already given to its
 * idempotency key is given again, else its route answers; then all it changed is kept, and deliveries start.
 */
final class Api {
    private final Store store;
    private final Deliveries deliveries;
    private final AccountClocks clocks;
    private final Router router;
    private final Map<String, ReentrantLock> turns = new ConcurrentHashMap<>();

    Api(Store store, Deliveries deliveries, WebhookEndpoints endpoints, AccountClocks clocks, Mishaps mishaps) {
        this.store = store;
        this.deliveries = deliveries;
        this.clocks = clocks;
        this.router = routes(new WebhookEndpointRoutes(endpoints), new FaultRoutes(mishaps, clocks));
    }

    private static Router routes(WebhookEndpointRoutes endpoints, FaultRoutes faults) {
        Router router = new Router();
        new AccountRoutes().addTo(router);
        new CustomerRoutes().addTo(router);
        new PaymentMethodRoutes().addTo(router);
        new SourceRoutes().addTo(router);
        new SetupIntentRoutes().addTo(router);
        new MandateRoutes().addTo(router);
        new EventRoutes().addTo(router);
        endpoints.addTo(router);
        new TestHelperRoutes().addTo(router);
        faults.addTo(router);
        return router;
    }

    Answer answer(Request request) {
        String account = ApiKey.from(request.authorization()).account();
        ReentrantLock turn = turns.computeIfAbsent(account, anAccount -> new ReentrantLock(true));
        turn.lock();
        try {
            Work work = new Work(store, account, clocks.of(account));
            Answer answer = Idempotency.answer(request, work, () -> fresh(request, work));
            work.commit().forEach(deliveries::start);
            return answer;
        } finally {
            turn.unlock();
        }
    }

    private Answer fresh(Request request, Work work) {
        try {
            Answer answer = router.answer(request, work);
            return answer.status() == 200
                    ? Answer.ok(new Expansion(request.parameters().texts("expand"), work).expand(answer.body()))
                    : answer;
        } catch (StripeError refused) {
            work.discard();
            return refused.answer();
        }
    }
}
